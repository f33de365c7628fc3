import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountText, readAmount } from '../src/amount/index.ts';
import { checkApproval, hashOfPayload } from '../src/approval/index.ts';
import { splitGroupBonus } from '../src/bonus/index.ts';
import { createColumnarHistory } from '../src/history/index.ts';
import { addToStandings, emptyStandings, mergeStandings, rankStandings } from '../src/insight/index.ts';
import {
  type AccountState,
  balanceAt,
  checkAccount,
  checkEntry,
  clearingAccountId,
  decide,
  type Entry,
  emptyAccount,
  emptyState,
  evolve,
  evolveAccount,
  findAccount,
  issuerAccountId,
  type LedgerState,
} from '../src/ledger/index.ts';
import {
  encodeEntry,
  entryFromJson,
  entryToJson,
  proveInclusion,
  sealBatch,
  verifyInclusion,
  verifySeals,
} from '../src/seal/index.ts';
import { runSequence } from './sequences.ts';

const unit = 'points';
const horizon = 1000;

type Grant = { readonly amount: number; readonly end: number | null };
const grants = fc.array(
  fc.record({
    amount: fc.integer({ min: 1, max: 100 }),
    end: fc.option(fc.integer({ min: 1, max: horizon }), { nil: null }),
  }),
  { minLength: 1, maxLength: 12 },
);
const at = fc.integer({ min: 0, max: horizon + 10 });

function stateWith(...accounts: readonly AccountState[]): LedgerState {
  return {
    ...emptyState({ units: { points: { scale: 0 } } }),
    accounts,
  };
}

function base(entryId: string, effectiveMs: number) {
  return { entryId, effectiveMs, recordedMs: effectiveMs };
}

/** An account after grants, in the order given. */
function granted(list: readonly Grant[]): LedgerState {
  return list.reduce<LedgerState>(
    (state, { amount, end }, index) => {
      const decision = decide(state, {
        ...base(`g${index}`, 0),
        type: 'post',
        kind: 'earn',
        legs: [
          { accountId: issuerAccountId(unit), unit, amount: -BigInt(amount) },
          { accountId: 'a', unit, amount: BigInt(amount), expiresMs: end },
        ],
      });
      return decision.ok ? decision.entries.reduce(evolve, state) : state;
    },
    stateWith(emptyAccount({ id: 'a', kind: 'person', unit })),
  );
}

function redeem(state: LedgerState, entryId: string, amount: bigint, effectiveMs: number) {
  return decide(state, {
    ...base(entryId, effectiveMs),
    type: 'post',
    kind: 'redeem',
    legs: [
      { accountId: 'a', unit, amount: -amount },
      { accountId: clearingAccountId('redeemed', unit), unit, amount },
    ],
  });
}

describe('laws of a random life (each step checked, beside the token model)', () => {
  it('sum zero · balance = replay = lots - debt · available = posted - held · lots within bounds · versions contiguous', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        expect(runSequence({ seed: `law-${seed}`, steps: 40 })).toBeNull();
      }),
      { numRuns: 150 },
    );
  });
});

