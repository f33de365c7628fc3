export type { Where } from './audit/filter.ts';
export {
  type AuditDecision,
  type AuditedItem,
  type AuditQuery,
  type AuditRejection,
  auditQuery,
} from './audit/query.ts';
export type { AttributeValue, AuditPolicy, AuditState, InvitedEntry, RosterEntry } from './audit/state.ts';
export { MINIMUM_GROUP_FLOOR, openAudit } from './audit/state.ts';
export { NORMAL_95, wilsonShare } from './intervals/wilson.ts';
export { checkScale, fivePointScale, type ItemAnswers, type Scale } from './release/answers.ts';
export { type RefusedRelease, type ReleasedFavourability, releaseFavourability } from './release/favourability.ts';
