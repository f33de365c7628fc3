export {
  decideEnrolment,
  type Enrolment,
  type EnrolmentRejection,
  type Entrant,
  type LeavingRejection,
  leaveActivity,
} from './activities/enrolment.ts';
export {
  type AnnouncedActivity,
  type FinishedActivity,
  type FinishRejection,
  finishActivity,
} from './activities/finish.ts';
export {
  confirmHelp,
  type HelpNeed,
  type HelpRejection,
  listBestPractices,
  signUpToHelp,
} from './activities/help-board.ts';
export {
  type LeaderboardLine,
  pickWinners,
  type RewardInstruction,
  rankEntries,
  type Winners,
} from './activities/leaderboard.ts';
export { type ActivityFact, measureProgress, type Progress } from './activities/progress.ts';
export { type Activity, type ActivityStep, activitySchema, parseActivity } from './activities/schema.ts';
export { activityFromTemplate, quizTopics, type TemplateName } from './activities/templates.ts';
export { certifyAudit, type PrivacyCertificate } from './audit/certificate.ts';
export type { Where } from './audit/filter.ts';
export { type PlannedView, planReleases, type ReleasePlan } from './audit/plan.ts';
export { previewVisibility, type VisibilityPreview } from './audit/preview.ts';
export {
  type AuditDecision,
  type AuditedItem,
  type AuditQuery,
  type AuditRejection,
  auditQuery,
} from './audit/query.ts';
export { findRecoverableCells } from './audit/recoverable.ts';
export {
  type AttributeValue,
  type AuditPolicy,
  type AuditState,
  type InvitedEntry,
  MINIMUM_GROUP_FLOOR,
  openAudit,
  type RosterEntry,
  type Universe,
} from './audit/state.ts';
export { countVotes, type Nominee, proposeShortlist, type ShortlistEntry } from './awards/shortlist.ts';
export { type CarelessIndices, carelessIndices, markCareless } from './careless/patterns.ts';
export { defaultDefinition } from './definition/default.ts';
export {
  definitionJsonSchema,
  definitionSchema,
  type EngagementDefinition,
  type EngagementItem,
  parseDefinition,
} from './definition/schema.ts';
export { type DriverImportance, driverImportance } from './drivers/importance.ts';
export { type DifferenceInDifferences, differenceInDifferences, type PanelGroup } from './effects/difference.ts';
export { type CorrectedRebound, correctRebound, expectedRebound } from './effects/regression-to-mean.ts';
export { documentWithoutPerson, eventWithoutPerson, peopleInDocument } from './erasure/erase.ts';
export { isErasedPerson } from './erasure/placeholder.ts';
export { type EngagementCode, errorCodes, rejectionCodes, thrownCodes } from './errors.ts';
export type { EngagementEvents } from './events.ts';
export { type AudienceCounts, type AudienceInsight, readAudience } from './insight/audience.ts';
export { newcombeDifference, type ShareCount } from './intervals/difference.ts';
export { type Adjustment, adjustComparisons } from './intervals/multiplicity.ts';
export { netPromoterScore } from './intervals/recommend.ts';
export { NORMAL_95, wilsonShare } from './intervals/wilson.ts';
export { type SuggestedAction, suggestActions } from './issues/action.ts';
export {
  assignIssue,
  closeIssue,
  type Issue,
  type IssueRejection,
  listAnswers,
  measureResolution,
  type PeopleAffected,
  type ResolutionRate,
  raiseIssue,
} from './issues/issue.ts';
export { type Theme, workLifeThemes } from './language/dictionary.ts';
export { measureKeyness, type WordCounts } from './language/keyness.ts';
export type { SegmentWords } from './language/segment.ts';
export { type Comment, type FoundTheme, findThemes, type ReleasedThemes, releaseThemes } from './language/themes.ts';
export { evenOut, MINIMUM_VERBATIM_AUTHORS, type ReleasedVerbatims, releaseVerbatims } from './language/verbatims.ts';
export { catalogue, describeRejection, type EngagementMessageKey } from './messages.ts';
export {
  type NoiseBudget,
  type NoiseRejection,
  openNoiseBudget,
} from './noise/budget.ts';
export { geometricChance, geometricNoise, noiseBound } from './noise/geometric.ts';
export { measureOutcomes, type OutcomeMeasure } from './outcomes/outcome.ts';
export type {
  DocumentType,
  EngagementStoreV1,
  EngagementWrite,
  StoredDocument,
  TransactionalEngagementStoreV1,
} from './ports.ts';
export { compareGroups, type GroupDifference } from './publication/compare.ts';
export { type ReweightedGroup, type ReweightedShare, reweightShare } from './publication/non-response.ts';
export { type PublishedView, publishSurvey, type SurveyPublication } from './publication/publish.ts';
export { type FollowedTrend, followTrend, type PublishedWave } from './publication/trend.ts';
export { averagePrecision, discountedGain, normalizedGain } from './ranking/gain.ts';
export { evaluatePolicy, type LoggedChoice, type OffPolicyValue } from './ranking/off-policy.ts';
export {
  mostPopular,
  type Recommendation,
  type RecommendationOption,
  recommendActivity,
} from './recommend/recommend.ts';
export type { EngagementRejection } from './rejection.ts';
export { checkScale, fivePointScale, type ItemAnswers, type Scale } from './release/answers.ts';
export { type AnswerColumns, type ReleasedColumns, releaseColumns } from './release/columns.ts';
export { type MissingReason, type ReleasedIndex, releaseEngagementIndex } from './release/engagement-index.ts';
export {
  type InvitedBelowAnswered,
  type RefusedRelease,
  type ReleasedFavourability,
  type ReleasedShare,
  releaseFavourability,
} from './release/favourability.ts';
export { type ReleasedNoisyShare, releaseNoisyShare } from './release/noisy-share.ts';
export { type ReleasedDrivers, type ReleasedSurveyWide, releaseSurveyWide } from './release/survey-wide.ts';
export {
  type ReleasedMean,
  type ReleasedNetPromoterScore,
  releaseMean,
  releaseNetPromoterScore,
} from './release/tally.ts';
export { shareText } from './release/words.ts';
export { type IntraclassCorrelation, intraclassCorrelations, withinGroupAgreement } from './reliability/agreement.ts';
export { measureReliability, type Reliability } from './reliability/alpha.ts';
export { type AgreementMetric, krippendorffAlpha } from './reliability/krippendorff.ts';
export type { CompleteRows } from './reliability/matrix.ts';
export { fitOneFactor, type OneFactor } from './reliability/omega.ts';
export type { Command, EngagementOptions, Read } from './service/context.ts';
export { createEngagement } from './service.ts';
export {
  type AttributedSignal,
  type BehaviourPurpose,
  buildStateReport,
  type SignalSource,
  type StateReport,
  type StateSuggestion,
} from './state/report.ts';
export type { LoggedRecommendation } from './stored/bodies.ts';
export { answersByItem, rosterOf, takeResponse } from './survey/answer.ts';
export { type Invitee, openSurvey, tokenDigest } from './survey/open.ts';
export {
  type Admission,
  type AnonymousResponse,
  advanceSurvey,
  changePolicy,
  draftSurvey,
  type InvitedCounts,
  itemIdsOf,
  LONGEST_COMMENT,
  type Survey,
  type SurveyRejection,
  type SurveyStatus,
} from './survey/survey.ts';
export { type CusumChart, type EwmaChart, runCusum, runEwma } from './trend/charts.ts';
export { cusumRunLength, ewmaRunLength } from './trend/run-length.ts';
export { type RakedWeights, rakeWeights } from './weighting/rake.ts';
export { jamesStein, shrinkShares } from './weighting/shrink.ts';
