import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { meanVariance } from '../statistics/index.ts';
import {
  aggregateFacts,
  countFacts,
  createFact,
  type Fact,
  type FactAggregation,
  factId,
  factReference,
  groupFacts,
  latestRevisions,
  overLatest,
  parseFact,
  quantityMoments,
  spanOfFacts,
  sumQuantities,
} from './index.ts';

const at = fc
  .tuple(fc.integer({ min: 0, max: 500 }), fc.constantFrom('Z', '+08:00', '-05:00'))
  .map(
    ([minute, zone]) =>
      `2026-11-20T${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:00${zone}`,
  );
const quantity = fc
  .tuple(fc.integer({ min: -99_999, max: 99_999 }), fc.nat(999_999))
  .map(([whole, part]) => `${whole}.${String(part).padStart(6, '0')}`);
const fact = fc
  .record({
    ref: fc.nat(8),
    revision: fc.nat(3),
    at,
    quantity,
    person: fc.constantFrom('lin', 'zhao', '__proto__', '林'),
    retracted: fc.boolean(),
  })
  .map(({ ref, person, retracted, ...rest }) =>
    createFact({
      ...rest,
      personId: person,
      kind: 'k',
      unit: 'hours',
      source: { system: 'kit', ref: String(ref) },
      ...(retracted ? { retracted: true } : {}),
    }),
  );
const facts = fc.array(fact, { maxLength: 25 });

const aggregations: readonly (readonly [string, FactAggregation<never, unknown>])[] = [
  ['count', overLatest(countFacts)],
  ['sum', overLatest(sumQuantities)],
  ['moments', overLatest(quantityMoments)],
  ['span', overLatest(spanOfFacts)],
  ['sum by person', overLatest(groupFacts({ by: (one) => one.personId, aggregation: sumQuantities }))],
  [
    'span by unit, some left out',
    overLatest(
      groupFacts({ by: (one) => (one.quantity.startsWith('-') ? undefined : one.unit), aggregation: spanOfFacts }),
    ),
  ],
].map(([name, aggregation]) => [name, aggregation] as never);

describe.each(aggregations)('%s', (_, aggregation) => {
  it('gives the same for any split and order, and for overlapping shards', () => {
    fc.assert(
      fc.property(facts, fc.nat(), fc.nat(25), fc.nat(25), (given, seed, cut, overlap) => {
        const whole = aggregation.finish(given.reduce(aggregation.add, aggregation.empty()));
        const mixed = [...given].sort(
          (left, right) =>
            ((left.id.charCodeAt(seed % 32) * 7 + left.revision) % 5) -
            ((right.id.charCodeAt(seed % 32) * 7 + right.revision) % 5),
        );
        const parts = [mixed.slice(0, cut + overlap), mixed.slice(cut)];
        const states = parts.map((part) => part.reduce(aggregation.add, aggregation.empty()));
        // A state is plain JSON: it may have been stored in between.
        const [left, right] = states.map((state) => JSON.parse(JSON.stringify(state)) as never);
        expect(aggregation.finish(aggregation.merge(left!, right!))).toEqual(whole);
        expect(
          aggregation.finish(
            aggregation.merge(aggregation.empty(), given.reduce(aggregation.add, aggregation.empty())),
          ),
        ).toEqual(whole);
      }),
    );
  });
});

describe('aggregations without doubles', () => {
  it('merge from any split', () => {
    fc.assert(
      fc.property(facts, fc.nat(25), (given, cut) => {
        const once = latestRevisions(given);
        const check = <State, Result>(aggregation: FactAggregation<State, Result>) => {
          const parts = [once.slice(0, cut), once.slice(cut)].map((part) =>
            part.reduce(aggregation.add, aggregation.empty()),
          );
          expect(aggregation.finish(aggregation.merge(parts[1]!, parts[0]!))).toEqual(
            aggregateFacts({ facts: given, aggregation }),
          );
        };
        check(countFacts);
        check(sumQuantities);
        check(quantityMoments);
        check(spanOfFacts);
        check(groupFacts({ by: (one) => one.personId, aggregation: quantityMoments }));
      }),
    );
  });

  it('mean and variance are those of the numbers', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const exact = aggregateFacts({ facts: given, aggregation: quantityMoments });
        const floating = meanVariance(latestRevisions(given).map((one) => Number(one.quantity)));
        expect(exact.count).toBe(floating.count);
        if (exact.mean === null) expect(floating.mean).toBeNull();
        else expect(exact.mean).toBeCloseTo(floating.mean!, 6);
        if (exact.variance === null) expect(floating.variance).toBeNull();
        else
          expect(Math.abs(exact.variance - floating.variance!)).toBeLessThanOrEqual(1e-6 * Math.max(1, exact.variance));
      }),
    );
  });

  it('a group by any name is a group', () => {
    const result = aggregateFacts({
      facts: ['__proto__', 'constructor', 'lin'].map((personId) =>
        createFact({
          personId,
          kind: 'k',
          at: '2026-11-20T10:00:00Z',
          quantity: '1',
          unit: 'x',
          source: { system: 's', ref: personId },
        }),
      ),
      aggregation: groupFacts({ by: (one) => one.personId, aggregation: countFacts }),
    });
    expect(Object.entries(result)).toEqual([
      ['__proto__', 1],
      ['constructor', 1],
      ['lin', 1],
    ]);
  });
});

