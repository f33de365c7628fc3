export {
  type Admission,
  type AdmissionRefusal,
  type AdmitDemandOptions,
  admitDemand,
  type DeadlinePassed,
  type NobodyHasSkill,
  type NoCapacity,
  type NotEnoughHours,
  type OrderTooLong,
  type Undecided,
} from './admission/admit.ts';
export type { Bottleneck, ShortageProof } from './admission/proof.ts';
export type { PlannedWork } from './admission/witness.ts';
export { type ErrorCode, errorCodes, type RejectionCode, rejectionCodes } from './errors.ts';
export type { BucketKind } from './load/buckets.ts';
export {
  type GroupLoad,
  type HealthyBand,
  type LevelLoadOptions,
  type LoadCell,
  type LoadPart,
  type LoadReport,
  type LoadState,
  levelLoad,
  type Overload,
  type PersonLoad,
} from './load/level.ts';
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
export { type SuggestRemediesOptions, suggestRemedies } from './remedies/suggest.ts';
export type { Breakage, Remedy, RemedyPrice, RemedyRates, RemedyStep, TrainingTerms } from './remedies/types.ts';
export { checkPlan, type PlanFault } from './schedule/check-plan.ts';
export type {
  Assignment,
  Measure,
  PlacementReason,
  Plan,
  ScheduledItem,
  UnplacedItem,
  UnplacedReason,
} from './schedule/report.ts';
export {
  type ScheduleProgress,
  type ScheduleWorkOptions,
  scheduleWork,
  searchSchedules,
} from './schedule/schedule-work.ts';
