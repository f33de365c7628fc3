import type { Json, JsonObject } from '@meritkit/core/json';
import { shapeOf } from '../../../../scripts/kept-samples.ts';
import { activityFromTemplate } from '../../src/activities/templates.ts';
import type { EngagementDefinition } from '../../src/definition/schema.ts';
import { createMemoryEngagementStore } from '../../src/memory/index.ts';
import type { DocumentType, EngagementStoreV1, EngagementWrite, StoredDocument } from '../../src/ports.ts';
import { createEngagement } from '../../src/service.ts';

/** What is stored: documents by type, responses and admissions, and the events beside them. */
export interface StoredSamples {
  readonly documents: readonly StoredDocument[];
  readonly admissions: readonly JsonObject[];
  readonly responses: readonly JsonObject[];
  readonly events: readonly JsonObject[];
}

const isStored: Readonly<Record<DocumentType, true>> = {
  ...{ survey: true, audit: true, budget: true, result: true, series: true, invited: true, outcome: true },
  ...{ issue: true, activity: true, enrolment: true, recommendation: true, award: true, signal: true },
  'help-need': true,
};

const actor = { id: 'hr-1', requestId: 'r' };
/** Who does something of their own. */
const as = (id: string) => ({ id, requestId: 'r' });
const now = '2026-11-22T09:00:00+08:00';
const item = (id: string) => ({ id, text: { en: id, 'zh-CN': id }, weight: 1, direction: 'more' as const });
const definition: EngagementDefinition = {
  schemaVersion: 1,
  id: 'short',
  version: '1',
  scale: { minimum: 1, maximum: 5, favourableFrom: 4 },
  dimensions: [
    {
      id: 'voice',
      name: 'Voice',
      weight: 1,
      indicators: [
        {
          id: 'safety',
          name: 'Safety',
          weight: 1,
          beside: 'load',
          items: [{ ...item('trust'), raisesProblems: true }, item('heard')],
        },
      ],
    },
    {
      id: 'rest',
      name: 'Rest',
      weight: 1,
      indicators: [{ id: 'sleep', name: 'Sleep', weight: 1, items: [item('slept')] }],
    },
  ],
  context: [{ id: 'load', text: 'Load' }],
};

function open() {
  let count = 0;
  const ids = () => {
    count += 1;
    return `id-${String(count).padStart(16, '0')}`;
  };
  const memory = createMemoryEngagementStore({ tenantId: 'acme' });
  const admissions: EngagementWrite['admissions'][number][] = [];
  const store: EngagementStoreV1 = {
    ...memory,
    commit: (write) => {
      admissions.push(...write.admissions);
      return memory.commit(write);
    },
  };
  const engagement = createEngagement({
    store,
    now: () => now,
    ids,
    tokens: ids,
    uniform: () => 0.5,
    secret: 'pepper',
    segmentWords: (text) => text.split(' '),
  });
  return { store, admissions, ...engagement };
}

/** The people whom the life names; nothing else in it is called like one of them. */
export const people = ['lin', 'zhao', 'chen', 'hr-1'] as const;

/** What is kept of a life: of a document, and of a list within one, whatever shows a shape that the ones before do not. */
export async function writeSamples(): Promise<StoredSamples> {
  const { documents, admissions, responses, events } = await writeLife();
  return {
    documents: showingMore(documents, ({ type, body }) => `${type} ${body.command ?? ''}`).map((document) => ({
      ...document,
      body: shortened(document.body) as JsonObject,
    })),
    admissions: showingMore(admissions),
    responses: showingMore(responses),
    events: showingMore(events, ({ type }) => String(type)),
  };
}

/** Everything that a life leaves in a store, in which every type of document is in each of its states; the same every time. */
export async function writeLife(): Promise<StoredSamples> {
  const opened = open();
  await surveyEverybody(opened);
  await raiseIssues(opened);
  await runActivities(opened);
  await helpAndHonour(opened);
  const { store, admissions } = opened;
  const page = { cursor: null, limit: 1000 };
  const documents: StoredDocument[] = [];
  for (const type of Object.keys(isStored) as DocumentType[])
    documents.push(...(await store.list({ type, page })).items);
  const life = {
    documents,
    admissions: await Promise.all(
      admissions.map(({ surveyId, admission: { digest } }) => store.findAdmission({ surveyId, digest })),
    ),
    responses: (await store.listResponses({ surveyId: 'w1', page })).items,
    events: (await store.listEvents(page)).items,
  };
  return JSON.parse(JSON.stringify(life)) as StoredSamples;
}