describe('expiry', () => {
  it('the balance at a time counts exactly the lots that are good then, swept or not; sweeping twice is sweeping once', () => {
    fc.assert(
      fc.property(grants, at, fc.integer({ min: 0, max: 500 }), (list, sweepMs, more) => {
        const state = granted(list);
        const account = findAccount(state, 'a')!;
        const swept = decide(state, { ...base('s', sweepMs), type: 'expire', accountId: 'a' });
        const after = swept.ok ? swept.entries.reduce(evolve, state) : state;
        for (const time of [sweepMs, sweepMs + 1, sweepMs + more]) {
          const good = list.reduce((sum, { amount, end }) => (end === null || end > time ? sum + amount : sum), 0);
          expect(Number(balanceAt(account, time).available)).toBe(good);
          expect(balanceAt(findAccount(after, 'a')!, time)).toEqual(balanceAt(account, time));
        }
        const again = decide(after, { ...base('s2', sweepMs), type: 'expire', accountId: 'a' });
        expect(again).toEqual({ ok: true, entries: [] });
      }),
    );
  });

  it('what is consumed does not depend on when clocks say it was recorded', () => {
    fc.assert(
      fc.property(
        grants,
        at,
        fc.array(fc.integer({ min: -10_000, max: 10_000 }), { minLength: 12, maxLength: 12 }),
        (list, time, skews) => {
          const straight = granted(list);
          const skewed = list.reduce<LedgerState>(
            (state, { amount, end }, index) => {
              const decision = decide(state, {
                ...base(`g${index}`, 0),
                recordedMs: skews[index] ?? 0,
                type: 'post',
                kind: 'earn',
                legs: [
                  { accountId: issuerAccountId(unit), unit, amount: -BigInt(amount) },
                  { accountId: 'a', unit, amount: BigInt(amount), expiresMs: end },
                ],
              });
              return decision.ok ? decision.entries.reduce(evolve, state) : state;
            },
            stateWith(emptyAccount({ id: 'a', kind: 'person', unit })),
          );
          const half = balanceAt(findAccount(straight, 'a')!, time).available / 2n;
          if (half === 0n) return;
          const [one, other] = [redeem(straight, 'r', half, time), redeem(skewed, 'r', half, time)];
          expect(one.ok && one.entries[0]?.lots).toEqual(other.ok && other.entries[0]?.lots);
        },
      ),
    );
  });

  it('the lot that ends soonest is consumed first', () => {
    fc.assert(
      fc.property(grants, at, (list, time) => {
        const state = granted(list);
        const { available } = balanceAt(findAccount(state, 'a')!, time);
        if (available < 2n) return;
        const decision = redeem(state, 'r', available / 2n, time);
        const after = decision.ok ? decision.entries.reduce(evolve, state) : state;
        const left = findAccount(after, 'a')!.lots.filter((lot) => lot.expiresMs === null || lot.expiresMs > time);
        const touched = decision.ok ? decision.entries[0]!.lots : [];
        const last = touched.at(-1)!;
        const ends = (end: number | null) => end ?? Number.POSITIVE_INFINITY;
        for (const lot of left) expect(ends(lot.expiresMs)).toBeGreaterThanOrEqual(ends(last.expiresMs));
        for (const line of touched) expect(ends(line.expiresMs)).toBeGreaterThan(time);
      }),
    );
  });
});

describe('refunds', () => {
  it('bring back the very lots: no end is lengthened, nothing exceeds the debit', () => {
    fc.assert(
      fc.property(grants, at, at, (list, time, later) => {
        const state = granted(list);
        const { available } = balanceAt(findAccount(state, 'a')!, time);
        if (available === 0n) return;
        const spent = redeem(state, 'r', (available + 1n) / 2n, time);
        const after = spent.ok ? spent.entries.reduce(evolve, state) : state;
        const back = decide(after, {
          ...base('u', later),
          type: 'reverse',
          kind: 'reverse',
          reversesEntryId: 'r',
          shortfall: { kind: 'refuse' },
        });
        const restored = back.ok ? back.entries.reduce(evolve, after) : after;
        expect(findAccount(restored, 'a')!.lots).toEqual(findAccount(state, 'a')!.lots);
        expect(
          decide(restored, {
            ...base('u2', later),
            type: 'reverse',
            kind: 'reverse',
            reversesEntryId: 'r',
            shortfall: { kind: 'refuse' },
          }),
        ).toMatchObject({
          rejection: { code: 'ledger/already-reversed' },
        });
      }),
    );
  });
});

describe('holds', () => {
  it('reserve exactly, keep what they reserve past its end, and resolve once', () => {
    fc.assert(
      fc.property(grants, at, at, fc.integer({ min: 1, max: 300 }), (list, time, later, part) => {
        const state = granted(list);
        const before = balanceAt(findAccount(state, 'a')!, time);
        if (before.available === 0n) return;
        const size = before.available > BigInt(part) ? BigInt(part) : before.available;
        const placed = decide(state, {
          ...base('h', time),
          type: 'hold',
          holdId: 'h',
          accountId: 'a',
          unit,
          amount: size,
          expiresMs: null,
        });
        const holding = placed.ok ? placed.entries.reduce(evolve, state) : state;
        expect(balanceAt(findAccount(holding, 'a')!, time)).toEqual({
          posted: before.posted,
          held: size,
          available: before.available - size,
        });
        expect(balanceAt(findAccount(holding, 'a')!, later).held).toBe(size);
        expect(checkAccount(findAccount(holding, 'a')!, later)).toEqual([]);
        const capture = {
          ...base('c', later),
          type: 'capture',
          holdId: 'h',
          accountId: 'a',
          amount: null,
          toAccountId: clearingAccountId('redeemed', unit),
        } as const;
        const captured = decide(holding, capture);
        expect(captured.ok).toBe(true);
        const done = captured.ok ? captured.entries.reduce(evolve, holding) : holding;
        expect(decide(done, { ...capture, entryId: 'c2' })).toMatchObject({
          rejection: { code: 'ledger/hold-resolved' },
        });
        expect(findAccount(done, 'a')!.posted).toBe(findAccount(state, 'a')!.posted - size);
      }),
    );
  });
});

