export { buildTechnologyValueReport } from './builders/technology-value/build.ts';
export type { Effect, TechnologyValueInput } from './builders/technology-value/schema.ts';
export type { ReportDocument, ReportKind } from './document/document.ts';
export { parseReportDocument } from './document/parse.ts';
export { reportOperations } from './draft/operations.ts';
