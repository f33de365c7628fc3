export type { ExplainTextOptions } from '@meritkit/core/explanation';
export { type IntraclassCorrelations, intraclassCorrelations } from './agreement/intraclass.ts';
export { cohenKappa, fleissKappa } from './agreement/kappa.ts';
export { krippendorffAlpha, type MeasurementLevel } from './agreement/krippendorff.ts';
export type { Statistic } from './agreement/statistic.ts';
export { withinGroupAgreement } from './agreement/within-group.ts';
export { type BatchScores, type MetricColumn, scoreBatch } from './batch/batch.ts';
export type { BandTie, DistributionBand, ThresholdBand } from './calibration/bands.ts';
export {
  type CalibratedPerson,
  type Calibration,
  type CalibrationInput,
  type CalibrationPolicy,
  calibrate,
} from './calibration/calibrate.ts';
export { type BoxCuts, type NineBox, nineBoxOf } from './calibration/nine-box.ts';
export type { ManagerScale } from './calibration/normalise.ts';
export { baselineFor, type CapabilityBaseline, capabilityBaseline, type WorkRecord } from './capability/baseline.ts';
export { type FittedTarget, fitTarget, type TargetDemand, type TargetPerson } from './capability/fit-target.ts';
export type { CycleCommand } from './cycle/command.ts';
export {
  type Appeal,
  type CycleKind,
  type CycleStage,
  cycleStages,
  nextStage,
  type ResultOverride,
  type ReviewCycle,
  type ReviewResult,
  type UnscoredPerson,
} from './cycle/cycle.ts';
export { type CycleDecision, decideCycle } from './cycle/decide.ts';
export { type LogEntry, type LogRejection, type LogText, verifyLog } from './cycle/log.ts';
export type { CycleSummary, PersonReview, ReviewStep, StatedReason } from './cycle/review.ts';
export { cycleCommandSchema, parseCycleCommand } from './cycle/schema.ts';
export type { CycleRejection, DecideInput } from './cycle/step.ts';
export { type CycleWaiting, type WaitingStep, waitingIn } from './cycle/waiting.ts';
export { applyResults, type DecisionRejection, type ProposedDecision } from './decisions/apply.ts';
export type { CycleResult, DecisionInput } from './decisions/input.ts';
export { decisionOperations, type ProposedPay } from './decisions/pay.ts';
export type { DecisionPolicy, PayMatrix } from './decisions/policy.ts';
export {
  type ChangeLeadTime,
  changeLeadTimes,
  type DeployedRange,
  type DeploymentFacts,
  issueLeadTimeMinutes,
  type PullRequestFacts,
} from './delivery/lead-time.ts';
export { type DeliverySummary, summariseDelivery } from './delivery/summary.ts';
export { type ErrorCode, errorCodes, type RejectionCode, rejectionCodes } from './errors.ts';
export { explainText } from './explain-text.ts';
export {
  type FairnessRecord,
  type FairnessReport,
  fairnessReport,
  type ScoreGap,
  type SelectionFinding,
} from './fairness/report.ts';
export { evidenceFromFeedback, type FeedbackEvidence } from './feedback/evidence.ts';
export { type FeedbackSummary, type GroupResult, type PersonFeedback, summariseFeedback } from './feedback/feedback.ts';
export { type LeniencyModel, modelLeniency } from './feedback/leniency.ts';
export {
  type FeedbackPolicy,
  feedbackPolicySchema,
  parseFeedbackPolicy,
  parseRatings,
  type RaterGroup,
  type Rating,
  ratingSchema,
} from './feedback/schema.ts';
export { type GrowthPoints, growthLevels, growthPoints } from './growth/growth-points.ts';
export {
  defaultHealthLimits,
  type HealthColumn,
  type HealthFinding,
  type HealthLimits,
  metricHealth,
} from './health/metric-health.ts';
export { catalogue, describeRejection, type PerformanceMessageKey } from './messages.ts';
export { type FitRejection, fitRandomEffects, type RandomEffectsFit } from './mixed-model/fit.ts';
export { gradeObjectives, keyResultEvidence, type ObjectiveGrade } from './objectives/grade.ts';
export { type KeyResult, type Objective, objectiveSchema, parseObjectives } from './objectives/schema.ts';
export { checkSmart, type SmartFinding } from './objectives/smart.ts';
export type { CycleFilter, CycleWrite, ReviewStoreV1, StoredAnswer, StoredCycle } from './ports.ts';
export {
  buildCapabilityProfile,
  type CapabilityProfile,
  type MeasureProfile,
  type ProjectRecord,
  type ReviewRecord,
} from './profile/profile.ts';
export { jsonSchemas, readReviewCycle, reviewCycleSchema } from './schemas.ts';
export { type BonusAward, bonusTerm } from './scorecard/bonus.ts';
export { type CompiledScorecard, compileScorecard } from './scorecard/compile.ts';
export { evidenceFromFacts, type FactsInput, missingFromFacts } from './scorecard/from-facts.ts';
export type { ScoreInput, StatedMissing } from './scorecard/input.ts';
export type { Interval } from './scorecard/interval.ts';
export { lintScorecard, type ScorecardFinding, type WeightShares, weightShares } from './scorecard/lint.ts';
export { scoringOperations } from './scorecard/operations.ts';
export type { PeerGroup, PersonContext } from './scorecard/plan.ts';
export {
  type Baseline,
  type Dimension,
  type Evidence,
  evidenceSchema,
  type Guard,
  type Metric,
  type MetricSource,
  type Normaliser,
  parseEvidence,
  parseScorecard,
  type Scorecard,
  scorecardSchema,
  type Weight,
} from './scorecard/schema.ts';
export {
  type Score,
  type ScoreRejection,
  scoreCompiled,
  scoreScorecard,
} from './scorecard/score.ts';
export { findTaint, type Taint, timeWorkedKinds } from './scorecard/taint.ts';
export type { ReviewQuery } from './service/context.ts';
export type { ErasureAnswer, PersonExport, ReviewPeople } from './service/people.ts';
export type { ReviewReads, UnknownCycle, UnknownParticipant } from './service/reads.ts';
export { type CommandFrame, createReviewService, type ReviewService, type ServiceAnswer } from './service.ts';
export { compareShadowRun, type ShadowComparison } from './shadow/compare.ts';
export { adaptTargets } from './targets/adapt.ts';
export type { AdaptiveRule, Signal, Target, TargetChange, UnknownSignal } from './targets/target.ts';
export { scorecardFromTemplate, scorecardTemplates } from './templates/index.ts';
export type { ScorecardTemplate } from './templates/template.ts';
export { valueOperations } from './value/net.ts';
export { type QuantifiedEffect, type QuantifiedValue, quantifyValue, type ValueTotal } from './value/quantify.ts';
export { parseValueEffects, type ValueEffect, valueEffectSchema } from './value/schema.ts';
export type { SimulatedRange, Simulation } from './value/simulate.ts';
export { type ConfirmationRejection, confirmValue, type EffectNeed, type ValueState } from './value/state.ts';
