/**
 * The ledger again, as naively as can be: every single point is a token. Nothing here knows lots, sums or versions, so
 * what it shares with the real one is the promise, not the code.
 */
export interface Token {
  readonly account: string;
  readonly lot: number;
  readonly expiresMs: number;
  spent: boolean;
}

interface ModelHold {
  readonly account: string;
  readonly tokens: readonly Token[];
  readonly expiresMs: number;
  resolved: boolean;
}

interface ModelEntry {
  readonly kind: string;
  readonly accounts: readonly string[];
  readonly took: readonly Token[];
  readonly minted: readonly Token[];
  readonly repaid: ReadonlyMap<string, number>;
  readonly counted: readonly { readonly account: string; readonly amount: number }[];
  readonly isReversal: boolean;
  reversed: boolean;
}

export type Policy =
  | { readonly kind: 'refuse' }
  | { readonly kind: 'waive' }
  | { readonly kind: 'debt'; readonly limit: number };

/** What a step came to: `ok`, or the code of its refusal. */
export type Result = 'ok' | string;

export interface TokenModel {
  readonly tokens: Token[];
  readonly debts: Map<string, number>;
  readonly used: Map<string, number>;
  readonly holds: Map<string, ModelHold>;
  readonly entries: Map<string, ModelEntry>;
  readonly lots: Map<string, number>;
}

export function createTokenModel(): TokenModel {
  return { tokens: [], debts: new Map(), used: new Map(), holds: new Map(), entries: new Map(), lots: new Map() };
}

function heldAt(model: TokenModel, atMs: number): ReadonlySet<Token> {
  const held = new Set<Token>();
  for (const hold of model.holds.values()) {
    if (!hold.resolved && hold.expiresMs > atMs) for (const token of hold.tokens) held.add(token);
  }
  return held;
}

/** What an account could spend at a time, in the order in which it would be spent. */
function spendable(model: TokenModel, account: string, atMs: number): readonly Token[] {
  const held = heldAt(model, atMs);
  return model.tokens
    .filter((token) => token.account === account && !token.spent && token.expiresMs > atMs && !held.has(token))
    .sort((left, right) =>
      left.expiresMs === right.expiresMs ? left.lot - right.lot : left.expiresMs - right.expiresMs,
    );
}

export function modelBalance(model: TokenModel, account: string, atMs: number) {
  const held = heldAt(model, atMs);
  const own = model.tokens.filter((token) => token.account === account && !token.spent);
  const reserved = own.filter((token) => held.has(token)).length;
  const posted =
    own.filter((token) => token.expiresMs > atMs || held.has(token)).length - (model.debts.get(account) ?? 0);
  return { posted, held: reserved, available: posted - reserved };
}

/** Resolves the holds of an account that have timed out: any entry on the account does so. */
function touch(model: TokenModel, account: string, atMs: number): void {
  for (const hold of model.holds.values()) if (hold.account === account && hold.expiresMs <= atMs) hold.resolved = true;
}

function mint(
  model: TokenModel,
  account: string,
  amounts: readonly { readonly expiresMs: number; readonly amount: number }[],
) {
  const minted: Token[] = [];
  let repaid = 0;
  for (const { expiresMs, amount } of amounts) {
    const debt = model.debts.get(account) ?? 0;
    const pays = Math.min(debt, amount);
    model.debts.set(account, debt - pays);
    repaid += pays;
    if (amount === pays) continue;
    const lot = (model.lots.get(account) ?? 0) + 1;
    model.lots.set(account, lot);
    for (let count = pays; count < amount; count += 1) minted.push({ account, lot, expiresMs, spent: false });
  }
  model.tokens.push(...minted);
  return { minted, repaid };
}

export function modelPost(
  model: TokenModel,
  step: {
    readonly entryId: string;
    readonly kind: string;
    readonly from: string | null;
    readonly to: string | null;
    readonly amount: number;
    readonly expiresMs: number;
    readonly atMs: number;
    readonly cap?: { readonly account: string; readonly maximum: number };
  },
): Result {
  const { from, to, amount, atMs, cap } = step;
  const free = from === null ? [] : spendable(model, from, atMs);
  if (from !== null && free.length - (model.debts.get(from) ?? 0) < amount) return 'ledger/insufficient-points';
  if (cap !== undefined && (model.used.get(cap.account) ?? 0) + amount > cap.maximum) return 'ledger/cap-reached';
  const took = free.slice(0, amount);
  for (const token of took) token.spent = true;
  const repaid = new Map<string, number>();
  let minted: readonly Token[] = [];
  if (to !== null) {
    const parts = from === null ? [{ expiresMs: step.expiresMs, amount }] : partsOf(took);
    const grant = mint(model, to, parts);
    minted = grant.minted;
    repaid.set(to, grant.repaid);
  }
  if (cap !== undefined) model.used.set(cap.account, (model.used.get(cap.account) ?? 0) + amount);
  record(
    model,
    step.entryId,
    {
      kind: step.kind,
      accounts: [from, to].filter((account) => account !== null),
      took,
      minted,
      repaid,
      counted: cap === undefined ? [] : [{ account: cap.account, amount }],
    },
    atMs,
  );
  return 'ok';
}

/** Taken tokens by their lot, in order: what passing them on makes of them. */
function partsOf(took: readonly Token[]) {
  const parts: { expiresMs: number; lot: number; amount: number }[] = [];
  for (const { lot, expiresMs } of took) {
    const last = parts.at(-1);
    if (last !== undefined && last.lot === lot && last.expiresMs === expiresMs) last.amount += 1;
    else parts.push({ lot, expiresMs, amount: 1 });
  }
  return parts;
}

