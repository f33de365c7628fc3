export { type AdmitDemandOptions, admitDemand } from './admission/admit.ts';
export type {
  Admission,
  AdmissionRefusal,
  DeadlinePassed,
  NobodyHasSkill,
  NoCapacity,
  NotEnoughHours,
  OrderTooLong,
  SearchStopped,
  Unadmitted,
  Undecided,
} from './admission/answer.ts';
export type { BrokenPromise } from './admission/promises.ts';
export type { Bottleneck, ShortageProof } from './admission/proof.ts';
export type { PlannedWork } from './admission/witness.ts';
export {
  type CheapestAssignment,
  solveAssignment,
} from './assignment/solve-assignment.ts';
export {
  type GeneralisedAssignment,
  type GeneralisedAssignmentProblem,
  solveGeneralisedAssignment,
} from './assignment/solve-generalised-assignment.ts';
export { type Gantt, type GanttBar, ganttOf } from './charts/gantt.ts';
export { type HeatMap, heatMapOf } from './charts/heat-map.ts';
export {
  describeAdmission,
  describeFault,
  describeForecast,
  describeReason,
  describeRemedy,
  describeUnplaced,
} from './describe.ts';
export { type ErrorCode, errorCodes, type RejectionCode, rejectionCodes } from './errors.ts';
export type { PlannerEvent, PlannerEvents } from './events.ts';
export {
  type CalibrationReport,
  type LevelCalibration,
  type PastForecast,
  reportCalibration,
} from './forecast/calibration.ts';
export type { ThroughputFit } from './forecast/fit.ts';
export type { Percentiles } from './forecast/percentiles.ts';
export {
  type FinishForecast,
  type ForecastScheduleOptions,
  forecastSchedule,
  type ScheduleForecast,
} from './forecast/schedule.ts';
export type { PastEstimate, SlipFit, ThreePoint } from './forecast/slip.ts';
export {
  type ForecastNote,
  type ForecastThroughputOptions,
  forecastThroughput,
  type ThroughputForecast,
  type ThroughputHistory,
  type TooLittleHistory,
} from './forecast/throughput.ts';
export { type ImportedAllocations, importAllocations, type ToolSprint } from './import/allocations.ts';
export {
  type ImportedWork,
  importWorkItems,
  type ToolWorkItem,
  type UnplannableItem,
  type WorkItemMapping,
} from './import/work-items.ts';
export { type InstanceErrorCode, instanceErrorCodes } from './instances/errors.ts';
export type {
  MultiSkillProject,
  Project,
  ProjectSchedule,
  ResourceProject,
  StaffedSlot,
} from './instances/model.ts';
export { readInstance } from './instances/read-instance.ts';
export { parseProject, projectSchema } from './instances/schema.ts';
export { makespanOf, type ScheduleViolation, validateSchedule } from './instances/validate-schedule.ts';
export type { BucketKind } from './load/buckets.ts';
export { explainLoad } from './load/explain.ts';
export { type LevelLoadOptions, levelLoad } from './load/level.ts';
export type {
  GroupLoad,
  HealthyBand,
  LoadCell,
  LoadPart,
  LoadReport,
  LoadState,
  Overload,
  PersonLoad,
} from './load/report.ts';
export type { TentativeCounting, TentativeOption } from './load/tentative.ts';
export { plannerCatalogue } from './messages.ts';
export type {
  Absence,
  Allocation,
  Calendar,
  CapacityChange,
  Demand,
  Person,
  Role,
  SkillLevels,
  Team,
  WorkItem,
} from './model/types.ts';
export type {
  Appended,
  CommitRecord,
  DocumentId,
  DocumentType,
  PeopleSourceV1,
  PlannerCommit,
  PlannerDocument,
  PlannerStoreV1,
} from './ports.ts';
export {
  checkPromises,
  type OverdueDemand,
  type PromiseReport,
  type UnattendedWork,
} from './promises/check-promises.ts';
export {
  type AppliedRemedy,
  applyRemedy,
  type RemedyNeedsPeople,
  type RemedyOutdated,
} from './remedies/apply.ts';
export { type SuggestRemediesOptions, suggestRemedies } from './remedies/suggest.ts';
export type {
  Breakage,
  DatedHours,
  GivenWay,
  Remedy,
  RemedyEvidence,
  RemedyPrice,
  RemedyRates,
  RemedyStep,
  TrainingTerms,
  WorkDays,
} from './remedies/types.ts';
export { type PlanChange, type Replan, type ReplanOptions, replan } from './replan/replan.ts';
export type { WordOptions } from './say.ts';
export {
  type CompareScenariosOptions,
  compareScenarios,
  type Scenario,
  type ScenarioComparison,
  type ScenarioSummary,
  type ScenariosCompared,
} from './scenarios/compare.ts';
export { checkPlan } from './schedule/check-plan.ts';
export type { PlanFault, StatedValue } from './schedule/fault.ts';
export { faultCodes } from './schedule/fault-messages.ts';
export type { PlacementReason, UnplacedReason } from './schedule/reasons.ts';
export type {
  Assignment,
  Measure,
  Plan,
  ScheduledItem,
  UnplacedItem,
} from './schedule/report.ts';
export {
  type ScheduleProgress,
  type ScheduleWorkOptions,
  scheduleWork,
  searchSchedules,
} from './schedule/schedule-work.ts';
export {
  absenceSchema,
  allocationSchema,
  demandSchema,
  parseDemand,
  parseTeam,
  parseWorkItems,
  personSchema,
  plannerJsonSchemas,
  teamSchema,
  workItemSchema,
} from './schemas.ts';
export type { AdmissionWithRemedy } from './service/admit.ts';
export type { PlannerListQuery } from './service/reads.ts';
export type { AdmissionRunner, RemediesRunner, Runner } from './service/runner.ts';
export type { PlannerCommand, PlannerOptions, Written } from './service/write.ts';
export { createPlanner, type Planner } from './service.ts';
export {
  type ProjectSolution,
  type SolveBudget,
  type SolveProjectOptions,
  solveProject,
} from './solver/solve-project.ts';
