export { assignPeople, type DemandAssignment, type PeopleAssignment } from './assignment/assign.ts';
export { type AssignmentSolution, solveAssignment } from './assignment/solve.ts';
export {
  analyseCoverage,
  type CoverageOptions,
  type CoverageTarget,
  type GroupCoverage,
  type SkillCoverage,
} from './coverage/analyse.ts';
export { type HiringNeed, listHiringNeeds } from './coverage/hiring.ts';
export { type SkillLoss, simulateLeaving } from './coverage/leaving.ts';
export { errorCodes, type SkillsErrorCode } from './errors.ts';
export type { OutboxEvent, SkillsEvent, SkillsEvents } from './events.ts';
export type {
  AssessmentResult,
  Certificate,
  CertificateRevocation,
  Contribution as ContributionEvidence,
  CoursePassed,
  Endorsement,
  Evidence,
  EvidenceSource,
  Interest,
  ManagerRating,
  ProjectExperience,
  SelfRating,
  ShownLevel,
} from './evidence/model.ts';
export { evidenceSources } from './evidence/model.ts';
export { defaultEvidencePolicy, type EvidencePolicy, type SourceReliability } from './evidence/policy.ts';
export { evidenceJsonSchema, evidenceSchema, parseEvidence } from './evidence/schema.ts';
export {
  compareSelectionRates,
  type GroupSelection,
  type SelectionComparison,
  type SelectionRate,
} from './fairness/selection-rates.ts';
export { type Learner, type Mentor, type MentorMatching, type MentorPair, matchMentors } from './growth/mentors.ts';
export { type Course, type GrowthPlan, type GrowthRejection, type GrowthTarget, planGrowth } from './growth/plan.ts';
export {
  assessReadiness,
  type Ladder,
  type LadderRequirements,
  type LadderStep,
  type Readiness,
  type RequirementProgress,
} from './growth/readiness.ts';
export { listReminders, type PlannedTraining, type Reminder } from './growth/reminders.ts';
export {
  courseJsonSchema,
  courseSchema,
  ladderJsonSchema,
  ladderSchema,
  parseCourse,
  parseLadder,
} from './growth/schema.ts';
export type { Candidate, Contribution, MissingRequirement } from './matching/candidate.ts';
export {
  type AmountColumns,
  buildMatchIndex,
  buildMatchIndexFromColumns,
  type MatchIndex,
  type PostingLists,
} from './matching/columns.ts';
export type { Demand, ExperienceRequirement, SkillRequirement } from './matching/demand.ts';
export { type DemandMatch, matchDemandLibrary } from './matching/library.ts';
export type { Lift, LiftStep } from './matching/lift.ts';
export { measureShortlist } from './matching/measure.ts';
export { type PersonAvailability, rankCandidates } from './matching/rank.ts';
export { demandJsonSchema, demandSchema, parseDemand } from './matching/schema.ts';
export type { Certainty } from './matching/score.ts';
export { findTopCandidates, type IndexAvailability } from './matching/top.ts';
export { skillsCatalogue } from './messages.ts';
export type {
  EvidenceAppend,
  PersonEvidence,
  SkillsDocument,
  SkillsDocumentType,
  SkillsStoreV1,
  StoredEvidence,
} from './ports.ts';
export { buildProfiles } from './profiles/build.ts';
export { collectStatistics, type EvidenceSettings } from './profiles/collect.ts';
export { explainLevel, freezeEndorsement } from './profiles/explain.ts';
export { finishProfiles } from './profiles/finish.ts';
export { addEvidence, advanceStatistics, mergeStatistics } from './profiles/merge.ts';
export type {
  CertificateState,
  PersonProfile,
  PersonStatistics,
  ProfileSet,
  ProfileStatistics,
  ProjectRecord,
  SkillInterest,
  SkillLevel,
  SkillStatistics,
  SourceStatistics,
  TagExperience,
} from './profiles/model.ts';
export { skillsOperations } from './profiles/operations.ts';
export { checkLevel, defaultScale, type Scale, type ScaleLevel, type ScaleRange, scaleRange } from './scale/scale.ts';
export type { SkillsAnswer, SkillsCommand, SkillsQuery } from './service/context.ts';
export type {
  GrowthGoal,
  GrowthService,
  HeldStep,
  StoredCourse,
  StoredLadder,
  UnknownLadder,
  UnknownPerson,
} from './service/growth.ts';
export type { NewEvidence } from './service/record.ts';
export { createSkillsService, type SkillsService, type UnknownDemand } from './service.ts';
export { exportMatrix, type MatrixTable, readEvidenceCsv, writeMatrixCsv } from './table/matrix.ts';
export { type CsvText, readCsv } from './table/read-csv.ts';
export { writeCsv } from './table/write-csv.ts';
export { type CheckedTaxonomy, checkTaxonomy } from './taxonomy/check.ts';
export {
  type EscoCounts,
  type EscoFiles,
  type EscoImport,
  importEsco,
  type LeftOutRow,
  type Occupation,
} from './taxonomy/esco.ts';
export { findSkills } from './taxonomy/find.ts';
export { type Migration, type MigrationReport, migrateTaxonomy, type SkillChange } from './taxonomy/migrate.ts';
export type { AdjacentSkill, Skill, Taxonomy } from './taxonomy/model.ts';
export { importOnet, type OccupationTechnology, type OnetImport, type OnetOccupation } from './taxonomy/onet.ts';
export { parseTaxonomy, readTaxonomyCsv, taxonomyJsonSchema, taxonomySchema } from './taxonomy/schema.ts';
export { softwareTaxonomy } from './taxonomy/software.ts';
export { type ComposedTeam, composeTeam, type Team, type TeamLimits, type TeamRejection } from './teams/compose.ts';
export { describeFit, describeReminder } from './words/fit-text.ts';
export { describeGrowthPlan, describeReadiness } from './words/growth-text.ts';
export type { PhraseOptions } from './words/phrase.ts';
export { describeTeam } from './words/team-text.ts';
