import { formatMessage, type MessageOverrides, type MessageParameters } from '@meritkit/core/locale';
import type { Admission } from './admission/admit.ts';
import { plannerCatalogue } from './messages.ts';
import type { Breakage, Remedy } from './remedies/types.ts';
import type { PlacementReason } from './schedule/report.ts';

/** The language, and a host's own words. */
export interface WordOptions {
  readonly locale: string;
  readonly overrides?: MessageOverrides;
}

type Key = Extract<keyof (typeof plannerCatalogue)['messages']['en'], string>;

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
 * // '现有人手不够：2026-W47会 go 的人还差 8 小时。最早可在 2026-11-23 完成。'
 * ```
 */
export function describeAdmission(options: WordOptions & { readonly admission: Admission }): string {
  const { admission } = options;
  if (admission.ok) {
    const { finishDate, slackHours } = admission;
    return say(options, 'planner.feasible', { finishDate, slackHours });
  }
  const { rejection } = admission;
  const comma = options.locale.startsWith('zh') ? '、' : ', ';
  const parameters: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(rejection)) {
    if (typeof value === 'string' || typeof value === 'number') parameters[name] = value;
  }
  if ('earliestDate' in rejection) parameters.earliestDate = rejection.earliestDate ?? 'never';
  if (rejection.code === 'planner/not-enough-hours') {
    parameters.skill = rejection.bottleneck.skill ?? 'none';
    parameters.weeks = spanText(rejection.bottleneck.weeks, comma);
  }
  if (rejection.code === 'planner/no-capacity') parameters.weeks = spanText(rejection.weeks, comma);
  if (rejection.code === 'planner/order-too-long') parameters.items = rejection.itemIds.join(' → ');
  if (rejection.code === 'planner/nobody-has-skill') {
    parameters.skills = rejection.skills
      .map(({ skill, level, best }) =>
        say(options, 'planner.nobody', { skill, level, best: best === null ? 'none' : String(best) }),
      )
      .join(comma);
  }
  return say(options, rejection.code, parameters);
}

/** A remedy in a sentence, and one for each thing it breaks. */
export function describeRemedy(options: WordOptions & { readonly remedy: Remedy }): readonly string[] {
  const { remedy } = options;
  return [remedyText(options, remedy), ...remedy.breaks.map((breakage) => breakText(options, breakage))];
}

/** Why an item is where it is, in a sentence. */
export function describeReason(options: WordOptions & { readonly reason: PlacementReason }): string {
  return say(options, `planner.reason.${options.reason.kind}`, { ...options.reason });
}

function remedyText(options: WordOptions, remedy: Remedy): string {
  if (remedy.kind === 'combine') {
    const steps = remedy.steps.map((step) => remedyText(options, step)).join(' ');
    return say(options, 'planner.remedy.combine', { steps });
  }
  const parameters: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(remedy)) {
    if (typeof value === 'string' || typeof value === 'number') parameters[name] = value;
  }
  if (remedy.kind === 'hire') parameters.skills = skillText(Object.entries(remedy.skills));
  if (remedy.kind === 'train') parameters.skills = skillText(remedy.skills.map(({ skill, to }) => [skill, to]));
  return say(options, `planner.remedy.${remedy.kind}`, parameters);
}

function skillText(skills: readonly (readonly [string, number])[]): string {
  return skills.map(([skill, level]) => `${skill} ${level}`).join(', ');
}

function breakText(options: WordOptions, breakage: Breakage): string {
  return say(options, `planner.breaks.${breakage.kind}`, { ...breakage });
}

/** Many weeks as their first and last. */
function spanText(weeks: readonly string[], comma: string): string {
  return weeks.length > 3 ? `${weeks[0]} – ${weeks.at(-1)}` : weeks.join(comma);
}

function say(options: WordOptions, key: Key, parameters: MessageParameters): string {
  const { locale, overrides } = options;
  return formatMessage({
    catalogue: plannerCatalogue,
    key,
    parameters,
    locale,
    ...(overrides === undefined ? {} : { overrides }),
  });
}
