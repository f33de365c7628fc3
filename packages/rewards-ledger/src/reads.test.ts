import type { AuditEntry, AuditSinkV1 } from '@meritkit/core/audit';
import { describe, expect, it } from 'vitest';
import { actor, now, openLedger } from '../testing/ledgers.ts';
import type { Ledger } from './service.ts';

function watched(record?: () => Promise<void>) {
  const recorded: AuditEntry[] = [];
  const keep = async (entries: readonly AuditEntry[]) => void recorded.push(...entries);
  const audit = { record: record ?? keep } as unknown as AuditSinkV1;
  return { ...openLedger({ audit }), recorded };
}

const rule = { id: 'none', version: 1 };
const reads: Readonly<Record<string, (ledger: Ledger, more: object) => Promise<unknown>>> = {
  balance: (ledger, more) => ledger.balance({ personId: 'lin', ...more }),
  account: (ledger, more) => ledger.viewAccount({ personId: 'lin', ...more }),
  statement: (ledger, more) => ledger.readStatement({ personId: 'lin', ...more }),
  redemptions: (ledger, more) => ledger.listRedemptions({ personId: 'lin', ...more }),
  entry: (ledger, more) => ledger.readEntry({ entryId: 'id-2', ...more }),
  holds: (ledger, more) => ledger.listHolds({ personId: 'lin', ...more }),
  leaderboard: (ledger, more) => ledger.readLeaderboard({ viewerId: 'lin', ...more }),
  preview: (ledger, more) => ledger.previewAward({ personId: 'lin', rule, event: { at: now }, ...more }),
};

describe('a read of somebody’s data', () => {
  it.each(Object.entries(reads))('%s: is recorded with who saw it', async (name, read) => {
    const { ledger, recorded } = watched();
    await ledger.earn({ key: 'g', personId: 'lin', amount: '5', at: now });
    const plain = await read(ledger, {});
    expect(recorded).toEqual([]);
    expect(await read(ledger, { actor: { ...actor('hr'), onBehalfOf: 'boss' } })).toEqual(plain);
    expect(recorded).toMatchObject([
      {
        action: `ledger.${name}.read`,
        actor: { id: 'hr', onBehalfOf: 'boss' },
        subject: name === 'entry' ? { type: 'entry', id: 'id-2' } : { type: 'person', id: 'lin' },
        personId: 'lin',
        outcome: name === 'preview' ? 'refused' : 'done',
        at: '2026-11-22T01:00:00Z',
      },
    ]);
  });

  it.each(Object.entries(reads))('%s: is not answered when it cannot be recorded', async (_, read) => {
    const { ledger } = watched(() => Promise.reject(new Error('the sink is down')));
    await ledger.earn({ key: 'g', personId: 'lin', amount: '5', at: now });
    await expect(read(ledger, { actor: actor('hr') })).rejects.toThrow('the sink is down');
  });

  it('of everybody, for payroll, is recorded too, each time', async () => {
    const { ledger, recorded } = watched();
    const period = { period: { start: '2026-11-01', end: '2026-12-01' }, timeZone: 'UTC' };
    await ledger.closePeriod({ key: 'c', ...period, beforeItsEnd: true });
    for (const requestId of ['one', 'two']) {
      await ledger.exportPayroll({ key: 'p', ...period, actor: { id: 'hr', requestId } });
    }
    expect(recorded.map(({ action, actor: by }) => `${action} ${by.requestId}`)).toEqual([
      'ledger.payroll.read one',
      'ledger.payroll.read two',
    ]);
    expect(recorded[0]).toMatchObject({ subject: { type: 'unit', id: 'points' } });
    expect(recorded[0]).not.toHaveProperty('personId');
  });

  it('of a budget, a team or the catalogue is nobody’s', async () => {
    const { ledger, recorded } = watched();
    await ledger.balance({ budgetId: 'q4', actor: actor('hr') });
    await ledger.readStatement({ teamId: 'ops', actor: actor('hr') });
    await ledger.listItems();
    await ledger.listPeriods();
    await ledger.fundBudget({ key: 'f', budgetId: 'q4', amount: '5', at: now });
    expect(await ledger.readEntry({ entryId: 'id-2', actor: actor('hr') })).toMatchObject({ ok: true });
    await ledger.readEntry({ entryId: 'none', actor: actor('hr') });
    for (const kind of ['budget', 'team'] as const) {
      await ledger.listAccounts({ kind, actor: actor('hr') });
      await ledger.listEndingPoints({ from: now, before: '2027-01-01T00:00:00Z', kind, actor: actor('hr') });
    }
    expect(recorded).toEqual([]);
  });

  it('of an entry is recorded for everybody whose points it moved', async () => {
    const { ledger, recorded } = watched();
    await ledger.earn({ key: 'g', personId: 'lin', amount: '5', at: now });
    await ledger.transfer({ key: 't', from: { personId: 'lin' }, to: { personId: 'zhao' }, amount: '2', at: now });
    await ledger.readEntry({ entryId: 'id-4', actor: actor('hr') });
    expect(recorded.map(({ personId, subject }) => [personId, subject.id])).toEqual([
      ['lin', 'id-4'],
      ['zhao', 'id-4'],
    ]);
    expect(new Set(recorded.map(({ id }) => id)).size).toBe(2);
  });

  const time = { from: now, before: '2027-01-01T00:00:00Z' };
  const ofAll: Readonly<Record<string, (ledger: Ledger, more: object) => Promise<unknown>>> = {
    accounts: (ledger, more) => ledger.listAccounts(more),
    'accounts ': (ledger, more) => ledger.listAccounts({ kind: 'person', ...more }),
    holds: (ledger, more) => ledger.listHolds(more),
    'ending-points ': (ledger, more) => ledger.listEndingPoints({ ...time, kind: 'person', ...more }),
    'ending-points': (ledger, more) => ledger.listEndingPoints({ ...time, ...more }),
  };
  it.each(Object.entries(ofAll))('of everybody, as %s, is recorded', async (name, read) => {
    const { ledger, recorded } = watched();
    await read(ledger, {});
    expect(recorded).toEqual([]);
    await read(ledger, { actor: actor('hr') });
    expect(recorded).toMatchObject([
      { action: `ledger.${name.trim()}.read`, subject: { type: 'unit', id: 'points' }, actor: { id: 'hr' } },
    ]);
    expect(recorded[0]).not.toHaveProperty('personId');
  });

  it.each([{}, { item: 'mug' }, { status: 'requested' }, { budgetId: 'q4' }] as const)(
    'of the redemptions of all %o, which name people in their rows, is recorded',
    async (filter) => {
      const { ledger, recorded } = watched();
      await ledger.listRedemptions({ ...filter, actor: actor('hr') });
      expect(recorded).toMatchObject([{ action: 'ledger.redemptions.read', actor: { id: 'hr' } }]);
      expect(recorded[0]).not.toHaveProperty('personId');
    },
  );
});

