import { epochDayOf } from '@meritkit/core/dates';
import { invalidInput } from '@meritkit/core/errors';
import { canonicalJson } from '@meritkit/core/json';
import { checkLevel, type ScaleRange } from '../scale/scale.ts';
import type { CheckedTaxonomy } from '../taxonomy/check.ts';
import { shownLevels } from './claims.ts';
import type { Certificate, Evidence } from './model.ts';

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
 * Refuses evidence that names what the taxonomy and the scale do not have, or that contradicts itself.
 *
 * @throws InvalidInputError `skills/unknown-skill`, `skills/unknown-level`, `skills/dates-reversed`,
 * `skills/self-endorsement`, `skills/invalid-evidence`
 */
export function checkEvidence(placed: PlacedEvidence, taxonomy: CheckedTaxonomy, range: ScaleRange): void {
  const { evidence, index } = placed;
  const path = ['evidence', index];
  for (const shown of shownLevels(evidence)) {
    requireSkill(shown.skillId, taxonomy, [...path, ...shown.path, 'skillId']);
    checkLevel(shown.level, range, [...path, ...shown.path, 'level']);
  }
  if (evidence.kind === 'interest' || evidence.kind === 'contribution') {
    requireSkill(evidence.skillId, taxonomy, [...path, 'skillId']);
  }
  if (evidence.kind === 'interest') requireWithin(evidence.interest, 1, [...path, 'interest']);
  if (evidence.kind === 'project') requireWithin(evidence.months, Number.MAX_VALUE, [...path, 'months']);
  if (evidence.kind === 'contribution') requireWithin(evidence.count ?? 1, Number.MAX_VALUE, [...path, 'count']);
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
