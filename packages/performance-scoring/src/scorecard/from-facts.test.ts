import { createFact, type Fact } from '@meritkit/core/facts';
import { describe, expect, it } from 'vitest';
import { evidenceFromFacts, type Metric, type Scorecard, scoreScorecard } from '../index.ts';

const fact = (ref: string, quantity: string, more: Partial<Fact> = {}): Fact =>
  createFact({
    personId: 'lin',
    kind: 'help-given',
    at: '2026-11-20T18:00:00+08:00',
    quantity,
    unit: 'count',
    source: { system: 'feishu', ref },
    ...more,
  });
const card = (source: Metric['source']): Scorecard => ({
  id: 's',
  metrics: [
    { id: 'help', weight: 1, source },
    { id: 'rated', weight: 1 },
  ],
});
const window = { personId: 'lin', from: '2026-10-01T00:00:00+08:00', to: '2027-01-01T00:00:00+08:00' };
const read = (facts: readonly Fact[], source: Metric['source'] = { kind: 'facts', factKinds: ['help-given'] }) =>
  evidenceFromFacts({ scorecard: card(source), facts, ...window });

describe('evidenceFromFacts', () => {
  it('adds the latest revision of each fact exactly, with its sources', () => {
    const facts = [
      fact('1', '0.1'),
      fact('1', '0.1'),
      fact('2', '9', { revision: 0 }),
      fact('2', '0.2', { revision: 1 }),
      fact('3', '5', { retracted: true }),
    ];
    expect(read(facts)).toMatchObject([
      {
        metricId: 'help',
        value: 0.3,
        sources: [
          { system: 'feishu', ref: '1', revision: 0 },
          { system: 'feishu', ref: '2', revision: 1 },
        ].sort((one, other) => order(facts, one.ref) - order(facts, other.ref)),
        factKinds: ['help-given'],
      },
    ]);
  });
  it('counts or averages where the metric says so', () => {
    const facts = [fact('1', '2'), fact('2', '5')];
    expect(read(facts, { kind: 'facts', factKinds: ['help-given'], aggregate: 'count' })[0]?.value).toBe(2);
    expect(read(facts, { kind: 'facts', factKinds: ['help-given'], aggregate: 'mean' })[0]?.value).toBe(3.5);
  });
  it('takes a share of yes and no, and of a whole of other facts', () => {
    const answered = ['1', '1', '0', '1'].map((quantity, index) => fact(`${index}`, quantity));
    expect(read(answered, { kind: 'facts', factKinds: ['help-given'], aggregate: 'share' })[0]?.value).toBe(75);
    const source = {
      kind: 'facts',
      factKinds: ['bug-raised'],
      aggregate: 'share',
      outOf: ['issue-completed'],
    } as const;
    const bug = fact('b', '1', { kind: 'bug-raised' });
    const issues = Array.from({ length: 40 }, (_, index) => fact(`i${index}`, '1', { kind: 'issue-completed' }));
    const [rate] = read([bug, ...issues], source);
    expect(rate).toMatchObject({ value: 2.5, factKinds: ['bug-raised', 'issue-completed'] });
    expect(rate?.sources).toHaveLength(41);
    expect(read([...issues, fact('b', '1', { kind: 'bug-raised', personId: 'zhao' })], source)[0]?.value).toBe(0);
    expect(read([bug], source)).toEqual([]);
    expect(read([], source)).toEqual([]);
    expect(read([], { ...source, none: 'zero' })[0]?.value).toBe(0);
    expect(() => read([], { ...source, aggregate: 'sum' })).toThrow('metrics[0].source.outOf');
    const perHour = scoreScorecard({ scorecard: card({ ...source, outOf: ['time-worked'] }), evidence: [] });
    expect(perHour).toMatchObject({ rejection: { code: 'performance/overtime-as-merit', factKind: 'time-worked' } });
  });
  it('takes a share of the facts whose attribute meets a limit, without those that do not say', () => {
    const answered = [30, 1440, 1441, null].map((minutes, index) => fact(`${index}`, '1', { attributes: { minutes } }));
    const share = { kind: 'facts', factKinds: ['help-given'], aggregate: 'share' } as const;
    const within = read(answered, { ...share, metWhen: { attribute: 'minutes', atMost: 1440 } });
    expect(within[0]?.value).toBe(200 / 3);
    expect(within[0]?.sources).toHaveLength(3);
    expect(read(answered, { ...share, metWhen: { attribute: 'minutes', atLeast: 1440 } })[0]?.value).toBe(200 / 3);
    expect(read(answered, { ...share, metWhen: { attribute: 'minutes', equals: 30 } })[0]?.value).toBe(100 / 3);
    const delivered = [true, false, null].map((onTime, index) => fact(`${index}`, '5', { attributes: { onTime } }));
    expect(read(delivered, { ...share, metWhen: { attribute: 'onTime', equals: true } })[0]?.value).toBe(50);
    expect(read(delivered.slice(2), { ...share, metWhen: { attribute: 'onTime', equals: true } })).toEqual([]);
    expect(read(delivered, { ...share, metWhen: { attribute: 'onTime', atMost: 1 } })).toEqual([]);
    const metWhen = { attribute: 'minutes', atMost: 1440 };
    for (const wrong of [
      { ...share, aggregate: 'count' as const },
      { ...share, outOf: ['issue-completed'] },
    ]) {
      expect(() => read(answered, { ...wrong, metWhen })).toThrow('metrics[0].source.metWhen');
    }
  });
  it('reads one person, the metric kinds and the window, its end not included', () => {
    const others = [
      fact('1', '1', { personId: 'zhao' }),
      fact('2', '1', { kind: 'talk' }),
      fact('3', '1', { at: window.to }),
      fact('4', '1', { at: '2026-09-30T23:59:59+08:00' }),
    ];
    expect(read(others)).toEqual([]);
    expect(read([fact('5', '1', { at: window.from })])[0]?.value).toBe(1);
  });
  it('takes no facts as missing, or as zero where the metric says so', () => {
    expect(read([])).toEqual([]);
    expect(read([], { kind: 'facts', factKinds: ['help-given'], none: 'zero' })[0]?.value).toBe(0);
    expect(read([fact('1', '1')], { kind: 'rating' })).toEqual([]);
  });
  it('carries the taint of time worked into a score', () => {
    const source: Metric['source'] = { kind: 'facts', factKinds: ['time-worked'] };
    const evidence = read([fact('1', '12', { kind: 'time-worked', unit: 'hours' })], source);
    expect(evidence[0]?.factKinds).toEqual(['time-worked']);
    const elsewhere = evidence.map((item) => ({ ...item, metricId: 'rated' }));
    expect(scoreScorecard({ scorecard: card({ kind: 'rating' }), evidence: elsewhere })).toMatchObject({
      rejection: { code: 'performance/overtime-as-merit', metricId: 'rated' },
    });
  });
});

/** Facts of one instant stand in the order of their ids. */
function order(facts: readonly Fact[], ref: string): number {
  const ids = [...new Set(facts.map((each) => each.id))].sort();
  return ids.indexOf(facts.find((each) => each.source.ref === ref)!.id);
}