describe('amounts', () => {
  it('read what they write, at every scale', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -9_007_199_254_740_991n, max: 9_007_199_254_740_991n }),
        fc.integer({ min: 0, max: 12 }),
        (amount, scale) => {
          expect(readAmount({ text: amountText({ amount, scale }), scale, signed: true })).toEqual({
            ok: true,
            amount,
          });
        },
      ),
    );
  });
});

describe('approval', () => {
  it('holds only for another person and the very payload', () => {
    const person = fc.constantFrom('lin', 'zhao', 'chen', 'boss');
    fc.assert(
      fc.property(
        person,
        person,
        fc.array(person),
        fc.jsonValue(),
        fc.jsonValue(),
        (approvedBy, requestedBy, beneficiaries, seen, posted) => {
          const checked = checkApproval({
            approval: { approvedBy, requestedBy, payloadHash: hashOfPayload(seen) },
            payloadHash: hashOfPayload(posted),
            beneficiaries,
          });
          const same = JSON.stringify(sorted(seen)) === JSON.stringify(sorted(posted));
          expect(checked.ok).toBe(approvedBy !== requestedBy && !beneficiaries.includes(approvedBy) && same);
        },
      ),
    );
  });
});

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const object = value as Record<string, unknown>;
  const members = Object.keys(object)
    .sort()
    .map((key) => [key, sorted(object[key])]);
  return { members }; // an empty object is no empty list
}

describe('a split', () => {
  it('adds up to the whole, and no part is a unit away from its share', () => {
    const shares = fc
      .array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 20 })
      .filter((list) => list.some((share) => share > 0));
    fc.assert(
      fc.property(shares, fc.integer({ min: 0, max: 10_000_000 }), (list, cents) => {
        const total = amountText({ amount: BigInt(cents), scale: 2 });
        const { parts } = splitGroupBonus({
          total,
          unit: 'CNY',
          decimals: 2,
          shares: list.map((share, index) => ({ personId: `p${index}`, share: String(share) })),
        });
        const amounts = parts.map((part) => Math.round(Number(part.amount) * 100));
        expect(amounts.reduce((sum, amount) => sum + amount, 0)).toBe(cents);
        const weights = list.reduce((sum, share) => sum + share, 0);
        for (const [index, amount] of amounts.entries())
          expect(Math.abs(amount - (cents * list[index]!) / weights)).toBeLessThan(1);
      }),
    );
  });
});

/** A random journal, by the same commands as the model runs. */
function journalOf(seed: number): readonly Entry[] {
  const accounts = ['a', 'b', 'c'].map((id) => emptyAccount({ id, kind: 'person', unit }));
  let state = stateWith(...accounts);
  const entries: Entry[] = [];
  for (let index = 0; index < 40; index += 1) {
    const value = Math.abs((seed * 31 + index * 17) % 97) + 1;
    const [from, to] = [['a', 'b', 'c'][value % 3]!, ['a', 'b', 'c'][(value + 1) % 3]!];
    const kind = value % 5;
    const legs =
      kind < 3
        ? [
            { accountId: issuerAccountId(unit), unit, amount: -BigInt(value) },
            { accountId: to, unit, amount: BigInt(value), expiresMs: value % 2 === 0 ? null : value },
          ]
        : [
            { accountId: from, unit, amount: -BigInt(value) },
            { accountId: to, unit, amount: BigInt(value), expiresMs: 'inherit' as const },
          ];
    const decision =
      kind === 4 && entries.length > 0
        ? decide(state, {
            ...base(`e${index}`, index),
            type: 'reverse',
            kind: 'clawback',
            reversesEntryId: entries[value % entries.length]!.id,
            shortfall: { kind: 'debt', limits: { points: 1000n } },
          })
        : decide(state, {
            ...base(
              index % 2 === 0 ? `0190b6e0-0000-7000-8000-0000000000${String(index).padStart(2, '0')}` : `e${index}`,
              index,
            ),
            type: 'post',
            kind: kind < 3 ? 'earn' : 'transfer',
            subject: index % 3 === 0 ? null : `s${index % 4}`,
            memo: index % 7 === 0 ? { n: index } : null,
            legs,
          });
    if (!decision.ok) continue;
    state = decision.entries.reduce(evolve, state);
    entries.push(...decision.entries);
  }
  return entries;
}

