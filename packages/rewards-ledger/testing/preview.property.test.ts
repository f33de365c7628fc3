import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { EarningRule } from '../src/rules/index.ts';
import { hashOfCall } from '../src/service/four-eyes.ts';
import { helpRule } from './catalogue.ts';
import { openLedger } from './ledgers.ts';

const base: EarningRule = { ...helpRule, per: 'quantity', expiresAfterDays: 30, rounding: 'half-up' };

const cap = { id: 'c', per: 'month', maximum: '50' } as const;
const at = fc.constantFrom(
  '2026-09-30T12:00:00Z',
  '2026-10-20T12:00:00Z',
  '2026-11-15T12:00:00Z',
  '2026-12-15T12:00:00Z',
);
const event = fc.record({ at, quantity: fc.constantFrom('0', '0.04', '1', '2', '7', '90071992547409920') });

/** A ledger in a random state, and events that a rule may or may not grant for. */
const lives = fc.record({
  caps: fc.subarray([
    { ...cap, beyond: 'trim' as const },
    { ...cap, id: 'd', beyond: 'refuse' as const },
  ]),
  budgetId: fc.constantFrom(null, 'q4', 'none'),
  funded: fc.integer({ min: 1, max: 120 }).map(String),
  funding: fc.option(fc.constantFrom('2026-11-01T00:00:00Z', '2027-06-01T00:00:00Z'), { nil: undefined }),
  closed: fc.option(fc.constantFrom('2026-10-01', '2026-11-01'), { nil: null }),
  days: fc.constantFrom(undefined, 30),
  limit: fc.constantFrom('15', '60', '1000'),
  events: fc.array(event, { minLength: 1, maxLength: 6 }),
});

it('a preview says what the award then does, in whatever state the ledger is', async () => {
  await fc.assert(
    fc.asyncProperty(lives, async ({ caps, budgetId, funded, funding, closed, days, limit, events }) => {
      const { ledger } = openLedger({
        approvalAbove: { points: limit },
        ...(days === undefined ? {} : { maximumBackdatingMs: days * 86_400_000 }),
      });
      const start = '2026-11-01T00:00:00Z';
      const fund = { key: 'fund', budgetId: 'q4', amount: funded, at: start, ...(funding && { expires: funding }) };
      const second = { approvedBy: 'boss', requestedBy: 'mia' };
      const funds = { ...second, payloadHash: hashOfCall({ call: 'fundBudget', input: fund }) };
      await ledger.fundBudget({ ...fund, approval: funds });
      await ledger.defineRule({ key: 'rule', rule: { ...base, caps, budgetId } });
      if (closed !== null) {
        await ledger.closePeriod({ key: 'close', period: { start: '2026-08-01', end: closed }, timeZone: 'UTC' });
      }
      for (const [index, each] of events.entries()) {
        const asked = { personId: 'lin', rule: { id: 'help', version: 1 }, event: each };
        const input = { key: `award-${index}`, ...asked };
        const preview = await ledger.previewAward(asked);
        let answer = await ledger.award(input);
        const required = !answer.ok && answer.rejection.code === 'ledger/approval-required';
        if (preview.ok) expect(preview.needsApproval).toBe(required);
        if (required) {
          const payloadHash = hashOfCall({ call: 'award', input });
          answer = await ledger.award({ ...input, approval: { ...second, payloadHash } });
        }
        if (!preview.ok) expect(answer).toEqual(preview);
        else expect(answer).toMatchObject({ ok: true, amount: preview.grant.amount });
      }
    }),
    { numRuns: 300 },
  );
});
