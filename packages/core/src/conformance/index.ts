export { check, checkEqual, checkRejects } from './check.ts';
export type {
  CaseResult,
  ConformanceCase,
  ConformanceHarness,
  KnownGap,
  OpenedHarness,
  TestRunner,
} from './harness.ts';
export { accountMapCases, describeAccountMapConformance } from './kits/accounts.ts';
export { auditSinkCases, describeAuditSinkConformance } from './kits/audit.ts';
export {
  calendarCases,
  describeCalendarConformance,
  describeDirectoryConformance,
  directoryCases,
  type SeededCalendar,
  type SeededDirectory,
} from './kits/directory.ts';
export { describeFactStoreConformance, factStoreCases } from './kits/facts.ts';
export { joinedStoreCase } from './kits/joined.ts';
export { describeProcessStoreConformance, processStoreCases } from './kits/processes.ts';
export { checkBinding, race, readPages, rolledBack, scribble } from './kits/shared.ts';
export { checkCases, registerCases } from './run.ts';