describe('the latest revisions', () => {
  it('do not depend on order or repetition, and hold the highest of each id', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const latest = latestRevisions(given);
        expect(latestRevisions([...given, ...given].reverse())).toEqual(latest);
        expect(latestRevisions(latest)).toEqual(latest);
        expect(new Set(latest.map(({ id }) => id)).size).toBe(latest.length);
        for (const one of latest) {
          expect(one.revision).toBe(
            Math.max(...given.filter(({ id }) => id === one.id).map(({ revision }) => revision)),
          );
          expect(one.retracted).not.toBe(true);
        }
      }),
    );
  });
});

describe('a fact', () => {
  const made = createFact({
    personId: 'lin',
    kind: 'commit',
    at: '2026-11-20T10:00:00Z',
    quantity: '1',
    unit: 'count',
    source: { system: 'git', ref: 'abc', url: 'https://x/abc' },
  });

  it('has its id from its source and kind, and from nothing else', () => {
    expect(made.id).toBe(factId({ system: 'git', ref: 'abc', kind: 'commit' }));
    expect(createFact({ ...made, personId: 'zhao', quantity: '9', revision: 4 }).id).toBe(made.id);
    const others = [
      createFact({ ...made, kind: 'other' }),
      createFact({ ...made, part: '2' }),
      createFact({ ...made, source: { system: 'svn', ref: 'abc' } }),
      createFact({ ...made, identity: 'abd' }),
    ];
    expect(new Set([made, ...others].map(({ id }) => id)).size).toBe(5);
    expect(createFact({ ...made, source: { ...made.source, ref: 'moved' }, identity: 'abc' }).id).toBe(made.id);
    expect(factReference(made)).toEqual({
      system: 'git',
      ref: 'abc',
      url: 'https://x/abc',
      factId: made.id,
      revision: 0,
    });
  });

  it('is read back from JSON, and refused when broken', () => {
    expect(parseFact(JSON.parse(JSON.stringify(made)))).toEqual(made);
    for (const [change, path] of [
      [{ quantity: '1e3' }, 'quantity'],
      [{ quantity: 1 }, 'quantity'],
      [{ at: 'now' }, 'at'],
      [{ revision: -1 }, 'revision'],
      [{ personId: '' }, 'personId'],
      [{ schemaVersion: '1' }, 'schemaVersion'],
    ] as const) {
      expect(() => parseFact({ ...made, ...change })).toThrow(
        expect.objectContaining({ code: 'core/not-a-fact', issues: [expect.objectContaining({ path: [path] })] }),
      );
    }
    expect(() => createFact({ ...made, quantity: 'many' })).toThrow(
      expect.objectContaining({ code: 'core/not-a-fact' }),
    );
    expect(() => createFact({ ...made, at: '2026-11-20' })).toThrow(
      expect.objectContaining({ code: 'core/not-an-instant' }),
    );
  });

  it('thousands of them are aggregated in one pass', () => {
    const many: readonly Fact[] = Array.from({ length: 20_000 }, (_, index) => ({
      ...made,
      id: `f${index}`,
      personId: `p${index % 2000}`,
    }));
    const grouped = aggregateFacts({
      facts: many,
      aggregation: groupFacts({ by: (one) => one.personId, aggregation: sumQuantities }),
    });
    expect(Object.keys(grouped)).toHaveLength(2000);
    expect(grouped.p7).toBe('10');
  });
});
