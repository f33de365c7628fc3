import type { AuditSinkV1 } from '@meritkit/core/audit';
import type { IsoDate } from '@meritkit/core/dates';
import { invalidInput, type Outcome, type Rejection, reject } from '@meritkit/core/errors';
import { type CloudEvent, createEvent, type Publish } from '@meritkit/core/events';
import { sha256Hex } from '@meritkit/core/hash';
import { canonicalJson, type JsonObject } from '@meritkit/core/json';
import { type Actor, type IdSource, MAXIMUM_PAGE_SIZE } from '@meritkit/core/ports';
import type { SkillsEvents } from './events.ts';
import type { Endorsement, Evidence } from './evidence/model.ts';
import type { EvidencePolicy } from './evidence/policy.ts';
import { parseEvidence } from './evidence/schema.ts';
import type { Candidate } from './matching/candidate.ts';
import { compileDemand, type Demand } from './matching/demand.ts';
import { type PersonAvailability, rankCandidates } from './matching/rank.ts';
import { parseDemand } from './matching/schema.ts';
import type { SkillsDocument, SkillsDocumentType, SkillsStoreV1, StoredEvidence } from './ports.ts';
import { buildProfiles } from './profiles/build.ts';
import { collectStatistics } from './profiles/collect.ts';
import { freezeEndorsement } from './profiles/explain.ts';
import type { ProfileSet } from './profiles/model.ts';
import { defaultScale, type Scale } from './scale/scale.ts';
import { readStoredDocument, readStoredEvidence } from './stored.ts';
import { checkTaxonomy } from './taxonomy/check.ts';
import type { Taxonomy } from './taxonomy/model.ts';
import { parseTaxonomy } from './taxonomy/schema.ts';

/** What every command carries. `key`: the same command again has one effect. `at`: the instant it is made. */
export interface SkillsCommand {
  readonly actor: Actor;
  readonly key: string;
  readonly at: string;
}

/** What every sensitive read carries: who reads, and when. */
export interface SkillsQuery {
  readonly actor: Actor;
  /** An instant with offset. */
  readonly at: string;
}

/** An answer with the events that were stored beside it. */
export interface SkillsAnswer<Result> {
  readonly result: Result;
  readonly events: readonly CloudEvent[];
}

/** Evidence as a command takes it: an endorsement comes without the endorser's level, which is frozen here. */
export type NewEvidence = Exclude<Evidence, Endorsement> | Omit<Endorsement, 'endorserLevel'>;

/** The demand is not stored. */
export type UnknownDemand = Rejection<'skills/unknown-demand', { readonly demandId: string }>;

