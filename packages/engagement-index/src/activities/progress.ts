import { isDate } from '@meritkit/core/dates';
import { invalidInput } from '@meritkit/core/errors';
import { type Explanation, explain, type FactReference, given } from '@meritkit/core/explanation';
import type { Enrolment } from './enrolment.ts';
import type { Activity } from './schema.ts';

/** What progress reads of a fact; revisions are settled before (the highest one wins). */
export interface ActivityFact {
  readonly id: string;
  readonly revision: number;
  readonly personId: string;
  readonly kind: string;
  /** The day it counts for. */
  readonly on: string;
  readonly source: FactReference;
  readonly retracted?: boolean;
}

/** How far an entry has come, with the facts behind every point. */
export interface Progress {
  readonly enrolmentId: string;
  readonly points: number;
  readonly completed: boolean;
  readonly steps: readonly {
    readonly stepId: string;
    readonly counted: number;
    readonly needed: number;
    readonly done: boolean;
  }[];
  /** The day of the last counted fact: earlier wins ties. */
  readonly lastOn: string | null;
  readonly explanation: Explanation;
}

/**
 * Measures an entry's progress from facts within the activity's days; each fact counts once, revised or retracted.
 *
 * @throws InvalidInputError `core/invalid-input` for a revision that is no whole number, or a member's fact on no date
 * @example
 * ```ts
 * import { activityFromTemplate, measureProgress } from '@meritkit/engagement-index';
 *
 * const activity = activityFromTemplate({
 *   template: 'help-board', id: 'h1', start: '2026-11-01', deadline: '2026-11-30', audience: {},
 * });
 * const enrolment = { id: 'e1', activityId: 'h1', members: ['lin'], enrolledOn: '2026-11-02' };
 * const source = { system: 'board', ref: 'n1' };
 * const facts = [{ id: 'f1', revision: 1, personId: 'lin', kind: 'help-confirmed', on: '2026-11-05', source }];
 * measureProgress({ activity, enrolment, facts }).points; // 30
 * ```
 */
export function measureProgress(options: {
  readonly activity: Activity;
  readonly enrolment: Enrolment;
  readonly facts: readonly ActivityFact[];
}): Progress {
  const { activity, enrolment } = options;
  const latest = latestOf(options.facts);
  const own = [...latest.values()].filter((fact) => enrolment.members.includes(fact.personId));
  for (const { id, on } of own) {
    // "2026-11-5" would count as later than "2026-11-30".
    if (!isDate(on))
      throw invalidInput('core/invalid-input', ['facts', id, 'on'], `"${on}" is no date such as "2026-11-22"`);
  }
  const facts = own
    .filter((fact) => fact.retracted !== true)
    .filter((fact) => fact.on >= activity.start && fact.on <= activity.deadline)
    .sort((left, right) => (left.on === right.on ? (left.id < right.id ? -1 : 1) : left.on < right.on ? -1 : 1));
  const steps = activity.steps.map((step) => {
    const counted = facts.filter((fact) => fact.kind === step.factKind).slice(0, step.countedAtMost);
    return { step, counted, done: counted.length >= step.needed };
  });
  const explanation = explain({
    key: activity.id,
    unit: 'points',
    operation: { name: 'sum', version: 1 },
    children: steps.map(({ step, counted }) =>
      explain({
        key: step.id,
        label: step.name,
        unit: 'points',
        operation: { name: 'product', version: 1 },
        children: [
          given({ key: 'facts', value: counted.length, sources: counted.map((fact) => fact.source) }),
          given({ key: 'points-each', value: step.pointsEach }),
        ],
      }),
    ),
  });
  const days = steps.flatMap(({ counted }) => counted.map((fact) => fact.on)).sort();
  return {
    enrolmentId: enrolment.id,
    points: Number(explanation.value),
    completed: steps.every(({ done }) => done),
    steps: steps.map(({ step: { id: stepId, needed }, counted, done }) => ({
      stepId,
      counted: counted.length,
      needed,
      done,
    })),
    lastOn: days[days.length - 1] ?? null,
    explanation,
  };
}

/** The newest revision of each fact. */
function latestOf(facts: readonly ActivityFact[]): ReadonlyMap<string, ActivityFact> {
  const latest = new Map<string, ActivityFact>();
  facts.forEach((fact, at) => {
    if (!Number.isSafeInteger(fact.revision))
      throw invalidInput('core/invalid-input', ['facts', at, 'revision'], 'a whole number is expected');
    const known = latest.get(fact.id);
    if (known === undefined || fact.revision > known.revision) latest.set(fact.id, fact);
  });
  return latest;
}
