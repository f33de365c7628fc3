import { invalidInput } from '@meritkit/core/errors';
import type { LocalizedText } from '@meritkit/core/locale';

/** One step of a scale, with what a person on it does. */
export interface ScaleLevel {
  readonly value: number;
  readonly name: LocalizedText;
  readonly description?: LocalizedText;
}

/**
 * Ordered levels of proficiency. Evidence may lie between two steps, never outside the first and the last. Begin at 0:
 * what a level earns in a fit is its ratio to the level asked for.
 */
export interface Scale {
  readonly id: string;
  readonly levels: readonly ScaleLevel[];
}

/**
 * Six levels after Dreyfus: from no knowledge (0) to someone others learn from (5).
 *
 * Source: S. E. Dreyfus and H. L. Dreyfus, "A Five-Stage Model of the Mental Activities Involved in Directed Skill
 * Acquisition", 1980.
 * @example
 * ```ts
 * import { defaultScale } from '@meritkit/skills-matrix';
 *
 * defaultScale.levels.map((level) => level.value); // [0, 1, 2, 3, 4, 5]
 * ```
 */
export const defaultScale: Scale = {
  id: 'dreyfus-0-5',
  levels: [
    { value: 0, name: { en: 'None', 'zh-CN': '无' }, description: { en: 'Has not met it', 'zh-CN': '尚未接触' } },
    {
      value: 1,
      name: { en: 'Novice', 'zh-CN': '入门' },
      description: { en: 'Follows rules step by step', 'zh-CN': '按步骤照规则执行' },
    },
    {
      value: 2,
      name: { en: 'Advanced beginner', 'zh-CN': '初级' },
      description: { en: 'Does common cases with help nearby', 'zh-CN': '在有人协助时处理常见情况' },
    },
    {
      value: 3,
      name: { en: 'Competent', 'zh-CN': '胜任' },
      description: { en: 'Plans and delivers alone', 'zh-CN': '能独立规划并交付' },
    },
    {
      value: 4,
      name: { en: 'Proficient', 'zh-CN': '精通' },
      description: { en: 'Sees the whole, guides others', 'zh-CN': '把握全局并指导他人' },
    },
    {
      value: 5,
      name: { en: 'Expert', 'zh-CN': '专家' },
      description: { en: 'Sets the practice others follow', 'zh-CN': '制定他人遵循的实践' },
    },
  ],
};

/** The lowest and highest level of a scale. */
export interface ScaleRange {
  readonly lowest: number;
  readonly highest: number;
}

/**
 * The range of a scale, after checking that it has at least two levels in strictly rising order.
 *
 * @throws InvalidInputError `skills/invalid-scale`
 * @example
 * ```ts
 * import { defaultScale, scaleRange } from '@meritkit/skills-matrix';
 *
 * scaleRange(defaultScale); // { lowest: 0, highest: 5 }
 * ```
 */
export function scaleRange(scale: Scale): ScaleRange {
  const values = scale.levels.map((level) => level.value);
  if (values.length < 2)
    throw invalidInput('skills/invalid-scale', ['scale', 'levels'], 'a scale has two levels or more');
  for (const [index, value] of values.entries()) {
    const before = values[index - 1];
    if (!Number.isFinite(value) || (before !== undefined && value <= before)) {
      throw invalidInput('skills/invalid-scale', ['scale', 'levels', index, 'value'], 'levels rise, and are finite');
    }
  }
  return { lowest: values[0]!, highest: values[values.length - 1]! };
}

/**
 * Refuses a level that a scale does not have: NaN, or outside its first and last step.
 *
 * @throws InvalidInputError `skills/unknown-level`
 * @example
 * ```ts
 * import { checkLevel, defaultScale, scaleRange } from '@meritkit/skills-matrix';
 *
 * checkLevel(3.5, scaleRange(defaultScale), ['level']); // undefined
 * ```
 */
export function checkLevel(level: number, range: ScaleRange, path: readonly (string | number)[]): void {
  if (!(level >= range.lowest && level <= range.highest)) {
    throw invalidInput('skills/unknown-level', path, `level ${level} is not within ${range.lowest}..${range.highest}`);
  }
}
