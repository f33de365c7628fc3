import { invalidInput } from '@meritkit/core/errors';
import { publishAfterCommit } from '@meritkit/core/events';
import { sha256Hex } from '@meritkit/core/hash';
import { canonicalJson } from '@meritkit/core/json';
import type { Endorsement, Evidence } from '../evidence/model.ts';
import { parseEvidence } from '../evidence/schema.ts';
import type { EvidenceAppend, PersonEvidence, StoredEvidence } from '../ports.ts';
import { collectStatistics } from '../profiles/collect.ts';
import { freezeEndorsement } from '../profiles/explain.ts';
import { readStoredEvidence } from '../stored.ts';
import type { Taxonomy } from '../taxonomy/model.ts';
import { eventOf, note, readTaxonomy, type ServiceContext, type SkillsAnswer, type SkillsCommand } from './context.ts';

/** Evidence as a command takes it: an endorsement comes without the endorser's level, which is frozen here. */
export type NewEvidence = Exclude<Evidence, Endorsement> | Omit<Endorsement, 'endorserLevel'>;

type PersonOf = (personId: string) => Promise<PersonEvidence>;

/** Checks evidence against the taxonomy, freezes endorsements and stores it, all or none. */
export async function recordEvidence(
  context: ServiceContext,
  command: SkillsCommand & { readonly evidence: readonly NewEvidence[] },
): Promise<SkillsAnswer<{ readonly evidenceIds: readonly string[] }>> {
  const { store, publish, settings } = context;
  const taxonomy = await readTaxonomy(context);
  const personOf = readOnce(context);
  const said = parseEvidence(command.evidence.map(withoutLevel));
  const last = said.reduce((day, item) => (item.at > day ? item.at : day), '0001-01-01');
  collectStatistics({ evidence: said, taxonomy, asOf: last, ...settings });
  await checkRevoked(said, personOf);
  const evidence: Evidence[] = [];
  for (const item of said) {
    evidence.push(item.kind === 'endorsement' ? await freeze(item, said, taxonomy, context, personOf) : item);
  }
  const people: EvidenceAppend[] = [];
  for (const personId of new Set(evidence.map((item) => item.personId))) {
    const records = evidence.filter((item) => item.personId === personId).map((item) => storedBy(command, item));
    people.push({ personId, expectedVersion: (await personOf(personId)).version, records });
  }
  const events = people.map(({ personId, records }) =>
    eventOf(context, command, {
      type: 'meritkit.skills.evidence-recorded.v1',
      id: personId,
      subject: personId,
      data: { personId, evidenceIds: records.map((record) => record.evidence.id) },
    }),
  );
  const fingerprint = sha256Hex(canonicalJson(command.evidence));
  await store.appendEvidence({ key: command.key, fingerprint, people, events });
  for (const { personId } of people)
    await note(context, command, 'evidence.recorded', { type: 'person', id: personId });
  publishAfterCommit({ publish, events });
  return { result: { evidenceIds: evidence.map((item) => item.id) }, events };
}

/** Reads each person once per command: the version that is written on is the one that was decided on. */
function readOnce({ store }: ServiceContext): PersonOf {
  const people = new Map<string, PersonEvidence>();
  return async (personId) => {
    const known = people.get(personId);
    if (known !== undefined) return known;
    const stored = await store.readPerson(personId);
    const person = { ...stored, records: stored.records.map(readStoredEvidence) };
    people.set(personId, person);
    return person;
  };
}

/** A revocation names a certificate of that person, stored or in the same command: else it would revoke nothing. */
async function checkRevoked(said: readonly Evidence[], personOf: PersonOf): Promise<void> {
  for (const [at, item] of said.entries()) {
    if (item.kind !== 'certificate-revocation') continue;
    const stored = (await personOf(item.personId)).records.map(({ evidence }) => evidence);
    const isKnown = [...said, ...stored].some(({ id, kind }) => kind === 'certificate' && id === item.certificateId);
    if (isKnown) continue;
    const message = `"${item.personId}" has no certificate "${item.certificateId}"`;
    throw invalidInput('skills/invalid-evidence', ['evidence', at, 'certificateId'], message);
  }
}

function storedBy({ at, actor }: SkillsCommand, evidence: Evidence): StoredEvidence {
  return { schemaVersion: 1, evidence, recordedAt: at, recordedBy: actor.id };
}

/** An endorsement's level is never given: it is frozen here. */
function withoutLevel(item: NewEvidence): Evidence {
  return item.kind === 'endorsement' ? { ...item, endorserLevel: null } : item;
}

/**
 * Given again, an endorsement keeps the level that was frozen first. What the same command says of the endorser counts
 * like what is stored.
 */
async function freeze(
  item: Endorsement,
  said: readonly Evidence[],
  taxonomy: Taxonomy,
  { settings }: ServiceContext,
  personOf: PersonOf,
): Promise<Evidence> {
  const { records } = await personOf(item.personId);
  const before = records.find((record) => record.evidence.id === item.id)?.evidence;
  if (before !== undefined && isSameEndorsement(before, item)) return before;
  const { kind: _, endorserLevel: __, ...endorsement } = item;
  const known = (await personOf(item.endorserId)).records.map((record) => record.evidence);
  const ids = new Set(known.map((evidence) => evidence.id));
  const fresh = said.filter((evidence) => evidence.personId === item.endorserId && !ids.has(evidence.id));
  return freezeEndorsement({ taxonomy, ...settings, endorsement, evidence: [...known, ...fresh] });
}

function isSameEndorsement(stored: Evidence, given: Endorsement): boolean {
  return stored.kind === 'endorsement' && canonicalJson({ ...stored, endorserLevel: null }) === canonicalJson(given);
}
