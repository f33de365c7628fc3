import type { EngagementEvents } from '../events.ts';
import type { DocumentType } from '../ports.ts';

/**
 * A place where an id of a person stands: names of members with dots between, `[]` for every item of a list, and `{}` at
 * the end for the names of an object's members.
 */
export type Place = string;

/** The places of people in a document's body, by type; `outcome` has its own table, by command. */
export const placesInBodies: Readonly<Record<Exclude<DocumentType, 'outcome'>, readonly Place[]>> = {
  // Surveys know people by tokens and digests alone.
  survey: [],
  audit: [],
  budget: [],
  result: [],
  series: [],
  invited: [],
  issue: ['owner'],
  activity: [],
  enrolment: ['members[]'],
  signal: ['personId'],
  recommendation: ['personId'],
  'help-need': ['postedBy', 'helpers[].personId'],
  award: ['shortlist[].personId', 'votes[].voterId', 'votes[].personId'],
};

/** Documents that are about one person and nothing else: they go with the person. */
export const goesWithItsPerson: ReadonlySet<DocumentType> = new Set(['signal', 'recommendation']);

const need: readonly Place[] = ['need.postedBy', 'need.helpers[].personId'];

/** The places of people in what a command answered, beside those in the events of the answer. */
export const placesInAnswers = {
  'survey.draft': [],
  'survey.changePolicy': [],
  'survey.open': [],
  'survey.close': [],
  'survey.publish': [],
  'survey.ask': [],
  'survey.askNoisy': [],
  'survey.themes': [],
  'survey.verbatims': [],
  'issue.raise': ['issue.owner'],
  'issue.assign': ['issue.owner'],
  'issue.close': ['issue.owner'],
  'activity.announce': [],
  'activity.join': ['enrolment.members[]'],
  'activity.leave': ['enrolment.members[]'],
  'activity.finish': ['winners.rewards[].personId'],
  'activity.recommend': [],
  'help.post': need,
  'help.signUp': need,
  'help.confirm': need,
  'award.propose': ['shortlist[].personId'],
  'award.vote': [],
  'award.decide': ['counts{}', 'winner', 'reward.personId'],
  'person.addSignal': [],
} as const satisfies Readonly<Record<string, readonly Place[]>>;

/** A command whose answer is kept. */
export type CommandName = keyof typeof placesInAnswers;

/** The places of people in an event's data, by type; `actorid` of the envelope names one too. */
export const placesInEvents: Readonly<Record<keyof EngagementEvents, readonly Place[]>> = {
  'meritkit.engagement.survey-opened.v1': [],
  'meritkit.engagement.survey-closed.v1': [],
  'meritkit.engagement.survey-published.v1': [],
  'meritkit.engagement.issue-raised.v1': [],
  'meritkit.engagement.issue-assigned.v1': [],
  'meritkit.engagement.issue-closed.v1': [],
  'meritkit.engagement.activity-announced.v1': [],
  'meritkit.engagement.activity-joined.v1': [],
  'meritkit.engagement.activity-left.v1': [],
  'meritkit.engagement.activity-won.v1': ['rewards[].personId'],
  'meritkit.engagement.help-confirmed.v1': ['helperId'],
  'meritkit.engagement.award-decided.v1': ['reward.personId'],
};
