import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { exposedExactly, smallestSupportExactly } from '../../testing/exact-judge.ts';
import { type OutsideSolver, smallestSupportOutside, startOutsideSolver } from '../../testing/outside-judge.ts';
import { auditQuery } from './query.ts';
import { openAudit } from './state.ts';

const long = process.env.MERITKIT_LONG === '1';
let solver: OutsideSolver;

beforeAll(async () => {
  solver = await startOutsideSolver();
});

/** Small rosters of three attributes, with questions that filter, leave people out or name several values. */
const histories = fc.record({
  people: fc.array(fc.record({ team: fc.nat(2), level: fc.nat(1), site: fc.nat(1) }), { minLength: 11, maxLength: 13 }),
  questions: fc.array(
    fc.record({
      where: fc.record(
        {
          team: fc.uniqueArray(fc.nat(2), { minLength: 1, maxLength: 2 }),
          level: fc.uniqueArray(fc.nat(1), { minLength: 1, maxLength: 1 }),
          site: fc.uniqueArray(fc.nat(1), { minLength: 1, maxLength: 1 }),
        },
        { requiredKeys: [] },
      ),
      late: fc.oneof(
        { weight: 3, arbitrary: fc.constant<number[]>([]) },
        { weight: 1, arbitrary: fc.uniqueArray(fc.nat(12), { maxLength: 2 }) },
      ),
    }),
    { minLength: 6, maxLength: 14 },
  ),
});

describe('judged by an outside solver', () => {
  it('everything the auditor allows has no combination of fewer people than the minimum, and both judges say so', () => {
    let [released, refusedRightly] = [0, 0];
    fc.assert(
      fc.property(histories, ({ people, questions }) => {
        const roster = people.map((cell, index) => ({ ...cell, respondent: `r${String(index).padStart(2, '0')}` }));
        let audit = openAudit({ survey: 's', minimumGroup: 5, roster });
        const rows: boolean[][] = [];
        for (const { where, late } of questions) {
          const respondents = roster.filter((_, index) => !late.includes(index)).map((entry) => entry.respondent);
          const row = roster.map(
            (entry) =>
              respondents.includes(entry.respondent) &&
              Object.entries(where).every(([name, values]) => new Set<unknown>(values).has(entry[name as 'team'])),
          );
          const decision = auditQuery({ audit, query: { where: { ...where }, items: [{ id: 'trust', respondents }] } });
          audit = decision.audit;
          if (decision.ok) rows.push(row);
          else if (row.filter(Boolean).length >= 5) {
            refusedRightly += 1;
            expect(smallestSupportOutside(solver, [...rows, row])).toBeLessThan(5);
          }
        }
        const least = smallestSupportOutside(solver, rows);
        if (least === null) return;
        released += rows.length;
        expect(least).toBeGreaterThanOrEqual(5);
        expect(least).toBe(smallestSupportExactly(rows));
        expect(exposedExactly(rows, 5)).toEqual([]);
      }),
      { numRuns: long ? 600 : 20, seed: 3 },
    );
    expect(released).toBeGreaterThan(15);
    expect(refusedRightly).toBeGreaterThan(4);
  }, 600_000);

  it('the judges agree on any sets at all, harmless or not', () => {
    const seen = new Set<number>();
    fc.assert(
      fc.property(
        fc
          .integer({ min: 4, max: 10 })
          .chain((people) =>
            fc.array(fc.array(fc.boolean(), { minLength: people, maxLength: people }), { minLength: 1, maxLength: 6 }),
          ),
        (rows) => {
          const least = smallestSupportOutside(solver, rows);
          expect(least).toBe(smallestSupportExactly(rows));
          if (least === null) return;
          seen.add(least);
          expect(exposedExactly(rows, 5).length > 0).toBe(least < 5);
        },
      ),
      { numRuns: long ? 1500 : 30, seed: 4 },
    );
    expect(seen.size).toBeGreaterThan(3);
  }, 600_000);
});
