import { z } from 'zod';
import { parseInstant } from '../dates/instant.ts';
import { invalidInput } from '../errors/index.ts';
import type { FactReference } from '../explanation/term.ts';
import { stableId } from '../hash/index.ts';
import type { Json } from '../json/index.ts';
import { instantSchema } from '../schema/instant.ts';
import { parseStored } from '../schema/stored.ts';
import { defineUpcasters } from '../schema/upcast.ts';

/** Where a record lies in the tool it comes from. */
export interface FactSource {
  /** The tool: `jira`, `git`, `github`, `feishu`, `csv`, ... */
  readonly system: string;
  /** The tool's own reference of the record, such as `PAY-118` or a commit's hash. */
  readonly ref: string;
  readonly url?: string;
}

/** What a fact may carry beside its quantity. */
export type FactAttributes = Readonly<Record<string, Json>>;

/**
 * Something that happened, as a tool recorded it: the common currency between tools and packages. The highest revision
 * of an id wins, so a record that was edited, or arrives twice, counts once.
 */
export interface Fact {
  readonly schemaVersion: 1;
  /** A stable hash of the source reference and the kind: a replay gives the same id. */
  readonly id: string;
  /** Rises with each edit of the record; a whole number from 0. */
  readonly revision: number;
  readonly personId: string;
  /** Such as `issue-completed`, `commit`, `review-given`, `time-worked`. */
  readonly kind: string;
  /** When it happened, an instant with offset. */
  readonly at: string;
  /** Decimal text. */
  readonly quantity: string;
  /** What the quantity counts: `count`, `hours`, `lines`, ... */
  readonly unit: string;
  readonly projectId?: string;
  readonly teamId?: string;
  readonly source: FactSource;
  readonly attributes: FactAttributes;
  /** The record was deleted or reverted; nothing of it counts any more. */
  readonly retracted?: boolean;
}

/** Decimal text of at most 15 digits before and 12 after the point: sums and squares of such quantities stay exact. */
const quantityShape = /^-?\d{1,15}(\.\d{1,12})?$/;
const quantitySchema = z.string().regex(quantityShape, 'not a decimal such as "12.50"');

/** A fact's schema. */
export const factSchema = z.object({
  schemaVersion: z.literal(1),
  id: z.string().min(1),
  revision: z.number().int().min(0),
  personId: z.string().min(1),
  kind: z.string().min(1),
  at: instantSchema,
  quantity: quantitySchema,
  unit: z.string().min(1),
  projectId: z.string().min(1).optional(),
  teamId: z.string().min(1).optional(),
  source: z.object({ system: z.string().min(1), ref: z.string().min(1), url: z.string().optional() }),
  attributes: z.record(z.string(), z.json()),
  retracted: z.boolean().optional(),
});

/** The one place where older versions of a fact are read. */
const upcasters = defineUpcasters({ type: 'fact', steps: [] });

/**
 * Reads a fact from outside, of any version.
 *
 * @throws InvalidInputError `core/not-a-fact` with each issue's path, `core/newer-document`
 * @example
 * ```ts
 * import { createFact, parseFact } from '@meritkit/core/facts';
 *
 * const worked = (ref: string, personId: string, quantity: string) => createFact({
 *   personId, kind: 'time-worked', at: '2026-11-20T18:00:00+08:00', quantity, unit: 'hours', source: { system: 'jira', ref },
 * });
 * parseFact(JSON.parse(JSON.stringify(worked('1', 'lin', '2')))).quantity; // '2'
 * ```
 */
export function parseFact(input: unknown): Fact {
  return parseStored({ schema: factSchema, upcasters, input, code: 'core/not-a-fact' }) as Fact;
}

/**
 * The id of a fact: the same record of the same tool gives the same id on every machine and in every run.
 * `part` tells facts of one kind from one record apart, such as the second reopening of an issue.
 *
 * @example
 * ```ts
 * import { factId } from '@meritkit/core/facts';
 *
 * factId({ system: 'git', ref: 'abc', kind: 'commit' }) === factId({ system: 'git', ref: 'abc', kind: 'commit' }); // true
 * ```
 */
export function factId(options: {
  readonly system: string;
  readonly ref: string;
  readonly kind: string;
  readonly part?: string;
}): string {
  return stableId('fact', options.system, options.ref, options.kind, options.part ?? '');
}

/**
 * A fact with its id from its source and kind.
 *
 * @throws InvalidInputError `core/not-a-fact` for a quantity that is no decimal, a revision that is no whole number from 0,
 * or an empty person, kind, unit, reference, project or team; `core/not-an-instant`
 * @example
 * ```ts
 * import { createFact } from '@meritkit/core/facts';
 *
 * const fact = createFact({
 *   personId: 'lin', kind: 'issue-completed', at: '2026-11-20T18:00:00+08:00', quantity: '1', unit: 'count',
 *   source: { system: 'jira', ref: 'PAY-118' },
 * });
 * fact.revision; // 0
 * ```
 */
export function createFact(
  options: Omit<Fact, 'schemaVersion' | 'id' | 'revision' | 'attributes'> & {
    readonly revision?: number;
    readonly attributes?: FactAttributes;
    /** Tells facts of one kind from one record apart. */
    readonly part?: string;
    /** What names the record for ever, where `source.ref` may change (an issue that moves gets another key). */
    readonly identity?: string;
  },
): Fact {
  const { part, identity, source, kind, at, quantity } = options;
  parseInstant(at, ['at']);
  if (!quantityShape.test(quantity)) {
    throw invalidInput('core/not-a-fact', ['quantity'], `"${quantity}" is not a decimal such as "12.50"`);
  }
  const { revision = 0 } = options;
  if (!Number.isSafeInteger(revision) || revision < 0) {
    throw invalidInput('core/not-a-fact', ['revision'], `${revision} is no whole number from 0`);
  }
  if (options.personId === '' || kind === '' || options.unit === '' || source.system === '' || source.ref === '') {
    throw invalidInput(
      'core/not-a-fact',
      [],
      'a fact names its person, kind, unit, and the system and reference it is from',
    );
  }
  if (options.projectId === '' || options.teamId === '') {
    throw invalidInput(
      'core/not-a-fact',
      [options.projectId === '' ? 'projectId' : 'teamId'],
      'leave out what is not known',
    );
  }
  const id = stableId('fact', source.system, identity ?? source.ref, kind, part ?? '');
  // Member by member: millions are made, and nothing else that was passed along gets in.
  const fact: { -readonly [Name in keyof Fact]: Fact[Name] } = {
    schemaVersion: 1,
    id,
    revision,
    personId: options.personId,
    kind,
    at,
    quantity,
    unit: options.unit,
    source,
    attributes: options.attributes ?? {},
  };
  if (options.projectId !== undefined) fact.projectId = options.projectId;
  if (options.teamId !== undefined) fact.teamId = options.teamId;
  if (options.retracted !== undefined) fact.retracted = options.retracted;
  return fact;
}

/**
 * A fact as a source of an explanation's term.
 *
 * @example
 * ```ts
 * import { createFact, factReference } from '@meritkit/core/facts';
 *
 * const worked = (ref: string, personId: string, quantity: string) => createFact({
 *   personId, kind: 'time-worked', at: '2026-11-20T18:00:00+08:00', quantity, unit: 'hours', source: { system: 'jira', ref },
 * });
 * factReference(worked('worklog-1', 'lin', '2')).ref; // 'worklog-1'
 * ```
 */
export function factReference(fact: Fact): FactReference {
  return { ...fact.source, factId: fact.id, revision: fact.revision };
}
