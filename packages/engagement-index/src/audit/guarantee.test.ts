import { createRandom } from '@meritkit/core/random';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exposedByComplement, exposedExactly } from '../../testing/exact-judge.ts';
import { randomQuestion, randomRoster, runHistory } from '../../testing/random-history.ts';
import { releaseFavourability } from '../release/favourability.ts';
import { auditQuery } from './query.ts';
import { type AuditState, openAudit } from './state.ts';

const long = process.env.MERITKIT_LONG === '1';

describe('the guarantee', () => {
  it('exposes nobody on random rosters and questions', () => {
    const rosters = long ? 1000 : Number(process.env.MERITKIT_ROSTERS ?? 40);
    let [answered, exposed] = [0, 0];
    for (let index = 0; index < rosters; index += 1) {
      const history = runHistory({ seed: `guarantee-${index}`, most: 40, questions: long ? 500 : 150, minimum: 5 });
      answered += history.answered;
      exposed += history.exposed;
    }
    expect(exposed).toBe(0);
    expect(answered).toBeGreaterThan(rosters * 10);
  }, 1_200_000);

  it('is confirmed in exact arithmetic on small rosters, for k of 5 and 6', () => {
    for (let index = 0; index < (long ? 60 : 10); index += 1) {
      const history = runHistory({ seed: `exact-${index}`, most: 13, questions: 120, minimum: 5 + (index % 2) });
      for (const rows of history.released) {
        if (rows.length > 0) expect(exposedExactly(rows, 5 + (index % 2))).toEqual([]);
      }
    }
  }, 600_000);

  it('answers whatever the exact judge finds harmless on rosters of a dozen', () => {
    const random = createRandom('complete');
    let [harmless, answered] = [0, 0];
    for (let round = 0; round < 12; round += 1) {
      const roster = randomRoster(`complete-${round}`, 12);
      let audit = openAudit({ survey: 's', minimumGroup: 5, roster });
      const rows: boolean[][] = [];
      for (let step = 0; step < 25; step += 1) {
        const { where, respondents } = randomQuestion(random, roster);
        const given = new Set(respondents);
        const row = roster.map(
          (entry) =>
            given.has(entry.respondent) &&
            Object.entries(where).every(([name, values]) => values.includes(String(entry[name]))),
        );
        const safe = row.filter(Boolean).length >= 5 && exposedExactly([...rows, row], 5).length === 0;
        const decision = auditQuery({ audit, query: { where, items: [{ id: 'x', respondents }] } });
        expect(decision.ok && !safe).toBe(false);
        harmless += Number(safe);
        answered += Number(decision.ok);
        audit = decision.audit;
        if (decision.ok) rows.push(row);
      }
    }
    expect(answered).toBe(harmless);
  });

  it('is broken by a plain minimum-size rule, as the judges see', () => {
    const all = [true, true, true, true, true, true, true];
    const one = [true, true, true, true, true, true, false];
    expect(exposedExactly([all, one], 5)).toEqual([6]);
    const random = createRandom('judge');
    expect(exposedByComplement([all, one], 5, () => random.next())).toBe(1);
    expect(exposedByComplement([all], 5, () => random.next())).toBe(0);
  });

  it('does not read answers: permuted, negated or constant, every decision is the same', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 0, max: 1e6 }), (seed, shuffle) => {
        const roster = randomRoster(`values-${seed}`, 30);
        const random = createRandom(`values-${seed}`);
        const values = roster.map(() => random.integer(1, 5));
        const variants = [
          values,
          createRandom(shuffle).shuffle(values),
          values.map(() => 5),
          values.map((value) => 6 - value),
        ];
        const decisions = variants.map((variant) => {
          const questions = createRandom(`questions-${seed}`);
          let audit: AuditState = openAudit({ survey: 's', minimumGroup: 5, roster });
          return Array.from({ length: 12 }, () => {
            const { where, respondents, item } = randomQuestion(questions, roster);
            const given = new Set(respondents);
            const answers = Object.fromEntries(
              roster.flatMap((entry, index) =>
                given.has(entry.respondent) ? [[entry.respondent, variant[index]!]] : [],
              ),
            );
            const release = releaseFavourability({ audit, answers, item, invited: 1000, where });
            audit = release.audit;
            return release.ok ? release.answered : release.rejection.code;
          });
        });
        for (const other of decisions.slice(1)) expect(other).toEqual(decisions[0]);
      }),
      { numRuns: 40, seed: 1 },
    );
  });

  it('decides the same after the state was stored and read back', () => {
    const roster = randomRoster('stored', 40);
    const random = createRandom('stored');
    let kept = openAudit({ survey: 's', minimumGroup: 5, roster });
    let stored = kept;
    for (let index = 0; index < 60; index += 1) {
      const { where, respondents, item } = randomQuestion(random, roster);
      const query = { where, items: [{ id: item, respondents }] };
      kept = auditQuery({ audit: kept, query }).audit;
      stored = auditQuery({ audit: JSON.parse(JSON.stringify(stored)) as AuditState, query }).audit;
    }
    expect(stored).toEqual(kept);
    expect(kept.queries.answered).toBeGreaterThan(3);
  });

  it('keeps two histories from one opening apart', () => {
    const roster = Array.from({ length: 14 }, (_, i) => ({
      respondent: `r${i}`,
      half: i < 7 ? 'a' : 'b',
      most: i < 13,
    }));
    const opened = openAudit({ survey: 's', minimumGroup: 5, roster });
    const ask = (audit: AuditState, where: Record<string, string | boolean>) =>
      auditQuery({ audit, query: { where, items: [{ id: 'x' }] } });
    const all = ask(opened, {});
    const most = ask(opened, { most: true });
    expect(ask(all.audit, { most: true }).ok).toBe(false);
    expect(ask(most.audit, { most: true }).ok).toBe(true);
    expect(ask(most.audit, {}).ok).toBe(false);
    expect(ask(ask(opened, { half: 'a' }).audit, { half: 'b' }).ok).toBe(true);
  });
});
