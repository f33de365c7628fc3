export {
  type AmountReading,
  amountText,
  MAXIMUM_MINOR_UNITS,
  readAmount,
  type UnitDefinition,
  type Units,
} from './amount/index.ts';
export { type Approval, type ApprovalRejection, checkApproval, hashOfPayload } from './approval/index.ts';
export { type BonusPart, splitGroupBonus } from './bonus/index.ts';
export { detailsWithoutPerson, eventWithoutOwner, namesPerson } from './erasure.ts';
export { errorCodes, type RejectionCode, rejectionCodes, thrownCodes } from './errors.ts';
export { entryEventTypes, eventOfEntry, type LedgerEvent } from './events.ts';
export { type ColumnarHistory, createColumnarHistory } from './history/index.ts';
export {
  type InputCall,
  inputSchemas,
  jsonSchemas,
  parseEarnInput,
  parseLedgerInput,
  parseRedeemInput,
} from './inputs/index.ts';
export {
  addToStandings,
  type Correlation,
  type CorrelationWarning,
  correlateRedemption,
  emptyStandings,
  type LeaderboardRow,
  measureReciprocity,
  mergeStandings,
  type Reciprocity,
  type Recognition,
  rankStandings,
  type Standings,
} from './insight/index.ts';
export {
  type AccountKind,
  type AccountOwner,
  type AccountProblem,
  type AccountState,
  type AccountVersion,
  accountAsOf,
  type BrokenLaw,
  balanceAt,
  type CaptureCommand,
  type ClearingPurpose,
  type Command,
  type CounterLine,
  type CounterUse,
  checkAccount,
  checkEntry,
  checkJournal,
  clearingAccountId,
  compareAccounts,
  type DebtLine,
  type Decision,
  decide,
  type Entry,
  type EntryFate,
  type EntryKind,
  type ExpireCommand,
  emptyAccount,
  emptyState,
  evolve,
  evolveAccount,
  expiredAt,
  findAccount,
  type HeldPart,
  type Hold,
  type HoldCommand,
  type HoldLine,
  isDerivedAccount,
  issuerAccountId,
  type LedgerRejection,
  type LedgerState,
  type Leg,
  type Lot,
  type LotLine,
  type MinorBalance,
  type PostCommand,
  type Posting,
  type ReleaseCommand,
  type ReverseCommand,
  type ShortfallPolicy,
  type StoredEntry,
} from './ledger/index.ts';
export { catalogue, describeRejection, explainBonus, explainGrant } from './messages.ts';
export type { Books, ClosedPeriod, PeriodTotals } from './period/books.ts';
export type { PayrollExport, PayrollLine } from './period/payroll.ts';
export type {
  AccountBinding,
  AccountFilter,
  Appended,
  CommitRecord,
  DocumentId,
  DocumentType,
  EntryDetails,
  EntryFilter,
  HoldFilter,
  LedgerCommit,
  LedgerDocument,
  LedgerStoreV1,
  Loaded,
  LoadRequest,
  OpenedAccount,
  OrderedPageRequest,
  OwnerInUnit,
  PlacedHold,
  RedemptionFilter,
  TransactionalLedgerStoreV1,
} from './ports.ts';
export type { CatalogueItem, ItemKind } from './redemption/item.ts';
export {
  type BookingEffect,
  type BookingOutcome,
  type CancellationWords,
  effectOfBooking,
  type ListedRedemptionStatus,
  type Redemption,
  type RedemptionPayload,
  type RedemptionStateRejection,
  type RedemptionStatus,
} from './redemption/redemption.ts';
export { type RedemptionTerms, termsOfRedemption } from './redemption/terms.ts';
export {
  applyCaps,
  type CapPeriod,
  capCounter,
  type EarningRule,
  evaluateRule,
  ledgerOperations,
  type RuleCap,
  type RuleEvent,
  type RuleGrant,
  type RuleMultiplier,
  type RuleRejection,
} from './rules/index.ts';
export {
  catalogueItemSchema,
  earningRuleSchema,
  parseCatalogueItem,
  parseEarningRule,
  parseRuleEvent,
  ruleEventSchema,
} from './schemas.ts';
export {
  type Checkpoint,
  checkpointOf,
  commitTo,
  encodeEntry,
  entryFromJson,
  entryToJson,
  hashOfSeal,
  type InclusionProof,
  merkleRoot,
  proveInclusion,
  type Seal,
  type Sealable,
  type SealLeaf,
  type SealProblem,
  sealBatch,
  verifyInclusion,
  verifySeals,
} from './seal/index.ts';
export type { AwardAnswer, AwardInput, AwardPreview } from './service/award.ts';
export type { AccountView, Balance, BalanceInput, UnknownAccount } from './service/balance.ts';
export { pickSubBudget, type SplitBudgetInput } from './service/budgets.ts';
export type { LedgerOptions } from './service/context.ts';
export { type EarnInput, hashOfEarn } from './service/earn.ts';
export type { EndingPointsRow, ListEndingPointsInput } from './service/ending-points.ts';
export type { Erased, EraseOwnerInput } from './service/erase.ts';
export { type ApprovedCall, type ApprovedInput, hashOfCall } from './service/four-eyes.ts';
export type { CaptureInput, HoldInput, ResolveInput } from './service/holds.ts';
export type { AccountRow, ListAccountsInput } from './service/list-accounts.ts';
export type { HoldRow, ListHoldsInput } from './service/list-holds.ts';
export type { PeriodRow } from './service/list-periods.ts';
export type { ListRedemptionsInput, RedemptionRow } from './service/list-redemptions.ts';
export type { ItemRow } from './service/lists.ts';
export type { FundInput, TransferInput } from './service/move.ts';
export type { Written } from './service/operation.ts';
export type { OwnerKind } from './service/owners.ts';
export type { ListInput, TimeInput } from './service/page.ts';
export type { ClosePeriodInput } from './service/periods.ts';
export type { PostInput, PostingInput } from './service/post.ts';
export type { AccountReference } from './service/read.ts';
export type { EntryView, TouchedAccount } from './service/read-entry.ts';
export type { RedeemInput } from './service/redeem.ts';
export type { RedemptionAnswer } from './service/redemption-steps.ts';
export type { CancelRedemptionInput, DecideRedemptionInput } from './service/redemptions.ts';
export type { PersonRow } from './service/reports.ts';
export type { RequestRedemptionInput } from './service/request-redemption.ts';
export type { DebtPolicy, ReverseInput } from './service/reverse.ts';
export type { LedgerProblem } from './service/sealing.ts';
export type { StatementInput, StatementLine } from './service/statement.ts';
export { createLedger, type Ledger, type LedgerAnswer, type PostingAnswer } from './service.ts';
export { parseLedgerEvent } from './stored/upcast.ts';
