import type { ScaleRange } from '../scale/scale.ts';
import type { Evidence, EvidenceSource, ShownLevel } from './model.ts';

/** Months of project work that weigh as much as one fresh piece of evidence. */
const PROJECT_MONTHS = 6;

/** A level that evidence shows, with its place inside that evidence. */
export interface PlacedLevel extends ShownLevel {
  readonly path: readonly (string | number)[];
}

/** Every level that a piece of evidence shows; none for an interest or a revocation. */
export function shownLevels(evidence: Evidence): readonly PlacedLevel[] {
  switch (evidence.kind) {
    case 'self-rating':
    case 'manager-rating':
    case 'endorsement':
    case 'assessment':
      return [{ skillId: evidence.skillId, level: evidence.level, path: [] }];
    case 'contribution':
      return evidence.level === undefined ? [] : [{ skillId: evidence.skillId, level: evidence.level, path: [] }];
    case 'project':
    case 'certificate':
    case 'course':
      return (evidence.skills ?? []).map((shown, at) => ({ ...shown, path: ['skills', at] }));
    case 'certificate-revocation':
    case 'interest':
      return [];
  }
}

/** The source a piece of evidence counts for; null where it says nothing of a level. */
export function sourceOf(evidence: Evidence): EvidenceSource | null {
  return evidence.kind === 'certificate-revocation' || evidence.kind === 'interest' ? null : evidence.kind;
}

/**
 * How much of its source's precision one piece of evidence brings, before fading: an endorsement by the endorser's own
 * place on the scale, a project by its months over six, a contribution by its count, all others once.
 */
export function amountOf(evidence: Evidence, range: ScaleRange): number {
  if (evidence.kind === 'endorsement') {
    return evidence.endorserLevel === null
      ? 0
      : (evidence.endorserLevel - range.lowest) / (range.highest - range.lowest);
  }
  if (evidence.kind === 'project') return evidence.months / PROJECT_MONTHS;
  if (evidence.kind === 'contribution') return evidence.count ?? 1;
  return 1;
}

/** The skills a piece of evidence shows in use: by a project or by a contribution. */
export function skillsUsed(evidence: Evidence): readonly string[] {
  if (evidence.kind === 'contribution') return evidence.count === 0 ? [] : [evidence.skillId];
  return evidence.kind === 'project' ? (evidence.skills ?? []).map((shown) => shown.skillId) : [];
}
