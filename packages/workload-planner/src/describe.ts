import type { Admission, NobodyHasSkill } from './admission/answer.ts';
import { evidenceTexts } from './describe-evidence.ts';
import type { ThroughputForecast } from './forecast/throughput.ts';
import type { Breakage, Remedy } from './remedies/types.ts';
import { commaOf, say, skillText, type WordOptions } from './say.ts';
import type { PlanFault } from './schedule/fault.ts';
import type { PlacementReason } from './schedule/reasons.ts';
import type { UnplacedItem } from './schedule/report.ts';

/**
 * An admission in a sentence: the date it will be done, or what is missing where.
 *
 * @example
 * ```ts
 * import { admitDemand, describeAdmission } from '@meritkit/workload-planner';
 *
 * const team = { people: [{ id: 'lin', hoursPerDay: 8, focus: 1, skills: { go: 4 } }] };
 * const demand = { id: 'promo', effortHours: 48, needs: { go: 3 }, start: '2026-11-16', deadline: '2026-11-20' };
 * describeAdmission({ admission: admitDemand({ team, demand }), locale: 'zh-CN' });
 * // '现有人手不够：2026-W47 会 go 的人还差 8 小时。最早可在 2026-11-23 完成。'
 * ```
 */
export function describeAdmission(options: WordOptions & { readonly admission: Admission }): string {
  const { admission } = options;
  if (admission.ok) {
    const { finishDate, slackHours } = admission;
    return say(options, 'planner.feasible', { finishDate, slackHours });
  }
  const { rejection } = admission;
  const parameters = plainParameters(rejection);
  if ('earliestDate' in rejection) parameters.earliestDate = rejection.earliestDate ?? 'never';
  if (rejection.code === 'planner/not-enough-hours') {
    parameters.skill = rejection.bottleneck.skill ?? 'none';
    parameters.weeks = spanText(options, rejection.bottleneck.weeks);
  }
  if (rejection.code === 'planner/no-capacity') parameters.weeks = spanText(options, rejection.weeks);
  if (rejection.code === 'planner/order-too-long') parameters.items = rejection.itemIds.join(' → ');
  if (rejection.code === 'planner/nobody-has-skill') parameters.skills = nobodyText(options, rejection.skills);
  return say(options, rejection.code, parameters);
}

/**
 * Why an item has no place in a plan, in a sentence.
 *
 * @example
 * ```ts
 * import { describeUnplaced, scheduleWork } from '@meritkit/workload-planner';
 *
 * const team = { people: [{ id: 'lin', hoursPerDay: 8, focus: 1, skills: { go: 4 } }] };
 * const items = [{ id: 'port', effortHours: 8, needs: { rust: 2 } }];
 * const { unplaced } = scheduleWork({ team, items, start: '2026-11-16', seed: 1 });
 * describeUnplaced({ unplaced: unplaced[0]!, locale: 'en' }); // 'Nobody can do "port": too few people have rust 2.'
 * ```
 */
export function describeUnplaced(options: WordOptions & { readonly unplaced: UnplacedItem }): string {
  const { itemId, rejection } = options.unplaced;
  if (rejection.code !== 'planner/nobody-has-skill') {
    return say(options, rejection.code, plainParameters(rejection));
  }
  const needs = Object.entries(rejection.skills);
  const skills =
    needs.length === 0
      ? say(options, 'planner.too-few-here', {})
      : say(options, 'planner.too-few', { skills: skillText(options, needs) });
  return say(options, rejection.code, { itemId, skills });
}

/**
 * What is wrong with a plan, in a sentence.
 *
 * @example
 * ```ts
 * import { describeFault } from '@meritkit/workload-planner';
 *
 * describeFault({ fault: { code: 'planner/fault-order', itemId: 'release', predecessorId: 'build' }, locale: 'en' });
 * // '"release" begins before "build" is done.'
 * ```
 */
export function describeFault(options: WordOptions & { readonly fault: PlanFault }): string {
  const { fault } = options;
  if (fault.code !== 'planner/fault-statement') return say(options, fault.code, plainParameters(fault));
  const { field, itemId } = fault;
  const [stated, found] = [String(fault.stated), String(fault.found)];
  return say(options, fault.code, { field: itemId === null ? field : `${itemId}.${field}`, stated, found });
}

/** The skills that nobody has at the level; where each has someone, that nobody has them all. */
function nobodyText(options: WordOptions, skills: NobodyHasSkill['skills']): string {
  if (skills.length === 0) return say(options, 'planner.nobody-named', {});
  const lacking = skills.filter(({ people }) => people === 0);
  if (lacking.length === 0) {
    const all = skills.map(({ skill, level }) => [skill, level] as const);
    return say(options, 'planner.nobody-together', { skills: skillText(options, all) });
  }
  return lacking
    .map(({ skill, level, best }) =>
      say(options, 'planner.nobody', { skill, level, best: best === null ? 'none' : String(best) }),
    )
    .join(commaOf(options));
}

