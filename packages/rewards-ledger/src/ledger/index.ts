export {
  type AccountKind,
  type AccountOwner,
  type AccountState,
  type ClearingPurpose,
  clearingAccountId,
  emptyAccount,
  type HeldPart,
  type Hold,
  isDerivedAccount,
  issuerAccountId,
  type Lot,
} from './account.ts';
export { accountAsOf } from './as-of.ts';
export { balanceAt, expiredAt, type MinorBalance } from './balance.ts';
export type {
  CaptureCommand,
  Command,
  CounterUse,
  ExpireCommand,
  HoldCommand,
  Leg,
  PostCommand,
  ReleaseCommand,
  ReverseCommand,
  ShortfallPolicy,
} from './command.ts';
export { type AccountProblem, compareAccounts } from './compare-accounts.ts';
export { type Decision, decide } from './decide.ts';
export type {
  AccountVersion,
  CounterLine,
  DebtLine,
  Entry,
  EntryKind,
  HoldLine,
  LotLine,
  Posting,
  StoredEntry,
} from './entry.ts';
export { evolve, evolveAccount } from './evolve.ts';
export { type BrokenLaw, checkAccount, checkEntry, checkJournal } from './invariants.ts';
export type { LedgerRejection } from './rejection.ts';
export { type EntryFate, emptyState, findAccount, type LedgerState } from './state.ts';
