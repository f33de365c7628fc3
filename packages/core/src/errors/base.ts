/**
 * The base of every error Meritkit throws.
 *
 * `instanceof` fails when a host has two copies of a package installed, so each error carries a marker under a
 * registered symbol and is recognised by `isInstance`.
 */
const marker = Symbol.for('meritkit.error');

/** Plain data that travels with an error: what a handler, a log or a translation needs. */
export type ErrorData = Readonly<Record<string, unknown>>;

/**
 * Base class: a stable `code` such as `ledger/unknown-account`, typed `data`, and a message in English for logs.
 * Text for people comes from the catalogue, by code.
 *
 * @example
 * ```ts
 * import { MeritkitError } from '@meritkit/core/errors';
 *
 * const refuses = (work: () => void) => {
 *   try {
 *     work();
 *     return 'fine';
 *   } catch (error) {
 *     return MeritkitError.isInstance(error) ? error.code : 'unknown';
 *   }
 * };
 * refuses(() => undefined); // 'fine'
 * ```
 */
export class MeritkitError extends Error {
  /** Stable, namespaced by package; every code has a page in docs/errors. */
  readonly code: string;
  readonly data: ErrorData;

  constructor(options: {
    readonly code: string;
    readonly message: string;
    readonly data?: ErrorData;
    readonly cause?: unknown;
  }) {
    super(options.message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = new.target.name;
    this.code = options.code;
    this.data = options.data ?? {};
    Object.defineProperty(this, marker, { value: kindsOf(new.target), enumerable: false });
  }

  /** True for an instance of this class from any installed copy of Meritkit. */
  static isInstance<Class extends new (...given: never[]) => MeritkitError>(
    this: Class,
    value: unknown,
  ): value is InstanceType<Class> {
    if (typeof value !== 'object' || value === null) return false;
    const kinds: unknown = (value as Record<symbol, unknown>)[marker];
    return Array.isArray(kinds) && kinds.includes((this as unknown as { readonly kind: string }).kind);
  }

  /** The name under which `isInstance` knows this class; unchanged by minifiers, unlike `name`. */
  static readonly kind: string = 'MeritkitError';

  /** The error as plain JSON, without its stack. */
  toJSON(): { readonly code: string; readonly message: string; readonly data: ErrorData } {
    return { code: this.code, message: this.message, data: this.data };
  }
}

function kindsOf(start: { readonly kind?: string }): readonly string[] {
  const kinds: string[] = [];
  for (
    let current: { readonly kind?: string } | null = start;
    current !== null;
    current = Object.getPrototypeOf(current)
  ) {
    if (typeof current.kind === 'string' && !kinds.includes(current.kind)) kinds.push(current.kind);
  }
  return kinds;
}
