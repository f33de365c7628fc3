import { describe, expect, it } from 'vitest';
import { actor, now, openLedger } from '../testing/ledgers.ts';
import type { Ledger } from './service.ts';

async function entryIn(ledger: Ledger, entryId: string) {
  const answer = await ledger.readEntry({ entryId });
  if (!answer.ok) throw new Error(answer.rejection.code);
  return answer.entry;
}

const idOf = (answer: { readonly ok: boolean; readonly entryId?: string | null }) => answer.entryId ?? '';

describe('an entry that is read', () => {
  it('says whose accounts it moved, why, and what it is about', async () => {
    const { ledger } = openLedger({ units: { points: { scale: 2 } } });
    const grant = { key: 'g', personId: 'lin', amount: '300', at: now, about: 'c-7', reason: 'help' };
    const entryId = idOf(await ledger.earn({ ...grant, actor: actor('mia') }));
    expect(await entryIn(ledger, entryId)).toEqual({
      entryId,
      kind: 'earn',
      effective: '2026-11-22T01:00:00Z',
      recorded: '2026-11-22T01:00:00Z',
      about: 'c-7',
      memo: null,
      moves: [
        { accountId: 'issuer:points', owner: null, unit: 'points', amount: '-300.00' },
        { accountId: expect.any(String), owner: { kind: 'person', id: 'lin' }, unit: 'points', amount: '300.00' },
      ],
      holds: [],
      reverses: null,
      reversedBy: null,
      details: { reason: 'help', requestedBy: 'mia' },
      erased: false,
    });
  });

  it('says what took it back, and that says what it took back', async () => {
    const { ledger } = openLedger();
    const granted = idOf(await ledger.earn({ key: 'g', personId: 'lin', amount: '300', at: now }));
    const reversed = idOf(await ledger.reverse({ key: 'r', entryId: granted, at: now }));
    expect(await entryIn(ledger, granted)).toMatchObject({ reverses: null, reversedBy: reversed });
    expect(await entryIn(ledger, reversed)).toMatchObject({ reverses: granted, reversedBy: null });
  });

  it('says what it reserved, and what was done with it', async () => {
    const { ledger } = openLedger({ units: { hours: { scale: 1 } } });
    await ledger.earn({ key: 'g', teamId: 'ops', amount: '8', at: now });
    const expires = '2026-12-01T00:00:00Z';
    const held = await ledger.hold({ key: 'h', teamId: 'ops', amount: '2.5', at: now, expires, about: 'talk' });
    const holdId = held.ok ? held.holdId : '';
    const line = { holdId, owner: { kind: 'team', id: 'ops' }, unit: 'hours', amount: '2.5', expires };
    expect(await entryIn(ledger, idOf(held))).toMatchObject({
      about: 'talk',
      moves: [],
      holds: [{ ...line, action: 'place' }],
    });
    const captured = await ledger.capture({ key: 'c', holdId, amount: '1', at: now });
    expect(await entryIn(ledger, idOf(captured))).toMatchObject({ holds: [{ ...line, action: 'capture' }] });
  });

  it('says that somebody was erased, and names nobody who was', async () => {
    const { ledger } = openLedger();
    await ledger.earn({ key: 'g', personId: 'lin', amount: '300', at: now });
    const to = { personId: 'zhao' };
    const given = await ledger.transfer({
      key: 't',
      from: { personId: 'lin' },
      to,
      amount: '9',
      at: now,
      reason: 'why',
    });
    await ledger.eraseOwner({ personId: 'lin' });
    const entry = await entryIn(ledger, idOf(given));
    expect(entry).toMatchObject({ erased: true, details: {} });
    expect(entry.moves.map(({ owner, amount }) => [owner?.id, amount])).toEqual([
      [undefined, '-9'],
      ['zhao', '9'],
    ]);
    const own = await ledger.earn({ key: 'g2', personId: 'zhao', amount: '1', at: now });
    expect(await entryIn(ledger, idOf(own))).toMatchObject({ erased: false, details: {} });
  });

  it('is refused where there is none, and where none is named', async () => {
    const { ledger } = openLedger();
    const refused = { ok: false, rejection: { code: 'ledger/unknown-entry', entryId: 'none' } };
    expect(await ledger.readEntry({ entryId: 'none' })).toEqual(refused);
    await expect(ledger.readEntry({ entryId: '' })).rejects.toThrow('entryId: ');
  });
});

describe('a statement', () => {
  async function lived() {
    const { ledger } = openLedger();
    for (const day of ['10', '11', '12']) {
      const at = `2026-11-${day}T00:00:00Z`;
      await ledger.earn({ key: `e${day}`, personId: 'lin', amount: day, at });
      await ledger.redeem({ key: `r${day}`, personId: 'lin', item: 'mug', amount: '1', at });
    }
    const amounts = async (more: object) =>
      (await ledger.readStatement({ personId: 'lin', ...more })).lines.map(({ amount }) => amount);
    return { ledger, amounts };
  }

  it('is of a period, of some kinds, and newest first', async () => {
    const { amounts } = await lived();
    expect(await amounts({})).toEqual(['10', '-1', '11', '-1', '12', '-1']);
    expect(await amounts({ newestFirst: true })).toEqual(['-1', '12', '-1', '11', '-1', '10']);
    expect(await amounts({ newestFirst: false })).toEqual(await amounts({}));
    expect(await amounts({ from: '2026-11-11T00:00:00Z', before: '2026-11-12T00:00:00Z' })).toEqual(['11', '-1']);
    expect(await amounts({ from: '2026-11-11T00:00:00Z', kinds: ['earn'] })).toEqual(['11', '12']);
    expect(await amounts({ kinds: ['earn'], newestFirst: true, limit: 2 })).toEqual(['12', '11']);
    expect(await amounts({ kinds: [] })).toEqual([]);
  });

  it('keeps its pages while more is written', async () => {
    const { ledger } = await lived();
    const lin = { personId: 'lin', newestFirst: true, limit: 4 } as const;
    const first = await ledger.readStatement(lin);
    await ledger.earn({ key: 'late', personId: 'lin', amount: '99', at: now });
    const second = await ledger.readStatement({ ...lin, cursor: first.nextCursor });
    expect(second.lines.map(({ amount }) => amount)).toEqual(['-1', '10']);
    expect(second.nextCursor).toBeNull();
  });

  it.each([
    ['before', { from: now, before: now }],
    ['from', { from: 'today' }],
    ['kinds', { kinds: ['gift'] }],
    ['kinds', { kinds: 'earn' }],
    ['newestFirst', { newestFirst: 'yes' }],
    ['limit', { limit: 1001 }],
    ['cursor', { cursor: 7 }],
  ])('is asked for in words that mean something: %s', async (place, more) => {
    const { ledger } = openLedger();
    await expect(ledger.readStatement({ personId: 'lin', ...(more as object) })).rejects.toThrow(place);
  });
});
