export {
  type AccountAnswer,
  type AccountLink,
  type AccountLookup,
  type AccountSighting,
  accountKey,
  accountLinkSchema,
  lookUpAccounts,
  parseAccountLinks,
} from './link.ts';
export type { AccountMapV1 } from './ports.ts';
export { type AccountCandidate, proposeAccountLinks } from './propose.ts';
