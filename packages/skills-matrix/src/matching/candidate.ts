import { type Explanation, explain, given } from '@meritkit/core/explanation';
import { skillsOperations } from '../profiles/operations.ts';
import type { CompiledDemand } from './demand.ts';
import type { Lift } from './lift.ts';
import type { PersonScore, TermScore } from './score.ts';

/** A requirement that is not met in full. */
export type MissingRequirement =
  | { readonly skillId: string; readonly atLeast: number }
  | { readonly tag: string; readonly months?: number }
  | { readonly availability: number };

/** What one requirement brings to the fit; the contributions add up to it. */
export interface Contribution {
  readonly key: string;
  readonly kind: 'skill' | 'experience' | 'availability';
  readonly must: boolean;
  /** Share of all weights. */
  readonly share: number;
  /** What the person has themselves; null: no evidence. */
  readonly have: number | null;
  readonly asked: number | null;
  /** 0..1; null: unknown, counted as not shown. */
  readonly credit: number | null;
  /** Share times credit. */
  readonly adds: number;
  /** The neighbouring skill whose level counts instead. */
  readonly through: { readonly skillId: string; readonly level: number; readonly similarity: number } | null;
}

/** A person held against a demand. */
export interface Candidate {
  readonly personId: string;
  /** Every must-have is met by evidence of their own. */
  readonly eligible: boolean;
  /** Share of the demand that evidence covers, 0..1. What is unknown is not shown, and not held to be absent. */
  readonly fit: number;
  readonly missing: readonly MissingRequirement[];
  readonly explanation: Explanation;
  /** The fit if everything they have no evidence of their own for turned out to be met. */
  readonly fitAtBest: number;
  /** Share of the weights for which there is any evidence, be it of a neighbouring skill. */
  readonly coverage: number;
  /** Share of the needed time they have; null: unknown. */
  readonly availability: number | null;
  readonly contributions: readonly Contribution[];
  /** With `shortlist`: the smallest change that would bring them onto it; null for those on it, or where none would. */
  readonly lift?: Lift | null;
}

/** Gives a score its words. */
export function describeCandidate(compiled: CompiledDemand, score: PersonScore): Candidate {
  const unknown = score.terms.filter((item) => item.credit === null);
  const unknownWeight = unknown.reduce((sum, item) => sum + item.term.weight, 0);
  const best = score.terms.reduce((sum, item) => sum + item.term.weight * (item.own === null ? 1 : item.credit!), 0);
  return {
    personId: score.personId,
    eligible: score.eligible,
    fit: score.fit,
    missing: score.terms.filter((item) => item.credit !== 1 || (item.term.must && !item.met)).map(missingOf),
    explanation: explainFit(score),
    fitAtBest: best / compiled.totalWeight,
    coverage: (compiled.totalWeight - unknownWeight) / compiled.totalWeight,
    availability: score.availability,
    contributions: score.terms.map((item) => contributionOf(item, compiled.totalWeight)),
  };
}

function missingOf({ term }: TermScore): MissingRequirement {
  if (term.kind === 'skill') return { skillId: term.key, atLeast: term.asked };
  if (term.kind === 'availability') return { availability: term.asked };
  return term.asked === null ? { tag: term.key } : { tag: term.key, months: term.asked };
}

function contributionOf({ term, own, credit, through }: TermScore, totalWeight: number): Contribution {
  const { key, kind, must, asked, weight } = term;
  const adds = (weight * (credit ?? 0)) / totalWeight;
  return { key, kind, must, share: weight / totalWeight, have: own, asked, credit, adds, through };
}

function explainFit(score: PersonScore): Explanation {
  return explain({
    key: 'fit',
    unit: 'share',
    operation: { name: 'skills/shown-share', version: 1 },
    operations: skillsOperations,
    children: score.terms.map(explainTerm),
  });
}

function explainTerm(score: TermScore): Explanation {
  const { term, own } = score;
  const head = { key: term.key, weight: term.weight };
  const unit = term.kind === 'skill' ? 'level' : term.kind === 'experience' ? 'month' : 'share';
  const leaf = leafOf(`have:${term.key}`, own, unit);
  if (term.kind === 'experience' && term.asked === null)
    return { ...leafOf(term.key, own === null ? null : 1, 'share'), ...head };
  const { through } = score;
  const have =
    through === null
      ? leaf
      : explain({
          key: `best:${term.key}`,
          unit,
          operation: { name: 'skills/best-of', version: 1 },
          operations: skillsOperations,
          children: [
            leaf,
            given({ key: `through:${through.skillId}`, value: through.level, unit, weight: through.similarity }),
          ],
        });
  return explain({
    ...head,
    unit: 'share',
    operation: { name: 'skills/credit', version: 1, parameters: { asked: term.asked } },
    operations: skillsOperations,
    children: [have],
    ...(score.credit === null ? { unknown: { reason: 'no-evidence' } } : {}),
  });
}

function leafOf(key: string, value: number | null, unit: string): Explanation {
  const leaf = given({ key, value, unit });
  return value === null ? { ...leaf, unknown: { reason: 'no-evidence' } } : leaf;
}
