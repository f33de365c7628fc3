import type { Outcome } from '@meritkit/core/errors';
import type { GrowthPlan, GrowthRejection, GrowthTarget } from '../growth/plan.ts';
import type { Readiness, RequirementProgress } from '../growth/readiness.ts';
import { type PhraseOptions, type Phrasing, phrasingOf } from './phrase.ts';

/**
 * The answer of `planGrowth` in sentences: the courses in their order with what each closes or opens, hours and weeks,
 * and whether less would do; or why there is no plan. The terms of the hours stand in the plan's `explanation`.
 *
 * @example
 * ```ts
 * import { buildProfiles, describeGrowthPlan, planGrowth } from '@meritkit/skills-matrix';
 *
 * const taxonomy = { version: '1', skills: [{ id: 'go', name: 'Go' }] };
 * const profiles = buildProfiles({
 *   asOf: '2026-11-22', taxonomy,
 *   evidence: [{ id: 'e1', personId: 'lin', kind: 'manager-rating', skillId: 'go', level: 2, at: '2026-09-30' }],
 * });
 * const answer = planGrowth({
 *   profiles, personId: 'lin', target: [{ skillId: 'go', atLeast: 3 }],
 *   courses: [{ id: 'go-101', raises: [{ skillId: 'go', toLevel: 3 }], hours: 24 }],
 * });
 * describeGrowthPlan({ answer, personId: 'lin', taxonomy, locale: 'en', names: { 'go-101': 'Go for services' } });
 * // 'lin reaches the goal with 1 course in 24 hours over 6 weeks: Go for services, 24 h, until week 6 (closes Go). No plan takes less.'
 * ```
 */
export function describeGrowthPlan(
  options: PhraseOptions & { readonly answer: Outcome<GrowthPlan, GrowthRejection>; readonly personId: string },
): string {
  const { answer } = options;
  const phrasing = phrasingOf(options);
  const { say, nameOf, clauses, sentences } = phrasing;
  const person = nameOf(options.personId);
  if (!answer.ok) {
    const { unreachable, searchedAll } = answer.rejection;
    const why = searchedAll
      ? say('plan.unreachable', { skills: targetsOf(unreachable, phrasing) })
      : say('plan.unsearched');
    return sentences([say('plan.none', { person }), why]);
  }
  const { steps, hours, weeks, price, optimal } = answer;
  if (steps.length === 0) return say('plan.nothing', { person });
  const head = say('plan.head', { person, count: steps.length, hours, weeks });
  return sentences([
    clauses(
      head,
      steps.map((step) => stepText(step, options.locale, phrasing)),
    ),
    ...(price === 0 ? [] : [say('plan.price', { price })]),
    say(optimal ? 'plan.optimal' : 'plan.unsure'),
  ]);
}

function targetsOf(targets: readonly GrowthTarget[], { say, skillOf, list }: Phrasing): string {
  return list(targets.map(({ skillId, atLeast }) => say('plan.level', { skill: skillOf(skillId), level: atLeast })));
}

function stepText(step: GrowthPlan['steps'][number], locale: string, phrasing: Phrasing): string {
  const { say, nameOf, skillOf, list } = phrasing;
  const { courseId, hours, endsInWeek, closes, opens } = step;
  const text = say('plan.step', { course: nameOf(courseId), hours, week: endsInWeek });
  const effects = [
    ...(closes.length === 0 ? [] : [say('plan.closes', { skills: list(closes.map(skillOf)) })]),
    ...(opens.length === 0 ? [] : [say('plan.opens', { courses: list(opens.map(nameOf)) })]),
  ];
  if (effects.length === 0) return text;
  return /^zh\b/.test(locale) ? `${text}（${effects.join('，')}）` : `${text} (${effects.join(', ')})`;
}

/**
 * The answer of `assessReadiness` in sentences: how much of the next step is reached, what is met, what is open, what
 * nothing is known of, and what is nearest. It proposes; a named human decides. The terms stand in its `explanation`.
 *
 * @example
 * ```ts
 * import { assessReadiness, buildProfiles, describeReadiness } from '@meritkit/skills-matrix';
 *
 * const taxonomy = { version: '1', skills: [{ id: 'go', name: 'Go' }] };
 * const profiles = buildProfiles({
 *   asOf: '2026-11-22', taxonomy,
 *   evidence: [{ id: 'e1', personId: 'lin', kind: 'manager-rating', skillId: 'go', level: 2, at: '2026-09-30' }],
 * });
 * const ladder = { id: 'engineer', steps: [{ id: 'p5', name: 'Engineer', requires: { skills: [{ skillId: 'go', atLeast: 4 }] } }] };
 * const readiness = assessReadiness({ profiles, personId: 'lin', ladder });
 * describeReadiness({ readiness, taxonomy, locale: 'en', names: { p5: 'Engineer' } });
 * // 'lin has reached 50% of Engineer. Still open: Go 2 of 4. Nearest: Go.'
 * ```
 */
export function describeReadiness(options: PhraseOptions & { readonly readiness: Readiness }): string {
  const { readiness } = options;
  const phrasing = phrasingOf(options);
  const { say, nameOf, list, sentences } = phrasing;
  const person = nameOf(readiness.personId);
  if (readiness.nextStepId === null) return say('ready.last', { person });
  const step = nameOf(readiness.nextStepId);
  const texts = (items: readonly RequirementProgress[]) => list(items.map((item) => requirementText(item, phrasing)));
  const { requirements, nextBestStep, progress } = readiness;
  const met = requirements.filter((item) => item.met);
  const open = requirements.filter((item) => !item.met && item.have !== null);
  const unknown = requirements.filter((item) => item.have === null);
  return sentences([
    readiness.ready ? say('ready.all', { person, step }) : say('ready.part', { person, step, progress }),
    ...(met.length === 0 ? [] : [say('ready.met', { items: texts(met) })]),
    ...(open.length === 0 ? [] : [say('ready.open', { items: texts(open) })]),
    ...(unknown.length === 0
      ? []
      : [say('ready.unknown', { items: list(unknown.map((item) => bareText(item, phrasing))) })]),
    ...(nextBestStep === null ? [] : [say('ready.next', { item: bareText(nextBestStep, phrasing) })]),
  ]);
}

function requirementText(item: RequirementProgress, phrasing: Phrasing): string {
  const { say, nameOf, skillOf } = phrasing;
  const { kind, key, need } = item;
  const have = item.have ?? 0;
  if (kind === 'skill') return say('ready.skill', { name: skillOf(key), have, need });
  if (kind === 'certificate') return say('ready.certificate', { name: nameOf(key) });
  if (kind === 'tenure') return say('ready.tenure', { have, need });
  return say('ready.project', { name: nameOf(key), any: key === 'any' ? 'yes' : 'no', have, need });
}

/** A requirement without its numbers. */
function bareText(item: RequirementProgress, phrasing: Phrasing): string {
  if (item.kind === 'skill') return phrasing.skillOf(item.key);
  if (item.kind === 'tenure') return phrasing.say('ready.tenure-unknown');
  return requirementText(item, phrasing);
}
