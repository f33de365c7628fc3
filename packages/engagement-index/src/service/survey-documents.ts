import { hmacSha256Hex } from '@meritkit/core/hash';
import { carryInvited, type InvitedEntry } from '../audit/state.ts';
import type { DocumentType } from '../ports.ts';
import { readBody } from '../stored/upcast.ts';
import type { Invitee } from '../survey/open.ts';
import type { Survey } from '../survey/survey.ts';
import { documentOf, type EngagementContext, everyPage } from './context.ts';

/** Reading what surveys keep in the store. Internal. */
export function surveyDocuments(context: EngagementContext) {
  const { store } = context;
  const load = async <Type extends DocumentType>(type: Type, id: string) => {
    const document = await store.load({ type, id });
    return document === null ? null : { document, body: readBody(type, document.body) };
  };
  const loadSurvey = async (id: string) => {
    const found = await load('survey', id);
    return found === null ? null : { document: found.document, survey: found.body };
  };
  const loadAudit = async (id: string) => {
    const found = await load('audit', id);
    return found === null ? null : { document: found.document, audit: found.body };
  };
  /** The waves of a series that have closed with answers, in that order. */
  const loadSeries = async (id: string | null) => {
    const found = id === null ? null : await load('series', id);
    const waves = found === null ? [] : found.body.waves;
    return { document: found?.document ?? null, waves };
  };

  /** What lets go of who was invited to a wave, once it has closed. */
  const forgetInvited = async (survey: Survey) => {
    const invited = survey.series === null ? null : await load('invited', survey.id);
    return invited === null ? [] : [documentOf('invited', survey.id, { people: [] }, invited.document)];
  };

  return {
    forgetInvited,
    loadSurvey,
    loadAudit,
    loadSeries,
    responsesOf: (surveyId: string) => everyPage((page) => store.listResponses({ surveyId, page })),

    loadResult: async (id: string) => (await load('result', id))?.body ?? null,

    /** True once a later wave of the survey's series has closed. */
    isSuperseded: async (survey: Survey) => {
      const { waves } = await loadSeries(survey.series);
      return waves.length > 0 && waves.includes(survey.id) && waves[waves.length - 1] !== survey.id;
    },

    /** The minimum group of the last wave of a survey's series, or null for the first. */
    minimumBefore: async (survey: Survey) => {
      const last = (await loadSeries(survey.series)).waves.at(-1);
      return last === undefined ? null : ((await loadAudit(last))?.audit.policy.minimumGroup ?? null);
    },

    /**
     * What the next wave of a series opens its audit with, and what it writes beside it: the series grows, the last
     * wave's audit is written again so that nothing is released from it meanwhile, and the invited people are let go.
     */
    nextWave: async (survey: Survey) => {
      if (survey.series === null) return { audit: {}, documents: [] };
      const [series, invited] = [await loadSeries(survey.series), await load('invited', survey.id)];
      const last = series.waves.at(-1);
      const before = last === undefined ? null : await loadAudit(last);
      const people = invited?.body.people ?? [];
      return {
        audit: { invited: people, ...(before === null ? {} : { earlier: carryInvited(before.audit) }) },
        documents: [
          documentOf('series', survey.series, { waves: [...series.waves, survey.id] }, series.document),
          ...(await forgetInvited(survey)),
          ...(before === null ? [] : [documentOf('audit', last!, before.audit, before.document)]),
        ],
      };
    },
  };
}

/** Who is invited to a wave of a series, under digests that stay the same from wave to wave, with their cells. Internal. */
export function invitedEntries(options: {
  readonly survey: Survey;
  readonly invitees: readonly Invitee[];
  readonly secret: string;
}): readonly InvitedEntry[] {
  const { survey, invitees, secret } = options;
  return invitees
    .map(({ deliverTo, cell }) => ({
      ...Object.fromEntries(survey.attributes.map((name) => [name, cell[name] ?? null])),
      person: hmacSha256Hex(secret, `invited\u0000${survey.series}\u0000${deliverTo}`),
    }))
    .sort((left, right) => (left.person < right.person ? -1 : 1));
}
