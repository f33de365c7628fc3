/** Why a record became no fact. Each has a page in docs/errors and words in the catalogue. */
export const errorCodes = [
  'connectors/invalid-record',
  'connectors/unreadable',
  'connectors/unmapped-account',
  'connectors/ignored-account',
  'connectors/no-fact',
  'connectors/unconfirmed',
  'connectors/missing-context',
  'connectors/impossible-date',
  'connectors/unknown-event',
  'connectors/bad-signature',
  'connectors/stale-event',
  'connectors/bad-encryption',
  'connectors/wrong-recipient',
  'connectors/duplicate',
  'connectors/unknown-reference',
  'connectors/cycle',
  'connectors/invalid-mapping',
] as const;

/** A code of this package. */
export type ConnectorCode = (typeof errorCodes)[number];
