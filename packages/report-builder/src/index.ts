export { buildActivityEffectReport } from './builders/activity-effect/build.ts';
export type { ActivityEffectInput } from './builders/activity-effect/schema.ts';
export { buildAlignmentReport } from './builders/alignment/build.ts';
export type { AlignmentInput } from './builders/alignment/schema.ts';
export { buildAppraisalReport } from './builders/appraisal/build.ts';
export type { AppraisalInput } from './builders/appraisal/schema.ts';
export { buildDeliveryReport } from './builders/delivery/build.ts';
export type { DeliveryInput } from './builders/delivery/schema.ts';
export { buildEngagementReport } from './builders/engagement/build.ts';
export type { EngagementInput } from './builders/engagement/schema.ts';
export { buildLoadReport } from './builders/load/build.ts';
export type { LoadInput } from './builders/load/schema.ts';
export { buildPersonalStateReport } from './builders/personal-state/build.ts';
export type { PersonalStateInput } from './builders/personal-state/schema.ts';
export { buildSkillGapsReport } from './builders/skill-gaps/build.ts';
export type { SkillGapsInput } from './builders/skill-gaps/schema.ts';
export { buildStrategicReport } from './builders/strategic/build.ts';
export type { StrategicInput } from './builders/strategic/schema.ts';
export { buildTechnologyValueReport } from './builders/technology-value/build.ts';
export type { Effect, TechnologyValueInput } from './builders/technology-value/schema.ts';
export { diffReports, type MetricChange, type MovedInput, type ReportDifference } from './compare/diff.ts';
export { buildReport } from './compose/build.ts';
export { mergeReports, type ReportSection } from './compose/merge.ts';
export type { BlockInput, CustomReportInput, Quantity } from './compose/schema.ts';
export { measureLeadTime, sumWorklogs, type TrackedIssue, type WorklogEntry } from './delivery/measure.ts';
export {
  type Deployment,
  measurePullRequests,
  type PullRequest,
  type PullRequestTimes,
} from './delivery/pull-request.ts';
export type { Block, Cell } from './document/block.ts';
export type { ChartBlock } from './document/chart.ts';
export type { ReportDocument, ReportKind } from './document/document.ts';
export type { Metric, MetricRelation, MetricStatus, Source } from './document/metric.ts';
export { parseReportDocument } from './document/parse.ts';
export type { Message, Parameter, ReportPeriod, ReportText } from './document/text.ts';
export type { ReportFrame } from './draft/draft.ts';
export { reportOperations } from './draft/operations.ts';
export { errorCodes, type ReportErrorCode } from './errors.ts';
export type { HiddenPerson } from './redaction/names.ts';
export { type ReportReader, redact } from './redaction/redact.ts';
export { describeMetric, type MetricDefinition, metricRegistry } from './registry/registry.ts';
