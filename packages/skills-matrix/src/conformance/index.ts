import {
  type ConformanceCase,
  type ConformanceHarness,
  registerCases,
  type TestRunner,
} from '@meritkit/core/conformance';
import type { SkillsStoreV1 } from '../ports.ts';
import { erasingCases } from './erasing.ts';
import { keepingCases } from './keeping.ts';
import { modelCases } from './model.ts';
import { writingCases } from './writing.ts';

/**
 * What every store of a skill matrix promises.
 *
 * @example
 * ```ts
 * import { skillsStoreCases } from '@meritkit/skills-matrix/conformance';
 *
 * skillsStoreCases().some((item) => item.group === 'erasure'); // true
 * ```
 */
export function skillsStoreCases<Transaction>(): readonly ConformanceCase<SkillsStoreV1<Transaction>, Transaction>[] {
  return [
    ...writingCases<Transaction>(),
    ...keepingCases<Transaction>(),
    ...erasingCases<Transaction>(),
    ...modelCases<Transaction>(),
  ];
}

/**
 * Registers the kit with a test runner: pass your own `describe` and `it`.
 *
 * @example
 * ```ts
 * import { skillsStoreCases } from '@meritkit/skills-matrix/conformance';
 *
 * new Set(skillsStoreCases().map((item) => item.group)).has('tenant isolation'); // true
 * ```
 */
export function describeSkillsStoreConformance<Transaction>(
  runner: TestRunner,
  harness: ConformanceHarness<SkillsStoreV1<Transaction>, Transaction>,
): void {
  registerCases({ runner, port: 'SkillsStoreV1', harness, cases: skillsStoreCases<Transaction>() });
}