/** A value whose lists are cut to the items that show more. */
function shortened(value: Json): Json {
  if (Array.isArray(value)) return showingMore<Json>(value).map(shortened);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value as JsonObject).map(([name, member]) => [name, shortened(member!)]);
  return Object.fromEntries(members) as JsonObject;
}

/** Those that show something that no other of their kind does: the ones that show most are taken first. In their order. */
function showingMore<Item>(items: readonly Item[], kindOf: (item: Item) => string = () => ''): readonly Item[] {
  const shown = items.map((item) => ({ item, lines: shapeOf(item).map((line) => `${kindOf(item)} ${line}`) }));
  const seen = new Set<string>();
  const taken = new Set<Item>();
  for (const { item, lines } of shown.sort((left, right) => right.lines.length - left.lines.length)) {
    if (lines.some((line) => !seen.has(line))) taken.add(item);
    for (const line of lines) seen.add(line);
  }
  return items.filter((item) => taken.has(item));
}

/** Two waves of a series of which the second stays open, a survey that nobody answers, and every kind of question. */
async function surveyEverybody({ surveys }: ReturnType<typeof open>): Promise<void> {
  const plan = [
    { id: 'company', where: {}, first: true },
    { id: 'a', where: { team: 'a' } },
    { id: 'b', where: { team: 'b' } },
    { id: 'nobody', where: { team: 'c' } },
  ];
  const invitees = Array.from({ length: 25 }, (_, index) => ({
    deliverTo: `person-${index}`,
    cell: { team: index % 2 === 0 ? 'a' : 'b' },
  }));
  const by = (surveyId: string, key: string) => ({ key: `${key}-${surveyId}`, actor, surveyId });
  const rules = { definition, minimumGroup: 5, attributes: ['team'], plan, comments: true };
  for (const id of ['w1', 'w2', 'silent']) {
    const more = id === 'silent' ? {} : { series: 'weekly', outcome: 'trust' };
    await surveys.draft({ ...by(id, 'draft'), survey: { id, ...rules, ...more } });
    await surveys.changePolicy({ ...by(id, 'rules'), minimumGroup: 6, plan });
    const begun = await surveys.open({ ...by(id, 'open'), invitees });
    if (id === 'silent') await surveys.close(by(id, 'close'));
    if (id !== 'w1' || !begun.ok) continue;
    for (const [index, { token }] of begun.deliveries.slice(1).entries()) {
      const answers = { trust: 1 + (index % 5), heard: 1 + ((index * 2) % 5), load: 3, slept: null };
      await surveys.answer({ surveyId: id, token, answers, ...(index === 0 ? {} : { comment: '加班 太 多' }) });
    }
    await surveys.close(by(id, 'close'));
    await surveys.publish(by(id, 'publish'));
    const question = { ...by(id, 'ask'), item: 'trust' };
    await surveys.ask({ ...question, where: { team: 'a' }, invited: 7 });
    await surveys.ask({ ...question, key: 'refused', where: { team: 'c' }, invited: 7 });
    await surveys.askNoisy({ ...question, key: 'noisy', epsilon: 2, budget: 2 });
    await surveys.themes({ ...by(id, 'themes'), where: {}, locale: 'zh-CN' });
    await surveys.verbatims(by(id, 'verbatims'));
  }
  await surveys.draft({ ...by('draft', 'draft'), survey: { id: 'draft', ...rules, comments: false } });
  await surveys.publish(by('silent', 'publish'));
}

