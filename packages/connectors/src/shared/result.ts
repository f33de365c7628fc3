import type { AccountSighting } from '@meritkit/core/accounts';
import type { Fact } from '@meritkit/core/facts';
import type { ConnectorCode } from '../errors.ts';

/** Where a record stands in what was given. */
export interface RecordPlace {
  /** The tool. */
  readonly system: string;
  /** Which of its lists: `issues`, `worklogs`, `commits`, ... */
  readonly list: string;
  /** The record's position in that list, from 0. */
  readonly index: number;
  /** The line of a text, from 1. */
  readonly line?: number;
  /** Where inside the record. */
  readonly path?: readonly (string | number)[];
  /** The tool's own reference, where the record has one. */
  readonly ref?: string;
}

/** A record that became no fact, with its place and reason. */
export interface RecordRejection {
  readonly code: ConnectorCode;
  readonly place: RecordPlace;
  /** The words for a log, in English; for people, the catalogue has words by code. */
  readonly detail: string;
}

/** What an import gives: every record is in one of the two lists. */
export interface ImportResult {
  readonly facts: readonly Fact[];
  readonly rejections: readonly RecordRejection[];
  /** The accounts met, each once, to be mapped to people. */
  readonly accounts: readonly AccountSighting[];
  /** How many records were read. */
  readonly records: number;
}