function record(
  model: TokenModel,
  entryId: string,
  entry: Omit<ModelEntry, 'isReversal' | 'reversed'>,
  atMs: number,
  isReversal = false,
): void {
  for (const account of entry.accounts) touch(model, account, atMs);
  model.entries.set(entryId, { ...entry, isReversal, reversed: false });
}

const noEntry = { took: [], minted: [], repaid: new Map<string, number>(), counted: [] };

export function modelHold(
  model: TokenModel,
  step: {
    readonly entryId: string;
    readonly account: string;
    readonly amount: number;
    readonly expiresMs: number;
    readonly atMs: number;
  },
): Result {
  const { account, amount, atMs } = step;
  const free = spendable(model, account, atMs);
  if (free.length - (model.debts.get(account) ?? 0) < amount) return 'ledger/insufficient-points';
  record(model, step.entryId, { kind: 'hold', accounts: [account], ...noEntry }, atMs);
  model.holds.set(step.entryId, { account, tokens: free.slice(0, amount), expiresMs: step.expiresMs, resolved: false });
  return 'ok';
}

export function modelResolve(
  model: TokenModel,
  step: {
    readonly entryId: string;
    readonly holdId: string;
    readonly amount: number | null;
    readonly capture: boolean;
    readonly atMs: number;
  },
): Result {
  const hold = model.holds.get(step.holdId);
  if (hold === undefined) return 'ledger/unknown-hold';
  if (hold.resolved || hold.expiresMs <= step.atMs) return 'ledger/hold-resolved';
  const amount = step.capture ? (step.amount ?? hold.tokens.length) : 0;
  if (amount > hold.tokens.length) return 'ledger/capture-exceeds-hold';
  const took = hold.tokens.slice(0, amount);
  for (const token of took) token.spent = true;
  hold.resolved = true;
  record(
    model,
    step.entryId,
    { ...noEntry, kind: step.capture ? 'capture' : 'release', accounts: [hold.account], took },
    step.atMs,
  );
  return 'ok';
}

export function modelExpire(
  model: TokenModel,
  step: { readonly entryId: string; readonly account: string; readonly atMs: number },
): Result {
  const held = heldAt(model, step.atMs);
  const gone = model.tokens.filter(
    (token) => token.account === step.account && !token.spent && token.expiresMs <= step.atMs && !held.has(token),
  );
  for (const token of gone) token.spent = true;
  const timedOut = [...model.holds.values()].some(
    (hold) => hold.account === step.account && !hold.resolved && hold.expiresMs <= step.atMs,
  );
  if (gone.length > 0 || timedOut) {
    record(model, step.entryId, { ...noEntry, kind: 'expire', accounts: [step.account] }, step.atMs);
  }
  return 'ok';
}

export function modelReverse(
  model: TokenModel,
  step: { readonly entryId: string; readonly reverses: string; readonly policy: Policy; readonly atMs: number },
): Result {
  const entry = model.entries.get(step.reverses);
  if (entry === undefined) return 'ledger/unknown-entry';
  if (entry.isReversal) return 'ledger/reversal-of-reversal';
  if (['hold', 'release', 'expire'].includes(entry.kind)) return 'ledger/not-reversible';
  if (entry.reversed) return 'ledger/already-reversed';
  const { policy, atMs } = step;
  const held = heldAt(model, atMs);
  const taken: Token[] = [];
  const debts = new Map(model.debts);
  for (const account of entry.accounts) {
    const granted = entry.minted.filter((token) => token.account === account);
    // Within a lot points are alike: any that is neither spent nor held may be the one that goes back.
    const lots = new Map<number, number>();
    for (const token of granted) lots.set(token.lot, (lots.get(token.lot) ?? 0) + 1);
    let missing = 0;
    let reserved = 0;
    for (const [lot, amount] of lots) {
      const there = model.tokens.filter(
        (token) => token.account === account && token.lot === lot && !token.spent && !held.has(token),
      );
      taken.push(...there.slice(0, amount));
      // A lot that has ended is gone, spent, swept or neither: nothing of it is owed.
      const hasEnded = granted.some((token) => token.lot === lot && token.expiresMs <= atMs);
      const left = Math.max(0, amount - there.length);
      // A token that is held is neither spent nor gone, ended or not.
      const bound = [...held].filter((token) => token.account === account && token.lot === lot && !token.spent);
      const kept = Math.min(bound.length, left);
      reserved += kept;
      if (!hasEnded) missing += left - kept;
    }
    if (reserved > 0 && policy.kind !== 'debt') return 'ledger/points-held';
    missing += reserved;
    debts.set(account, (debts.get(account) ?? 0) + (entry.repaid.get(account) ?? 0));
    if (missing === 0) continue;
    if (policy.kind === 'refuse') return 'ledger/points-spent';
    if (policy.kind === 'waive') continue;
    const others = spendable(model, account, atMs).filter((token) => !taken.includes(token));
    taken.push(...others.slice(0, missing));
    const debt = Math.max(0, missing - others.length);
    if (debt === 0) continue;
    debts.set(account, (debts.get(account) ?? 0) + debt);
    if (debts.get(account)! > policy.limit) return 'ledger/debt-limit';
  }
  for (const token of taken) token.spent = true;
  for (const token of entry.took) token.spent = false;
  for (const [account, debt] of debts) model.debts.set(account, debt);
  for (const { account, amount } of entry.counted) model.used.set(account, (model.used.get(account) ?? 0) - amount);
  entry.reversed = true;
  record(model, step.entryId, { ...noEntry, kind: 'reverse', accounts: entry.accounts }, atMs, true);
  return 'ok';
}