/**
 * A remedy in a sentence, then who and which days stand behind it (the main ones by name, the others as a sum), and a
 * sentence for each thing it breaks.
 *
 * @example
 * ```ts
 * import { describeRemedy, suggestRemedies } from '@meritkit/workload-planner';
 *
 * const team = { people: [{ id: 'lin', hoursPerDay: 8, focus: 1, skills: { go: 4 } }] };
 * const demand = { id: 'promo', effortHours: 48, needs: { go: 3 }, start: '2026-11-16', deadline: '2026-11-20' };
 * const [remedy] = suggestRemedies({ team, demand });
 * describeRemedy({ remedy: remedy!, locale: 'zh-CN' });
 * // ['从 2026-11-16 起增加 1 名会 go 3 的人，为期 1 周，合计 20% 个全职。', '得到的工时：新人 1（go 3）2026-11-16 至 2026-11-20 共 8 小时。']
 * ```
 */
export function describeRemedy(options: WordOptions & { readonly remedy: Remedy }): readonly string[] {
  const { remedy } = options;
  return [
    remedyText(options, remedy),
    ...evidenceTexts(options, remedy),
    ...remedy.breaks.map((breakage) => breakText(options, breakage)),
  ];
}

/**
 * A forecast from throughput in a sentence: the dates, or why none can be named.
 *
 * @example
 * ```ts
 * import { describeForecast, forecastThroughput } from '@meritkit/workload-planner';
 *
 * const history = { finished: [0, 0, 1, 0, 0], periodDays: 7 };
 * const forecast = forecastThroughput({ history, remaining: 5, start: '2026-11-23', seed: 1 });
 * describeForecast({ forecast, locale: 'en' }); // 'No date can be named: in only 1 of 5 periods was anything finished.'
 * ```
 */
export function describeForecast(options: WordOptions & { readonly forecast: ThroughputForecast }): string {
  const { forecast } = options;
  if (!forecast.ok) return say(options, forecast.rejection.code, plainParameters(forecast.rejection));
  const { note, when, durationDays } = forecast;
  if (note?.kind === 'few-events') return say(options, 'planner.forecast.few-events', plainParameters(note));
  if (when.p85 !== null && when.p50 !== null) return say(options, 'planner.forecast.date', plainParameters(when));
  const { p50, p85 } = durationDays;
  if (p50 === null || p85 === null) return say(options, 'planner.forecast.never', {});
  return say(options, 'planner.forecast.wide', { p50: Math.ceil(p50), p85: Math.ceil(p85) });
}

/**
 * Why an item is where it is, in a sentence.
 *
 * @example
 * ```ts
 * import { describeReason } from '@meritkit/workload-planner';
 *
 * describeReason({ reason: { kind: 'waits-for', itemId: 'build' }, locale: 'en' }); // 'Waits for "build".'
 * ```
 */
export function describeReason(options: WordOptions & { readonly reason: PlacementReason }): string {
  return say(options, `planner.reason.${options.reason.kind}`, { ...options.reason });
}

function remedyText(options: WordOptions, remedy: Remedy): string {
  if (remedy.kind === 'combine') {
    const steps = remedy.steps.map((step) => remedyText(options, step)).join(' ');
    return say(options, 'planner.remedy.combine', { steps });
  }
  const parameters = plainParameters(remedy);
  if (remedy.kind === 'hire') parameters.skills = skillText(options, Object.entries(remedy.skills));
  if (remedy.kind === 'team-up') parameters.role = remedy.roleId ?? 'none';
  if (remedy.kind === 'train')
    parameters.skills = skillText(
      options,
      remedy.skills.map(({ skill, to }) => [skill, to]),
    );
  return say(options, `planner.remedy.${remedy.kind}`, parameters);
}

/** The words and numbers of a value, by name, as a message takes them. */
function plainParameters(value: object): Record<string, string | number> {
  const parameters: Record<string, string | number> = {};
  for (const [name, part] of Object.entries(value)) {
    if (typeof part === 'string' || typeof part === 'number') parameters[name] = part;
  }
  return parameters;
}

function breakText(options: WordOptions, breakage: Breakage): string {
  return say(options, `planner.breaks.${breakage.kind}`, { ...breakage });
}

/** Many weeks as their first and last. */
function spanText(options: WordOptions, weeks: readonly string[]): string {
  return weeks.length > 3 ? `${weeks[0]} – ${weeks.at(-1)}` : weeks.join(commaOf(options));
}
