import { epochDayOf } from '@meritkit/core/dates';
import { invalidInput } from '@meritkit/core/errors';
import { canonicalJson } from '@meritkit/core/json';
import { checkLevel, type ScaleRange } from '../scale/scale.ts';
import type { CheckedTaxonomy } from '../taxonomy/check.ts';
import { shownLevels } from './claims.ts';
import { type Certificate, type Evidence, evidenceSources } from './model.ts';

const KINDS: ReadonlySet<string> = new Set<Evidence['kind']>([
  ...evidenceSources,
  'certificate-revocation',
  'interest',
]);
/** The most months of a project, or contributions in one piece of evidence: their sums stay finite. */
const LARGEST_AMOUNT = 1e9;

/** A piece of evidence and where it stood in the input. */
export interface PlacedEvidence {
  readonly evidence: Evidence;
  readonly index: number;
}

/**
 * Puts evidence into the order of its ids (code units), each id once. The same evidence given twice counts once.
 *
 * @throws InvalidInputError `skills/duplicate-evidence` when an id comes again with other content.
 */
export function orderEvidence(evidence: readonly Evidence[]): readonly PlacedEvidence[] {
  const placed = evidence.map((item, index) => ({ evidence: item, index }));
  placed.sort((left, right) => compareText(left.evidence.id, right.evidence.id) || left.index - right.index);
  return placed.filter((item, at) => {
    const before = placed[at - 1];
    if (before === undefined || before.evidence.id !== item.evidence.id) return true;
    if (canonicalJson(before.evidence) !== canonicalJson(item.evidence)) {
      const message = `evidence "${item.evidence.id}" came before with other content`;
      throw invalidInput('skills/duplicate-evidence', ['evidence', item.index, 'id'], message);
    }
    return false;
  });
}

/** Compares by code unit: the same everywhere, whatever the machine's language. */
export function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/**
 * Refuses a revocation of what is no certificate of that person, where the evidence it names is there: it would leave
 * the certificate counting. One whose certificate lies in another shard is kept.
 *
 * @throws InvalidInputError `skills/invalid-evidence`
 */
export function checkRevocations(placed: readonly PlacedEvidence[]): void {
  // Most evidence has none, and then nothing is indexed.
  if (!placed.some((item) => item.evidence.kind === 'certificate-revocation')) return;
  const byId = new Map(placed.map(({ evidence }) => [evidence.id, evidence]));
  for (const { evidence, index } of placed) {
    if (evidence.kind !== 'certificate-revocation') continue;
    const revoked = byId.get(evidence.certificateId);
    if (revoked === undefined) continue;
    const field =
      revoked.kind !== 'certificate' ? 'certificateId' : revoked.personId !== evidence.personId ? 'personId' : null;
    if (field === null) continue;
    const message = `"${revoked.id}" is no certificate of "${evidence.personId}"`;
    throw invalidInput('skills/invalid-evidence', ['evidence', index, field], message);
  }
}

/**
 * Refuses evidence that names what the taxonomy and the scale do not have, or that contradicts itself.
 *
 * @throws InvalidInputError `skills/unknown-skill`, `skills/unknown-level`, `skills/dates-reversed`,
 * `skills/self-endorsement`, `skills/invalid-evidence`
 */
export function checkEvidence(placed: PlacedEvidence, taxonomy: CheckedTaxonomy, range: ScaleRange): void {
  const { evidence, index } = placed;
  const path = ['evidence', index];
  if (!KINDS.has(evidence.kind)) {
    throw invalidInput('skills/invalid-evidence', [...path, 'kind'], `no kind of evidence is "${evidence.kind}"`);
  }
  const seen = new Set<string>();
  for (const shown of shownLevels(evidence)) {
    requireSkill(shown.skillId, taxonomy, [...path, ...shown.path, 'skillId']);
    if (seen.has(shown.skillId)) {
      const message = `"${shown.skillId}" stands twice in one piece of evidence`;
      throw invalidInput('skills/invalid-evidence', [...path, ...shown.path, 'skillId'], message);
    }
    seen.add(shown.skillId);
    checkLevel(shown.level, range, [...path, ...shown.path, 'level']);
  }
  if (evidence.kind === 'interest' || evidence.kind === 'contribution') {
    requireSkill(evidence.skillId, taxonomy, [...path, 'skillId']);
  }
  if (evidence.kind === 'interest') requireWithin(evidence.interest, 1, [...path, 'interest']);
  if (evidence.kind === 'project') requireWithin(evidence.months, LARGEST_AMOUNT, [...path, 'months']);
  if (evidence.kind === 'contribution') requireWithin(evidence.count ?? 1, LARGEST_AMOUNT, [...path, 'count']);
  if (evidence.kind === 'certificate') checkValidity(evidence, path);
  if (evidence.kind === 'endorsement') {
    if (evidence.endorserId === evidence.personId) {
      throw invalidInput('skills/self-endorsement', [...path, 'endorserId'], 'nobody endorses themselves');
    }
    if (evidence.endorserLevel !== null) checkLevel(evidence.endorserLevel, range, [...path, 'endorserLevel']);
  }
}

function requireSkill(skillId: string, taxonomy: CheckedTaxonomy, path: readonly (string | number)[]): void {
  if (!taxonomy.byId.has(skillId)) {
    const version = taxonomy.taxonomy.version;
    throw invalidInput('skills/unknown-skill', path, `no skill "${skillId}" in taxonomy ${version}`);
  }
}

function requireWithin(value: number, most: number, path: readonly (string | number)[]): void {
  if (!(value >= 0 && value <= most)) {
    throw invalidInput('skills/invalid-evidence', path, `${value} is not a number from 0 to ${most}`);
  }
}

function checkValidity(certificate: Certificate, path: readonly (string | number)[]): void {
  const from = epochDayOf(certificate.validFrom ?? certificate.at, [...path, 'validFrom']);
  if (certificate.revokedAt !== undefined) epochDayOf(certificate.revokedAt, [...path, 'revokedAt']);
  if (certificate.validTo === undefined) return;
  if (epochDayOf(certificate.validTo, [...path, 'validTo']) <= from) {
    const message = `validity ends on ${certificate.validTo}, before it begins`;
    throw invalidInput('skills/dates-reversed', [...path, 'validTo'], message);
  }
}