/** The skill matrix over a store: load, decide, save, publish. */
export interface SkillsService {
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
  rankForDemand(
    query: SkillsQuery & {
      readonly demandId: string;
      readonly asOf: IsoDate;
      readonly limit?: number;
      readonly availability?: readonly PersonAvailability[];
    },
  ): Promise<Outcome<{ readonly candidates: readonly Candidate[] }, UnknownDemand>>;
  /** Everything stored about a person, for their right of access. */
  exportPerson(
    query: SkillsQuery & {
      readonly personId: string;
    },
  ): Promise<{ readonly personId: string; readonly records: readonly StoredEvidence[] }>;
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
 * let next = 0;
 * const service = createSkillsService({ store: createMemorySkillsStore({ tenantId: 'acme' }), ids: () => `id-${(next += 1)}` });
 * typeof service.recordEvidence; // 'function'
 * ```
 */
export function createSkillsService(options: {
  readonly store: SkillsStoreV1;
  readonly ids: IdSource;
  readonly publish?: Publish;
  /** Where every write and every read of people's data is recorded. */
  readonly audit?: AuditSinkV1;
  readonly scale?: Scale;
  readonly policy?: EvidencePolicy;
}): SkillsService {
  const { store, ids, publish = () => undefined, audit, scale = defaultScale, policy } = options;
  const settings = { scale, ...(policy === undefined ? {} : { policy }) };
  const eventOf = <Type extends keyof SkillsEvents & string>(
    type: Type,
    subject: string,
    command: SkillsCommand,
    data: SkillsEvents[Type],
  ): CloudEvent =>
    createEvent({
      type: type as `meritkit.skills.${string}.v1`,
      id: ids(),
      time: command.at,
      tenantId: store.tenantId,
      subject,
      actor: command.actor,
      data,
    });

  const note = async (
    query: SkillsQuery,
    action: string,
    subject: { readonly type: string; readonly id: string },
  ): Promise<void> => {
    const person = subject.type === 'person' ? { personId: subject.id } : {};
    const head = { schemaVersion: 1, id: ids(), at: query.at, actor: query.actor, dataKind: 'skills' } as const;
    await audit?.record([{ ...head, action: `skills.${action}`, subject, ...person, outcome: 'done' }]);
  };

  const readTaxonomy = async (): Promise<Taxonomy> => {
    const document = await store.readDocument('taxonomy', 'current');
    if (document === null) throw invalidInput('skills/no-taxonomy', ['taxonomy'], 'save a taxonomy first');
    return parseTaxonomy(readStoredDocument(document).body);
  };

  const saveDocument = async (
    command: SkillsCommand & { readonly expectedVersion: number },
    type: SkillsDocumentType,
    id: string,
    body: unknown,
  ) => {
    const event = eventOf('meritkit.skills.document-saved.v1', id, command, {
      type,
      id,
      version: command.expectedVersion + 1,
    });
    const guard = { key: command.key, expectedVersion: command.expectedVersion };
    // A replayed command must be the same write: the outbox row's id follows from the command, not from chance.
    const events = [{ ...event, id: `${command.key}:${type}:${id}` }];
    const document: SkillsDocument = await store.writeDocument({ guard, type, id, body: body as JsonObject, events });
    await note(command, 'document.saved', { type, id });
    publish(events);
    return { result: { version: document.version }, events };
  };

  return {
    recordEvidence: async (command) => {
      const taxonomy = await readTaxonomy();
      const people = new Map<string, Awaited<ReturnType<SkillsStoreV1['readPerson']>>>();
      const personOf = async (personId: string) => {
        const known = people.get(personId) ?? (await store.readPerson(personId));
        people.set(personId, known);
        return known;
      };
      const evidence: Evidence[] = [];
      for (const item of command.evidence) {
        if (item.kind !== 'endorsement') {
          evidence.push(item);
          continue;
        }
        const { kind: _, ...endorsement } = item;
        const before = (await personOf(item.personId)).records.find(
          (record) => record.evidence.id === item.id,
        )?.evidence;
        if (before !== undefined && isSameEndorsement(before, item)) {
          evidence.push(before);
          continue;
        }
        const endorser = await personOf(item.endorserId);
        evidence.push(
          freezeEndorsement({
            taxonomy,
            ...settings,
            endorsement,
            evidence: endorser.records.map((record) => record.evidence),
          }),
        );
      }
      const parsed = parseEvidence(evidence);
      const last = parsed.reduce((day, item) => (item.at > day ? item.at : day), '0001-01-01');
      collectStatistics({ evidence: parsed, taxonomy, asOf: last, ...settings });
      const personIds = [...new Set(parsed.map((item) => item.personId))];
      const appends = [];
      for (const personId of personIds) {
        const own = parsed.filter((item) => item.personId === personId);
        const records = own.map(
          (item): StoredEvidence => ({
            schemaVersion: 1,
            evidence: item,
            recordedAt: command.at,
            recordedBy: command.actor.id,
          }),
        );
        appends.push({ personId, expectedVersion: (await personOf(personId)).version, records });
      }
      const events = appends.map(({ personId, records }) => ({
        ...eventOf('meritkit.skills.evidence-recorded.v1', personId, command, {
          personId,
          evidenceIds: records.map((record) => record.evidence.id),
        }),
        id: `${command.key}:${personId}`,
      }));
      await store.appendEvidence({
        key: command.key,
        fingerprint: fingerprintOf(command.evidence),
        people: appends,
        events,
      });
      for (const personId of personIds) await note(command, 'evidence.recorded', { type: 'person', id: personId });
      publish(events);
      return { result: { evidenceIds: parsed.map((item) => item.id) }, events };
    },
    saveTaxonomy: async (command) => {
      checkTaxonomy({ taxonomy: command.taxonomy });
      return saveDocument(command, 'taxonomy', 'current', command.taxonomy);
    },
    saveDemand: async (command) => {
      const { demand } = command;
      compileDemand({ demand, taxonomy: await readTaxonomy(), scale });
      if (demand.id === undefined)
        throw invalidInput('skills/duplicate-demand', ['demand', 'id'], 'a stored demand has an id');
      return saveDocument(command, 'demand', demand.id, demand);
    },
    readProfiles: async (query) => {
      await note(query, 'profiles.read', { type: 'profiles', id: query.asOf });
      return readProfiles(query);
    },
    rankForDemand: async ({ demandId, asOf, actor, at, ...rest }) => {
      await note({ actor, at }, 'demand.ranked', { type: 'demand', id: demandId });
      const document = await store.readDocument('demand', demandId);
      if (document === null) return reject('skills/unknown-demand', { demandId });
      const profiles = await readProfiles({ asOf });
      return {
        ok: true,
        candidates: rankCandidates({ profiles, demand: parseDemand(readStoredDocument(document).body), ...rest }),
      };
    },
    exportPerson: async (query) => {
      const { personId } = query;
      await note(query, 'person.exported', { type: 'person', id: personId });
      return { personId, records: (await store.readPerson(personId)).records };
    },
    erasePerson: async (command) => {
      const { personId } = command;
      const event = eventOf('meritkit.skills.person-erased.v1', 'erased', command, { personId });
      const events = [{ ...event, id: `${command.key}:person-erased` }];
      const result = await store.erasePerson({ key: command.key, personId, events });
      await note(command, 'person.erased', { type: 'erasure', id: command.key });
      publish(events);
      return { result, events };
    },
  };

  async function readProfiles({ asOf }: { readonly asOf: IsoDate }): Promise<ProfileSet> {
    const taxonomy = await readTaxonomy();
    const evidence: Evidence[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<SkillsStoreV1['listEvidence']>> = await store.listEvidence({
        cursor,
        limit: MAXIMUM_PAGE_SIZE,
      });
      evidence.push(...page.items.map((record) => readStoredEvidence(record).evidence));
      cursor = page.nextCursor;
    } while (cursor !== null);
    return buildProfiles({ evidence, taxonomy, asOf, ...settings });
  }
}

function fingerprintOf(evidence: readonly NewEvidence[]): string {
  return sha256Hex(canonicalJson(evidence));
}

/** Given again, an endorsement keeps the level that was frozen first. */
function isSameEndorsement(stored: Evidence, given: Omit<Endorsement, 'endorserLevel'>): boolean {
  if (stored.kind !== 'endorsement') return false;
  const { endorserLevel: _, ...said } = stored;
  return canonicalJson(said) === canonicalJson(given);
}