describe('a sealed journal', () => {
  it('verifies, and no longer does when any byte of it changes', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (seed, which) => {
        const stored = journalOf(seed).map((entry, index) => ({
          position: index + 1,
          entry,
          details: index % 2 === 0 ? { fields: { reason: `why ${index}` }, salt: `salt ${index}` } : null,
        }));
        const cut = Math.ceil(stored.length / 2);
        const first = sealBatch({ entries: stored.slice(0, cut), previous: null, sealedMs: 1 });
        const second = sealBatch({ entries: stored.slice(cut), previous: first.seal, sealedMs: 2 });
        const sealed = {
          seals: [first.seal, second.seal],
          leaves: [...first.leaves, ...second.leaves],
          entries: stored,
        };
        expect(verifySeals(sealed)).toEqual([]);
        const erased = { ...sealed, entries: stored.map((entry) => ({ ...entry, details: null })) };
        expect(verifySeals(erased)).toEqual([]);
        const texts: unknown[] = [
          JSON.parse(JSON.stringify(sealed.seals)),
          JSON.parse(JSON.stringify(sealed.leaves)),
          stored.map(({ entry }) => entryToJson(entry)),
          stored.map(({ details }) => details),
        ];
        const part = which % 4;
        const forged = forge(texts[part], which);
        if (forged === null) return;
        const entries = stored.map((entry, index) => ({
          ...entry,
          ...(part === 2 ? { entry: (forged as Entry[])[index] as Entry } : {}),
          ...(part === 3 ? { details: (forged as (typeof entry.details)[])[index] ?? null } : {}),
        }));
        const problems = verifySeals({
          seals: part === 0 ? (forged as typeof sealed.seals) : sealed.seals,
          leaves: part === 1 ? (forged as typeof sealed.leaves) : sealed.leaves,
          entries:
            part === 2
              ? stored.map((entry, index) => ({ ...entry, entry: revive((forged as unknown[])[index], entry.entry) }))
              : entries,
        });
        expect(problems.length).toBeGreaterThan(0);
      }),
      { numRuns: 120 },
    );
  });

  it('proves that an entry is in it, and no other', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 70 }), fc.nat(), (count, pick) => {
        const [entry] = journalOf(1);
        const entries = Array.from({ length: count }, (_, index) => ({
          position: index + 1,
          entry: { ...entry!, id: `e${index}` },
          details: null,
        }));
        const { seal, leaves } = sealBatch({ entries, previous: null, sealedMs: 1 });
        const proof = proveInclusion({ seal, leaves, entryId: `e${pick % count}` })!;
        expect(verifyInclusion({ proof, seal })).toBe(true);
        expect(
          verifyInclusion({
            proof: { ...proof, leaf: leaves[0]!.hash === proof.leaf ? 'f'.repeat(64) : leaves[0]!.hash },
            seal,
          }),
        ).toBe(false);
        if (count > 1)
          expect(verifyInclusion({ proof: { ...proof, leafIndex: (proof.leafIndex + 1) % count }, seal })).toBe(false);
        expect(proveInclusion({ seal, leaves, entryId: 'other' })).toBeNull();
      }),
    );
  });

  it('encodes different entries differently, and reads what it wrote', () => {
    for (const entry of journalOf(7))
      expect(entryFromJson(JSON.parse(JSON.stringify(entryToJson(entry))))).toEqual(entry);
    const texts = journalOf(3).map((entry, position) => encodeEntry({ position, entry, commitment: null }));
    expect(new Set(texts).size).toBe(texts.length);
  });
});

/** Changes one text or number somewhere in plain data; null where there is none. */
function forge(value: unknown, which: number): unknown {
  const copy = structuredClone(value);
  const spots: (() => void)[] = [];
  const visit = (holder: Record<string, unknown>): void => {
    for (const key of Object.keys(holder)) {
      const member = holder[key];
      if (typeof member === 'string')
        spots.push(() => {
          holder[key] = `${member.slice(0, -1)}${member.endsWith('7') ? '8' : '7'}`;
        });
      else if (typeof member === 'number')
        spots.push(() => {
          holder[key] = member + 1;
        });
      else if (typeof member === 'boolean')
        spots.push(() => {
          holder[key] = !member;
        });
      else if (typeof member === 'object' && member !== null) visit(member as Record<string, unknown>);
    }
  };
  visit(copy as Record<string, unknown>);
  if (spots.length === 0) return null;
  spots[Math.floor(which / 4) % spots.length]!();
  return copy;
}

/** A forged entry as the store would hold it; amounts that are numbers no more are zero. */
function revive(document: unknown, original: Entry): Entry {
  try {
    return entryFromJson(document);
  } catch {
    return { ...original, id: `${original.id}-forged` };
  }
}

