import type { AuditSinkV1 } from '@meritkit/core/audit';
import type { IsoDate } from '@meritkit/core/dates';
import { invalidInput, type Outcome, type Rejection, reject } from '@meritkit/core/errors';
import { type Publish, publishAfterCommit, refusePublishWithin } from '@meritkit/core/events';
import type { Explanation } from '@meritkit/core/explanation';
import { createIds } from '@meritkit/core/platform';
import { type IdSource, MAXIMUM_PAGE_SIZE } from '@meritkit/core/ports';
import type { Evidence } from './evidence/model.ts';
import type { EvidencePolicy } from './evidence/policy.ts';
import type { Candidate } from './matching/candidate.ts';
import { compileDemand, type Demand } from './matching/demand.ts';
import { type PersonAvailability, rankCandidates } from './matching/rank.ts';
import { parseDemand } from './matching/schema.ts';
import type { SkillsStoreV1, StoredEvidence } from './ports.ts';
import { buildProfiles } from './profiles/build.ts';
import { explainLevel } from './profiles/explain.ts';
import type { ProfileSet } from './profiles/model.ts';
import { defaultScale, type Scale } from './scale/scale.ts';
import {
  eventOf,
  note,
  readTaxonomy,
  type ServiceContext,
  type SkillsAnswer,
  type SkillsCommand,
  type SkillsQuery,
} from './service/context.ts';
import { saveDocument } from './service/documents.ts';
import { createGrowthCalls, type GrowthService } from './service/growth.ts';
import { type NewEvidence, recordEvidence } from './service/record.ts';
import { readStoredDocument, readStoredEvidence } from './stored.ts';
import { checkTaxonomy } from './taxonomy/check.ts';
import type { Taxonomy } from './taxonomy/model.ts';

/** The demand is not stored. */
export type UnknownDemand = Rejection<'skills/unknown-demand', { readonly demandId: string }>;

/** The skill matrix over a store: load, decide, save, publish. */
export interface SkillsService extends GrowthService {
  /** Checks evidence against the taxonomy, freezes endorsements and stores it, all or none. */
  recordEvidence(
    command: SkillsCommand & { readonly evidence: readonly NewEvidence[] },
  ): Promise<SkillsAnswer<{ readonly evidenceIds: readonly string[] }>>;
  saveTaxonomy(
    command: SkillsCommand & { readonly taxonomy: Taxonomy; readonly expectedVersion: number },
  ): Promise<SkillsAnswer<{ readonly version: number }>>;
  saveDemand(
    command: SkillsCommand & { readonly demand: Demand; readonly expectedVersion: number },
  ): Promise<SkillsAnswer<{ readonly version: number }>>;
  /** Everyone's profiles as of a day. */
  readProfiles(query: SkillsQuery & { readonly asOf: IsoDate }): Promise<ProfileSet>;
  /** Why a person's level in a skill is what it is on a day, down to each piece of evidence. */
  explainLevel(
    query: SkillsQuery & { readonly personId: string; readonly skillId: string; readonly asOf: IsoDate },
  ): Promise<Explanation>;
  rankForDemand(
    query: SkillsQuery & {
      readonly demandId: string;
      readonly asOf: IsoDate;
      readonly limit?: number;
      readonly availability?: readonly PersonAvailability[];
    },
  ): Promise<Outcome<{ readonly candidates: readonly Candidate[] }, UnknownDemand>>;
  /**
   * Every piece of evidence about a person, as it lies there and whatever its version, for their right of access. What
   * they said of others lies under those others' names; a demand may exclude them by id.
   */
  exportPerson(
    query: SkillsQuery & {
      readonly personId: string;
    },
  ): Promise<{ readonly personId: string; readonly records: readonly StoredEvidence[] }>;
  /** Erases a person from all evidence. A demand that excludes them by id stays as it is: save it again without it. */
  erasePerson(
    command: SkillsCommand & { readonly personId: string },
  ): Promise<SkillsAnswer<{ readonly evidence: number }>>;
}

/**
 * The skill matrix over a store. The taxonomy in use is the stored document `current`.
 *
 * @throws InvalidInputError `skills/no-taxonomy` before one is saved, and as the functions it calls;
 * VersionConflictError, KeyConflictError, StorageUnavailableError from the store
 * @example
 * ```ts
 * import { createSkillsService } from '@meritkit/skills-matrix';
 * import { createMemorySkillsStore } from '@meritkit/skills-matrix/memory';
 *
 * const service = createSkillsService({ store: createMemorySkillsStore({ tenantId: 'acme' }) });
 * typeof service.recordEvidence; // 'function'
 * ```
 */
