import { describe, expect, it } from 'vitest';
import { baselineFor, buildCapabilityProfile, capabilityBaseline, explainText, fitTarget } from '../index.ts';

const record = (personId: string, level: string, cycleWeeks: number | null, bugRate: number | null) => ({
  ...{ personId, groups: { level }, measures: { cycleWeeks, bugRate } },
});
const history = [record('a', 'senior', 4, null), record('b', 'senior', 4.2, null), record('c', 'junior', 6, null)];
const demand = { id: 'pay', durationMeasure: 'cycleWeeks', deadline: 5 };
const people = [{ personId: 'lin', groups: { level: 'senior' } }];
const project = (bugRate: number | null) => ({
  ...{ projectId: 'p', role: 'lead', endedOn: '2026-06-30', groups: { level: 'senior' } },
  measures: { cycleWeeks: 3, bugRate },
});
const profileOf = (projects: readonly ReturnType<typeof project>[], from = history) =>
  buildCapabilityProfile({
    ...{ personId: 'lin', skills: [], reviews: [], projects },
    baselines: capabilityBaseline({ history: from, by: ['level'] }),
  }).measures.find(({ measure }) => measure === 'bugRate');

describe('a measure that no record knows', () => {
  const baselines = capabilityBaseline({ history, by: ['level'] });
  it('has one baseline, unknown with a reason, not zero', () => {
    const own = baselines.filter(({ measure }) => measure === 'bugRate');
    expect(own).toMatchObject([
      {
        group: {},
        records: 0,
        people: 0,
        median: null,
        value: null,
        spread: null,
        unknown: { reason: 'not-recorded' },
      },
    ]);
    expect(own[0]?.explanation).toMatchObject({ value: null, unknown: { reason: 'not-recorded' } });
    expect(baselineFor({ baselines, measure: 'bugRate', groups: { level: 'senior' } })?.value).toBeNull();
  });
  it('is no target, and the target that is known stays', () => {
    const [lin] = fitTarget({ demand, people, baselines });
    expect(Object.keys(lin?.targets ?? {})).toEqual(['cycleWeeks']);
    expect(lin).toMatchObject({ canMeet: true, unknownTargets: [{ measure: 'bugRate', reason: 'not-recorded' }] });
    const byBugs = fitTarget({ demand: { ...demand, durationMeasure: 'bugRate' }, people, baselines });
    expect(byBugs[0]).toMatchObject({ canMeet: false, expected: null, unknown: { reason: 'no-baseline' } });
  });
  it('leaves out of a baseline only the records that do not know it', () => {
    const some = capabilityBaseline({ history: [...history, record('d', 'junior', null, 0.03)], by: ['level'] });
    const all = some.find(({ measure, group }) => measure === 'bugRate' && Object.keys(group).length === 0);
    expect(all).toMatchObject({ records: 1, value: 0.03 });
    expect(all).not.toHaveProperty('unknown');
    expect(baselineFor({ baselines: some, measure: 'bugRate', groups: { level: 'senior' } })?.value).toBe(0.03);
  });
  it('is unknown in a profile, with the reason', () => {
    const nobody = profileOf([project(null)]);
    const unknown = { reason: 'not-recorded' };
    expect(nobody).toMatchObject({ projects: 0, median: null, typical: null, ratio: null, unknown });
    expect(explainText(nobody!.explanation, 'en')).toContain('bugRate:median (nobody records it)');
    const own = profileOf([project(0.02), project(null)]);
    expect(own).toMatchObject({ projects: 1, median: 0.02, typical: null, unknown: { reason: 'no-baseline' } });
    const zero = profileOf([project(0.02)], [record('a', 'senior', 4, 0)]);
    expect(zero).toMatchObject({ typical: 0, ratio: null, unknown: { reason: 'typical-is-zero' } });
    expect(profileOf([project(0.02)], [record('a', 'senior', 4, 0.04)])).not.toHaveProperty('unknown');
  });
  it('is a number or null, nothing else', () => {
    const broken = [record('a', 'senior', 4, Number.NaN)];
    expect(() => capabilityBaseline({ history: broken, by: ['level'] })).toThrow('history[0].measures.bugRate');
    expect(() => profileOf([project(Number.NaN)])).toThrow('projects[0].measures.bugRate');
  });
});
