import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { sha256Hex } from '@meritkit/core/hash';
import { canonicalJson } from '@meritkit/core/json';
import type { PlanDecision } from './plan-log.ts';

/** Where decisions are kept, so that a restart loses none. */
export interface Journal {
  readonly read: () => readonly PlanDecision[];
  /** Kept in full, or not at all. */
  readonly write: (log: readonly PlanDecision[]) => void;
}

/** For one process: tests, and reports that are made once. */
export const noJournal: Journal = { read: () => [], write: () => {} };

/**
 * A journal in a file. What was decided about another company (another input, another day) or cannot be read is left
 * aside: its allocations are not those of this plan.
 */
export function fileJournal(options: { readonly file: string; readonly company: object }): Journal {
  const { file } = options;
  const company = sha256Hex(canonicalJson(JSON.parse(JSON.stringify(options.company))));
  return {
    read: () => {
      const kept = readKept(file);
      return kept?.company === company ? kept.log : [];
    },
    write: (log) => {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(`${file}.new`, JSON.stringify({ schemaVersion: 1, company, log } satisfies Kept));
      renameSync(`${file}.new`, file);
    },
  };
}

interface Kept {
  readonly schemaVersion: 1;
  readonly company: string;
  readonly log: readonly PlanDecision[];
}

function readKept(file: string): Kept | null {
  try {
    const kept = JSON.parse(readFileSync(file, 'utf8')) as Kept;
    return kept.schemaVersion === 1 ? kept : null;
  } catch {
    return null;
  }
}
