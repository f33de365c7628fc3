export { check, checkEqual, checkRejects } from './check.ts';
export type {
  CaseResult,
  ConformanceCase,
  ConformanceHarness,
  KnownGap,
  OpenedHarness,
  TestRunner,
} from './harness.ts';
export { checkCases, registerCases } from './run.ts';
