import type { AccountSighting } from '@meritkit/core/accounts';
import { createFact, type FactAttributes } from '@meritkit/core/facts';
import { stableId } from '@meritkit/core/hash';
import { canonicalJson } from '@meritkit/core/json';
import type { Collector } from './collect.ts';
import { revisionOf } from './instant.ts';
import type { RecordPlace } from './result.ts';

/** A fact before its person is known. */
export interface FactDraft {
  readonly kind: string;
  readonly at: string;
  /** What names the record for ever. */
  readonly identity: string;
  readonly revision: number;
  readonly ref: string;
  readonly url?: string | null | undefined;
  readonly part?: string;
  readonly quantity?: string;
  readonly unit?: string;
  readonly projectId?: string | undefined;
  readonly attributes?: FactAttributes;
  readonly retracted?: boolean;
}

/**
 * Collects a fact about the person behind an account, or the reason why there is none. With several accounts (an id
 * and a name of one user), the first that is mapped decides.
 */
export function emitFact(options: {
  readonly collector: Collector;
  readonly place: RecordPlace;
  readonly accounts: readonly AccountSighting[];
  readonly draft: FactDraft;
}): boolean {
  const { collector, place, accounts, draft } = options;
  const owners = accounts.map((sighting) => collector.ownerOf(sighting, place));
  const owner = owners.find((candidate) => candidate.ok) ?? owners[0];
  if (owner === undefined) {
    collector.reject('connectors/missing-context', place, `the record of ${draft.ref} names no account`);
    return false;
  }
  if (!owner.ok) {
    collector.reject(owner.rejection.code, place, owner.rejection.detail);
    return false;
  }
  const { identity, ref, url, revision, ...rest } = draft;
  collector.fact(
    createFact({
      kind: rest.kind,
      at: rest.at,
      identity,
      revision: Math.max(0, revision + owner.revision),
      personId: owner.personId,
      quantity: rest.quantity ?? '1',
      unit: rest.unit ?? 'count',
      source: { system: place.system, ref, ...(url ? { url } : {}) },
      attributes: rest.attributes ?? {},
      ...(rest.part === undefined ? {} : { part: rest.part }),
      ...(rest.projectId === undefined ? {} : { projectId: rest.projectId }),
      ...(rest.retracted === true ? { retracted: true } : {}),
    }),
  );
  return true;
}

/**
 * The revision of a record whose tool tells the second of an edit and no more. Several edits of one second, or a record
 * read by two interfaces of which one knows more, would be one revision with two contents, which no store takes. So within
 * the second the reading of the higher rank (0 to 3) wins, and among equals their content decides: always the same one,
 * whatever came first.
 */
export function revisionWithinSecond(options: {
  readonly updatedAt: string;
  readonly rank: 0 | 1 | 2 | 3;
  readonly draft: Omit<FactDraft, 'revision' | 'projectId'>;
}): number {
  const revision = revisionOf(options.updatedAt);
  if (revision % 1000 !== 0) return revision;
  const { at, url, quantity, attributes, retracted } = options.draft;
  const content = canonicalJson([at, url ?? null, quantity ?? null, attributes ?? {}, retracted ?? false]);
  return revision + options.rank * 240 + (Number.parseInt(stableId(content).slice(0, 8), 16) % 240);
}