describe('an erasure', () => {
  it('is recorded with who did it and how much went, and with nothing of whom it was', async () => {
    const { ledger, recorded } = watched();
    await ledger.earn({ key: 'g', personId: 'lin', amount: '5', at: now, reason: 'help' });
    const by = { ...actor('hr'), onBehalfOf: 'boss' };
    expect(await ledger.eraseOwner({ personId: 'lin', actor: by })).toEqual({ accounts: 1, details: 1 });
    expect(recorded).toMatchObject([
      {
        action: 'ledger.owner.erased',
        actor: { id: 'hr', onBehalfOf: 'boss' },
        subject: { type: 'person', id: 'erased' },
        outcome: 'done',
        details: { accounts: 1, details: 1 },
        at: '2026-11-22T01:00:00Z',
      },
    ]);
    expect(JSON.stringify(recorded)).not.toContain('lin');
    expect(await ledger.eraseOwner({ personId: 'lin' })).toEqual({ accounts: 0, details: 0 });
    expect(recorded).toHaveLength(1);
  });

  it('that cannot be recorded fails, and is done; again it is recorded', async () => {
    let isDown = true;
    const { ledger } = watched(() => (isDown ? Promise.reject(new Error('the sink is down')) : Promise.resolve()));
    await ledger.earn({ key: 'g', personId: 'lin', amount: '5', at: now });
    const again = () => ledger.eraseOwner({ personId: 'lin', actor: actor('hr') });
    await expect(again()).rejects.toThrow('the sink is down');
    isDown = false;
    expect(await again()).toEqual({ accounts: 0, details: 0 });
  });

  it('by nobody in particular is refused with its path', async () => {
    const { ledger } = watched();
    const erase = ledger.eraseOwner({ personId: 'lin', actor: { id: '', requestId: 'r' } });
    await expect(erase).rejects.toMatchObject({ code: 'ledger/invalid-input', issues: [{ path: ['actor', 'id'] }] });
  });
});