describe('the history in columns', () => {
  it('gives back every entry, and sums as a fold of the entries does', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 0, max: 45 }), (seed, beforeMs) => {
        const entries = journalOf(seed);
        const history = createColumnarHistory();
        for (const entry of entries) history.append(entry);
        expect(entries.map((_, index) => history.entryAt(index))).toEqual(entries);
        const balances = history.balances({ unit });
        for (const id of ['a', 'b', 'c', issuerAccountId(unit)]) {
          const sum = (list: readonly Entry[]) =>
            list.reduce(
              (total, entry) =>
                entry.postings.reduce((part, own) => (own.accountId === id ? part + own.amount : part), total),
              0n,
            );
          expect(balances.get(id) ?? 0n).toBe(sum(entries));
          expect(history.balanceOf({ accountId: id, unit })).toBe(sum(entries));
          expect(history.balanceOf({ accountId: id, unit, beforeMs })).toBe(
            sum(entries.filter((entry) => entry.effectiveMs < beforeMs)),
          );
        }
      }),
    );
  });

  it('keeps an amount that no double holds, such as a sweep of two of the largest lots', () => {
    const history = createColumnarHistory();
    const [entry] = journalOf(1);
    const wide = 18_014_398_509_481_983n;
    const swept = {
      ...entry!,
      kind: 'expire' as const,
      postings: [
        { accountId: 'a', unit, amount: -wide },
        { accountId: clearingAccountId('expired', unit), unit, amount: wide },
      ],
    };
    for (const next of [swept, { ...swept, postings: swept.postings.map((one) => ({ ...one, amount: 1n })) }]) {
      history.append(next);
    }
    expect(history.entryAt(0)).toEqual(swept);
    expect(history.balanceOf({ accountId: 'a', unit })).toBe(1n - wide);
    expect(history.balances({ unit }).get(clearingAccountId('expired', unit))).toBe(wide + 1n);
  });

  it('sums beyond 2^53 exactly', () => {
    const history = createColumnarHistory();
    const [entry] = journalOf(1);
    const large = 9_007_199_254_740_991n;
    for (let index = 0; index < 1001; index += 1) {
      history.append({
        ...entry!,
        postings: [
          { accountId: 'a', unit, amount: large - BigInt(index % 2) },
          { accountId: 'z', unit, amount: -large },
        ],
      });
    }
    expect(history.balanceOf({ accountId: 'a', unit })).toBe(1001n * large - 500n);
    expect(history.balances({ unit }).get('a')).toBe(1001n * large - 500n);
    expect(history.balances({ unit, kinds: ['redeem'] }).size).toBe(0);
    expect(history.balanceOf({ accountId: 'unknown', unit })).toBe(0n);
  });
});

describe('a leaderboard', () => {
  it('is a fold: any split into shards merges to the same; ties share a place; those who opted out are not shown', () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 1, max: 3 }),
        fc.subarray(['a', 'b', 'c']),
        (seed, cut, top, out) => {
          const entries = journalOf(seed);
          const people = () => true;
          const whole = addToStandings(emptyStandings({ unit }), entries, people);
          const parts = mergeStandings(
            addToStandings(emptyStandings({ unit }), entries.slice(0, cut), people),
            addToStandings(emptyStandings({ unit }), entries.slice(cut), people),
          );
          expect([...parts.earned].sort()).toEqual([...whole.earned].sort());
          const ranked = rankStandings({ standings: whole, scale: 0, top, optedOut: new Set(out), viewer: 'a' });
          const points = [...whole.earned]
            .filter(([id, sum]) => sum > 0n && !out.includes(id))
            .map(([, sum]) => Number(sum))
            .sort((one, other) => other - one);
          expect(ranked.ranked).toBe(points.length);
          expect(ranked.top.map((row) => Number(row.points))).toEqual(
            points.filter((sum) => sum >= (points[Math.min(top, points.length) - 1] ?? 0)),
          );
          for (const row of ranked.top)
            expect(row.place).toBe(1 + points.filter((sum) => sum > Number(row.points)).length);
          const own = whole.earned.get('a') ?? 0n;
          expect(ranked.own?.points ?? null).toBe(own > 0n ? String(own) : null);
        },
      ),
    );
  });
});

describe('every entry of a random journal', () => {
  it('sums to zero per unit, and its lines explain its postings', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const accounts = new Map(['a', 'b', 'c'].map((id) => [id, emptyAccount({ id, kind: 'person', unit })]));
        for (const entry of journalOf(seed)) {
          expect(checkEntry(entry)).toEqual([]);
          for (const { accountId } of entry.versions)
            accounts.set(accountId, evolveAccount(accounts.get(accountId)!, entry));
        }
        for (const account of accounts.values()) expect(checkAccount(account, 50)).toEqual([]);
      }),
    );
  });
});
