/** The two functions of a test runner that a kit needs; pass your own `describe` and `it` (or `test`). */
export interface TestRunner {
  readonly describe: (name: string, body: () => void) => void;
  /**
   * Vitest, Jest, Jasmine and Bun read a test's own limit from the third argument; node:test and Mocha take no notice. The
   * kit asks for more than its own limits together, so that a case which hangs is ended by the kit, which says why.
   */
  readonly it: (name: string, body: () => Promise<void>, timeoutMs?: number) => void;
}

/** An adapter under test, opened on an empty database of its own. */
export interface OpenedHarness<Store, Transaction> {
  /** A store bound to a tenant; called again, another handle on the same data. */
  readonly forTenant: (tenantId: string) => Store;
  /** Runs work in one of the host's own transactions: commits when it resolves, rolls back when it rejects. */
  readonly transact: <Result>(work: (transaction: Transaction) => Promise<Result>) => Promise<Result>;
  /** Closes and opens again on the same data, as a restart would. */
  readonly reopen: () => Promise<void>;
  readonly dispose: () => Promise<void>;
}

/** A case the adapter is known not to pass yet. It must say why, is printed, and fails once it passes. */
export interface KnownGap {
  readonly case: string;
  readonly reason: string;
}

/** What an adapter's author gives to a conformance kit. */
export interface ConformanceHarness<Store, Transaction = unknown> {
  readonly name: string;
  readonly setup?: () => Promise<void>;
  readonly open: () => Promise<OpenedHarness<Store, Transaction>>;
  readonly knownGaps?: readonly KnownGap[];
  /**
   * Elapsed milliseconds, 1 to 2147483647, that a case may take, and as many again each for opening and disposing; 20,000
   * where none is given. A case that takes longer fails by its own name instead of standing still.
   */
  readonly timeLimitMs?: number;
}

/** One promise of a port. `name` is stable: known gaps refer to it. */
export interface ConformanceCase<Store, Transaction = unknown> {
  readonly group: string;
  readonly name: string;
  readonly run: (opened: OpenedHarness<Store, Transaction>) => Promise<void>;
}

/** How a case ended. */
export interface CaseResult {
  readonly group: string;
  readonly name: string;
  readonly passed: boolean;
  readonly error?: unknown;
}