export function createSkillsService(options: {
  readonly store: SkillsStoreV1;
  /** Ids of events; UUIDs of version 7 unless given. */
  readonly ids?: IdSource;
  /** Called with the events after the commit, best effort. Refused on a store within a host's transaction. */
  readonly publish?: Publish;
  /** Where every write and every read of people's data is recorded. */
  readonly audit?: AuditSinkV1;
  readonly scale?: Scale;
  readonly policy?: EvidencePolicy;
}): SkillsService {
  const { store, ids = createIds(), publish, audit, scale = defaultScale, policy } = options;
  refusePublishWithin({ store, publish });
  const settings = { scale, ...(policy === undefined ? {} : { policy }) };
  const context: ServiceContext = { store, ids, publish, audit, settings };
  return {
    recordEvidence: (command) => recordEvidence(context, command),
    saveTaxonomy: async (command) => {
      checkTaxonomy({ taxonomy: command.taxonomy });
      return saveDocument(context, command, { type: 'taxonomy', id: 'current', body: command.taxonomy });
    },
    saveDemand: async (command) => {
      const { demand } = command;
      compileDemand({ demand, taxonomy: await readTaxonomy(context), scale });
      if (demand.id === undefined)
        throw invalidInput('skills/duplicate-demand', ['demand', 'id'], 'a stored demand has an id');
      return saveDocument(context, command, { type: 'demand', id: demand.id, body: demand });
    },
    readProfiles: async (query) => {
      await note(context, query, 'profiles.read', { type: 'profiles', id: query.asOf });
      return profilesOn(context, query.asOf);
    },
    explainLevel: async (query) => {
      const { personId, skillId, asOf } = query;
      await note(context, query, 'level.explained', { type: 'person', id: personId });
      const taxonomy = await readTaxonomy(context);
      const evidence = (await store.readPerson(personId)).records.map((record) => readStoredEvidence(record).evidence);
      return explainLevel({ evidence, taxonomy, asOf, personId, skillId, ...settings });
    },
    rankForDemand: async ({ demandId, asOf, actor, at, ...rest }) => {
      await note(context, { actor, at }, 'demand.ranked', { type: 'demand', id: demandId });
      const document = await store.readDocument('demand', demandId);
      if (document === null) return reject('skills/unknown-demand', { demandId });
      const demand = parseDemand(readStoredDocument(document).body);
      const profiles = await profilesOn(context, asOf);
      return { ok: true, candidates: rankCandidates({ profiles, demand, ...rest }) };
    },
    exportPerson: async (query) => {
      const { personId } = query;
      await note(context, query, 'person.exported', { type: 'person', id: personId });
      return { personId, records: (await store.readPerson(personId)).records };
    },
    erasePerson: (command) => erasePerson(context, command),
    ...createGrowthCalls(context),
  };
}

async function erasePerson(
  context: ServiceContext,
  command: SkillsCommand & { readonly personId: string },
): Promise<SkillsAnswer<{ readonly evidence: number }>> {
  const { key, personId } = command;
  const events = [
    eventOf(context, command, {
      type: 'meritkit.skills.person-erased.v1',
      id: 'person-erased',
      subject: 'erased',
      data: { personId },
    }),
  ];
  const result = await context.store.erasePerson({ key, personId, events });
  await note(context, command, 'person.erased', { type: 'erasure', id: key });
  publishAfterCommit({ publish: context.publish, events });
  return { result, events };
}

async function profilesOn(context: ServiceContext, asOf: IsoDate): Promise<ProfileSet> {
  const taxonomy = await readTaxonomy(context);
  const evidence: Evidence[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<SkillsStoreV1['listEvidence']>> = await context.store.listEvidence({
      cursor,
      limit: MAXIMUM_PAGE_SIZE,
    });
    evidence.push(...page.items.map((record) => readStoredEvidence(record).evidence));
    cursor = page.nextCursor;
  } while (cursor !== null);
  return buildProfiles({ evidence, taxonomy, asOf, ...context.settings });
}