async function raiseIssues({ issues }: ReturnType<typeof open>): Promise<void> {
  const affected = { estimate: 60, interval: [45, 75] } as const;
  for (const id of ['open', 'resolved']) {
    const issue = { id, title: { en: 'Approval', 'zh-CN': '审批' }, origin: 'raised', raisedOn: '2026-11-02' } as const;
    await issues.raise({ key: `raise-${id}`, actor, issue: { ...issue, affected } });
  }
  await issues.assign({ key: 'assign', actor, issueId: 'resolved', owner: 'lin', deadline: '2026-12-10' });
  const closing = { issueId: 'resolved', as: 'resolved', on: '2026-11-20', answer: 'Two steps now' } as const;
  await issues.close({ key: 'close', actor, ...closing });
}

/** Three activities: one goes on, one is finished in time, and one early. */
async function runActivities({ activities }: ReturnType<typeof open>): Promise<void> {
  const dates = { start: '2026-11-01', deadline: '2026-11-30' };
  const activity = activityFromTemplate({ template: 'help-board', id: 'help', ...dates, audience: {} });
  for (const id of ['help', 'early', 'on']) {
    await activities.announce({ key: `announce-${id}`, actor, activity: { ...activity, id } });
  }
  const entrants = [{ personId: 'lin', attributes: {}, completed: [] }];
  await activities.join({ key: 'join', actor: as('lin'), activityId: 'help', entrants, on: '2026-11-02' });
  const chen = [{ personId: 'chen', attributes: {}, completed: [] }];
  await activities.join({ key: 'join-chen', actor: as('chen'), activityId: 'help', entrants: chen, on: '2026-11-02' });
  await activities.leave({ key: 'leave', actor: as('chen'), activityId: 'help', personId: 'chen' });
  const facts = activity.steps.flatMap(({ factKind, needed }) =>
    Array.from({ length: needed }, (_, index) => ({
      id: `${factKind}-${index}`,
      revision: 0,
      kind: factKind,
      personId: 'lin',
      on: '2026-11-20',
      source: { system: 'feishu', ref: `${factKind}-${index}` },
    })),
  );
  await activities.finish({ key: 'finish', actor, activityId: 'help', facts, on: '2026-12-01' });
  const early = { reason: 'The budget ended' };
  await activities.finish({ key: 'finish-early', actor, activityId: 'early', facts, on: '2026-11-22', early });
  const options = ['help', 'quiz'].map((activityId) => ({ activityId, contentFit: 0.5, shown: 10, enrolled: 4 }));
  await activities.recommend({ key: 'recommend', actor, personId: 'lin', options });
}

/** The help board, awards, and a signal about a person. */
async function helpAndHonour({ helpBoard, awards, people: signals }: ReturnType<typeof open>): Promise<void> {
  const need = { id: 'gateway', teamId: 'pay', postedBy: 'lin', text: 'Who knows our old gateway?' };
  await helpBoard.post({ key: 'need', actor: as('lin'), need });
  await helpBoard.post({ key: 'need-2', actor: as('lin'), need: { ...need, id: 'new' } });
  for (const personId of ['zhao', 'chen']) {
    const signingUp = { needId: need.id, personId, teamId: 'search' };
    await helpBoard.signUp({ key: `help-${personId}`, actor: as(personId), ...signingUp });
  }
  const confirmation = { helperId: 'zhao', confirmedBy: 'lin', on: '2026-11-22', bestPractice: 'Ask for the runbook' };
  await helpBoard.confirm({ key: 'helped', actor: as('lin'), needId: need.id, ...confirmation });

  const source = { system: 'jira', ref: 'PAY-1' };
  const nominees = [{ personId: 'zhao', contributions: [{ criterion: 'impact', points: 5, source }] }];
  const criteria = [{ id: 'impact', weight: 2 }];
  await awards.propose({ key: 'propose', actor, awardId: 'star', amount: '500', nominees, criteria, size: 1 });
  await awards.vote({ key: 'vote', actor: as('lin'), awardId: 'star', voterId: 'lin', personId: 'zhao' });
  await awards.decide({ key: 'decide', actor, awardId: 'star' });

  const fact = { system: 'check-in', ref: 'c1' };
  const signal = { lane: 'attributed', personId: 'lin', indicator: 'resilience', source: 'own-check-in' } as const;
  await signals.addSignal({ key: 'signal', actor: as('lin'), signal: { ...signal, value: 25, fact } });
}
