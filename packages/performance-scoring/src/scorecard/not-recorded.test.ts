import { createFact } from '@meritkit/core/facts';
import { describe, expect, it } from 'vitest';
import {
  evidenceFromFacts,
  explainText,
  type FactsInput,
  type Metric,
  missingFromFacts,
  type Scorecard,
  scoreScorecard,
} from '../index.ts';

const fact = (kind: string, ref: string, personId = 'lin', at = '2026-11-20T10:00:00+08:00') =>
  createFact({ personId, kind, at, quantity: '1', unit: 'count', source: { system: 'jira', ref } });
const window = { from: '2026-10-01T00:00:00+08:00', to: '2027-01-01T00:00:00+08:00' };
const share = { kind: 'facts', factKinds: ['bug-caused'], aggregate: 'share', outOf: ['issue-completed'] } as const;
const card = (source: Metric['source']): Scorecard => ({
  id: 's',
  metrics: [
    { id: 'defects', weight: 1, ...(source === undefined ? {} : { source }) },
    { id: 'rated', weight: 1 },
  ],
});
const read = (facts: FactsInput['facts'], source: Metric['source'] = share, recordedKinds: readonly string[] = []) => {
  const input = { scorecard: card(source), personId: 'lin', facts, recordedKinds, ...window };
  return [evidenceFromFacts(input)[0]?.value, missingFromFacts(input)[0]?.reason];
};
const issues = Array.from({ length: 40 }, (_, index) => fact('issue-completed', `i${index}`));

describe('a share of what nobody records', () => {
  it('is not known, and is not zero', () => {
    expect(read(issues)).toEqual([undefined, 'not-recorded']);
    expect(read([...issues, fact('bug-caused', 'b')])).toEqual([2.5, undefined]);
  });
  it('is zero where somebody records it: about others, at another time, or as the host says', () => {
    expect(read([...issues, fact('bug-caused', 'b', 'zhao')])).toEqual([0, undefined]);
    expect(read([...issues, fact('bug-caused', 'b', 'lin', '2026-05-01T10:00:00+08:00')])).toEqual([0, undefined]);
    expect(read(issues, share, ['bug-caused'])).toEqual([0, undefined]);
    expect(read(issues, { ...share, none: 'zero' })).toEqual([0, undefined]);
  });
  it('says why else it may be missing', () => {
    expect(read([fact('bug-caused', 'b')])).toEqual([undefined, 'nothing-to-share']);
    expect(read([], { kind: 'facts', factKinds: ['talk'] })).toEqual([undefined, 'no-facts']);
    expect(read([], { kind: 'rating' })).toEqual([undefined, undefined]);
  });
  it('leads into a score with its reason in words', () => {
    const input = { scorecard: card(share), personId: 'lin', facts: issues, ...window };
    const evidence = [...evidenceFromFacts(input), { metricId: 'rated', value: 80 }];
    const score = scoreScorecard({ scorecard: input.scorecard, evidence, missing: missingFromFacts(input) });
    if (!score.ok) throw new Error(score.rejection.code);
    expect([score.value, score.coverage]).toEqual([80, 0.5]);
    expect(explainText(score.explanation, 'en')).toContain('for defects (50%: nobody records it)');
    expect(explainText(score.explanation, 'zh-CN')).toContain('defects（50%：无人登记）');
  });
});
