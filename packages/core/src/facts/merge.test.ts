import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  aggregateFacts,
  countFacts,
  createFact,
  type Fact,
  groupFacts,
  overLatest,
  spanOfFacts,
  sumQuantities,
} from './index.ts';

const worked = (ref: string, personId: string, kind: string, quantity: string): Fact =>
  createFact({
    personId,
    kind,
    at: '2026-11-20T18:00:00+08:00',
    quantity,
    unit: 'hours',
    source: { system: 'jira', ref },
  });
const byPersonAndKind = groupFacts({
  by: (fact) => fact.personId,
  aggregation: groupFacts({ by: (fact) => fact.kind, aggregation: sumQuantities }),
});

describe('merging states', () => {
  it('leaves the second one as it was, so that a shard can be used again', () => {
    const fill = (facts: readonly Fact[]) => facts.reduce(byPersonAndKind.add, byPersonAndKind.empty());
    const [november, december] = [fill([worked('1', 'lin', 'coding', '2')]), fill([worked('2', 'lin', 'coding', '3')])];
    const kept = structuredClone(november);
    const year = byPersonAndKind.merge(byPersonAndKind.merge(byPersonAndKind.empty(), november), december);
    expect(byPersonAndKind.finish(year)).toEqual({ lin: { coding: '5' } });
    expect(november).toEqual(kept);
    expect(byPersonAndKind.finish(november)).toEqual({ lin: { coding: '2' } });
  });

  it('in any parts and order, with revisions that change the person, gives what the whole gives', () => {
    const fact = fc
      .record({
        ref: fc.integer({ min: 0, max: 5 }).map(String),
        revision: fc.nat(3),
        personId: fc.constantFrom('lin', 'zhao', '__proto__'),
        quantity: fc.nat(99).map(String),
        retracted: fc.boolean(),
        shard: fc.nat(2),
      })
      .map(({ ref, shard, ...rest }) => ({ fact: { ...worked(ref, rest.personId, 'coding', '1'), ...rest }, shard }));
    const sums = overLatest(groupFacts({ by: (one) => one.personId, aggregation: sumQuantities }));
    fc.assert(
      fc.property(fc.array(fact, { maxLength: 30 }), (rows) => {
        const states = [0, 1, 2].map((shard) =>
          rows
            .filter((row) => row.shard === shard)
            .map((row) => row.fact)
            .reduce(sums.add, sums.empty()),
        );
        const [first, second, third] = states as [(typeof states)[0], (typeof states)[0], (typeof states)[0]];
        const whole = aggregateFacts({
          facts: rows.map((row) => row.fact),
          aggregation: groupFacts({ by: (one) => one.personId, aggregation: sumQuantities }),
        });
        const again = sums.merge(sums.merge(sums.empty(), third), first);
        expect(sums.finish(sums.merge(sums.merge(again, second), third))).toEqual(whole);
        expect(sums.finish(sums.merge(sums.merge(sums.merge(sums.empty(), first), second), third))).toEqual(whole);
      }),
    );
  });

  it('of two texts for one instant the smaller one stands, at either end', () => {
    const at = (text: string) => ({ ...worked('1', 'lin', 'coding', '1'), at: text });
    const texts = ['2026-11-20T18:00:00+08:00', '2026-11-20T10:00:00Z'];
    for (const order of [texts, [...texts].reverse()]) {
      const span = order.map(at).reduce(spanOfFacts.add, spanOfFacts.empty());
      expect(span).toEqual({ first: '2026-11-20T10:00:00Z', last: '2026-11-20T10:00:00Z' });
    }
  });
});

describe('a fact that no store would take', () => {
  it.each<[string, Partial<Parameters<typeof createFact>[0]>]>([
    ['a revision below 0', { revision: -1 }],
    ['a revision that is no whole number', { revision: Number.NaN }],
    ['nobody', { personId: '' }],
    ['no kind', { kind: '' }],
    ['no unit', { unit: '' }],
    ['no reference', { source: { system: 'jira', ref: '' } }],
  ])('with %s is refused when it is made', (_, change) => {
    const command = {
      personId: 'lin',
      kind: 'k',
      at: '2026-11-20T18:00:00Z',
      quantity: '1',
      unit: 'count',
      source: { system: 'jira', ref: '1' },
    };
    expect(() => createFact({ ...command, ...change })).toThrow(expect.objectContaining({ code: 'core/not-a-fact' }));
    expect(countFacts.finish(countFacts.add(0, createFact(command)))).toBe(1);
  });
});
