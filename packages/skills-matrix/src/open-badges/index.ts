export { type OpenBadgeReading, type OtherRecipient, readOpenBadge } from './read.ts';
export type { BadgeRecipient } from './recipient.ts';
export { type OpenBadgeCredential, openBadgeSchema, parseOpenBadge } from './schema.ts';
export { type NothingToAward, writeOpenBadge } from './write.ts';
