import { type ErrorData, MeritkitError } from './base.ts';

/** Something that must hold did not: a defect in Meritkit or in an adapter, never a user's mistake. */
export class InvariantError extends MeritkitError {
  static override readonly kind: string = 'InvariantError';
}

/**
 * Throws an `InvariantError` when `condition` is false.
 *
 * @example
 * ```ts
 * import { assertInvariant } from '@meritkit/core/errors';
 *
 * assertInvariant(1 + 1 === 2, 'ledger/unbalanced', 'postings add up to zero');
 * ```
 */
export function assertInvariant(
  condition: boolean,
  code: string,
  message: string,
  data?: ErrorData,
): asserts condition {
  if (!condition) throw new InvariantError({ code, message, ...(data === undefined ? {} : { data }) });
}

/** A write met a newer version than the one it was decided on: load again, decide again, retry. */
export class VersionConflictError extends MeritkitError {
  static override readonly kind: string = 'VersionConflictError';

  constructor(options: {
    readonly subject: string;
    readonly expectedVersion: number;
    readonly actualVersion: number | null;
    readonly cause?: unknown;
  }) {
    super({
      code: 'core/version-conflict',
      message: `${options.subject}: expected version ${options.expectedVersion}, found ${options.actualVersion ?? 'another'}`,
      data: {
        subject: options.subject,
        expectedVersion: options.expectedVersion,
        actualVersion: options.actualVersion,
      },
      ...(options.cause === undefined ? {} : { cause: options.cause }),
    });
  }
}

/** An idempotency key was used again with another payload. */
export class KeyConflictError extends MeritkitError {
  static override readonly kind: string = 'KeyConflictError';

  constructor(options: { readonly key: string; readonly cause?: unknown }) {
    super({
      code: 'core/key-conflict',
      message: `key "${options.key}" was used before with another payload`,
      data: { key: options.key },
      ...(options.cause === undefined ? {} : { cause: options.cause }),
    });
  }
}

/** The store could not answer: nothing is known about the write; the same call with the same key may be retried. */
export class StorageUnavailableError extends MeritkitError {
  static override readonly kind: string = 'StorageUnavailableError';

  constructor(options: { readonly operation: string; readonly cause?: unknown }) {
    super({
      code: 'core/storage-unavailable',
      message: `storage did not answer: ${options.operation}`,
      data: { operation: options.operation },
      ...(options.cause === undefined ? {} : { cause: options.cause }),
    });
  }
}
