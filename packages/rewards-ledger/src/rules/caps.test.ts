import { describe, expect, it } from 'vitest';
import { applyCaps, capCounter, capPeriodLabel } from './caps.ts';

describe('a cap’s period', () => {
  it('is the stretch of calendar that the day lies in', () => {
    const label = (per: Parameters<typeof capPeriodLabel>[0]) => capPeriodLabel(per, '2027-01-01');
    expect([
      label('day'),
      label('week'),
      label('month'),
      label('quarter'),
      label('half-year'),
      label('year'),
      label('ever'),
    ]).toEqual(['2027-01-01', '2026-W53', '2027-01', '2027-Q1', '2027-H1', '2027', 'ever']);
  });

  it('turns at midnight of the rule’s zone, also where clocks change', () => {
    const cap = { id: 'daily', per: 'day', maximum: '10', beyond: 'trim' } as const;
    const at = (instant: string, timeZone: string) => capCounter({ ruleId: 'help', cap, at: instant, timeZone });
    expect(at('2026-11-30T15:59:59Z', 'Asia/Shanghai')).toBe('help/daily/2026-11-30');
    expect(at('2026-11-30T16:00:00Z', 'Asia/Shanghai')).toBe('help/daily/2026-12-01');
    expect(at('2026-10-25T00:30:00Z', 'Europe/Berlin')).toBe('help/daily/2026-10-25');
    expect(at('2026-10-25T23:00:00Z', 'Europe/Berlin')).toBe('help/daily/2026-10-26');
  });
});

describe('applying caps', () => {
  const cap = (id: string, maximum: bigint, used: bigint, beyond: 'trim' | 'refuse' = 'trim') => ({
    id,
    maximum,
    used,
    beyond,
  });

  it('grants all within, what is left when it trims, nothing when it refuses or is used up', () => {
    expect(applyCaps({ amount: 5n, caps: [] })).toEqual({ ok: true, amount: 5n, trimmedBy: null });
    expect(applyCaps({ amount: 5n, caps: [cap('m', 10n, 5n)] })).toEqual({ ok: true, amount: 5n, trimmedBy: null });
    expect(applyCaps({ amount: 6n, caps: [cap('m', 10n, 5n)] })).toEqual({ ok: true, amount: 5n, trimmedBy: 'm' });
    expect(applyCaps({ amount: 6n, caps: [cap('m', 10n, 5n, 'refuse')] })).toEqual({
      ok: false,
      capId: 'm',
      remaining: 5n,
    });
    expect(applyCaps({ amount: 5n, caps: [cap('m', 10n, 5n, 'refuse')] })).toEqual({
      ok: true,
      amount: 5n,
      trimmedBy: null,
    });
    expect(applyCaps({ amount: 1n, caps: [cap('m', 10n, 10n)] })).toEqual({ ok: false, capId: 'm', remaining: 0n });
    expect(applyCaps({ amount: 1n, caps: [cap('m', 10n, 12n)] })).toEqual({ ok: false, capId: 'm', remaining: 0n });
  });

  it('takes the tightest of several, whatever their order', () => {
    const caps = [cap('w', 10n, 2n), cap('m', 10n, 7n), cap('y', 10n, 5n)];
    expect(applyCaps({ amount: 9n, caps })).toEqual({ ok: true, amount: 3n, trimmedBy: 'm' });
    expect(applyCaps({ amount: 9n, caps: [...caps].reverse() })).toEqual({ ok: true, amount: 3n, trimmedBy: 'm' });
    expect(applyCaps({ amount: 9n, caps: [cap('w', 10n, 7n), cap('m', 10n, 2n, 'refuse')] })).toEqual({
      ok: false,
      capId: 'm',
      remaining: 8n,
    });
  });
});
