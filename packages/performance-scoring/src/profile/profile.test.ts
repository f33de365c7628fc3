import { recompute } from '@meritkit/core/explanation';
import { describe, expect, it } from 'vitest';
import { buildCapabilityProfile, capabilityBaseline, type ProjectRecord } from '../index.ts';

const project = (
  projectId: string,
  role: string,
  cycleWeeks: number,
  level = 'senior',
  clientFeedback?: number,
): ProjectRecord => ({
  projectId,
  role,
  endedOn: '2026-06-30',
  groups: { level },
  measures: { cycleWeeks },
  ...(clientFeedback === undefined ? {} : { clientFeedback }),
});
const history = ['senior', 'junior'].flatMap((level, at) =>
  [0, 0, 0, 0].map((_, index) => ({
    personId: `p${index}`,
    groups: { level },
    measures: { cycleWeeks: at === 0 ? 4 : 6 },
  })),
);
const baselines = capabilityBaseline({ history, by: ['level'] });
const base = { personId: 'lin', skills: [{ skillId: 'go', level: 4 }], reviews: [], baselines };

describe('buildCapabilityProfile', () => {
  it("sets a person's work beside what is typical of its level", () => {
    const profile = buildCapabilityProfile({
      ...base,
      projects: [project('a', 'lead', 3, 'senior', 5), project('b', 'member', 3), project('c', 'lead', 5, 'senior', 4)],
      reviews: [
        { cycleId: 'q1', value: 80 },
        { cycleId: 'q2', value: 78, bandId: 'B' },
      ],
    });
    expect(profile).toMatchObject({
      skills: [{ skillId: 'go', level: 4 }],
      roles: [
        { role: 'lead', projects: 2 },
        { role: 'member', projects: 1 },
      ],
      measures: [{ measure: 'cycleWeeks', projects: 3, median: 3, typical: 4, ratio: 0.75 }],
      clientFeedback: { mean: 4.5, projects: 2 },
      change: -2,
    });
    expect(recompute({ explanation: profile.measures[0]!.explanation })).toBe(0.75);
  });
  it('knows nothing where nothing is known', () => {
    const profile = buildCapabilityProfile({
      ...base,
      baselines: [],
      projects: [project('a', 'lead', 3)],
      reviews: [{ cycleId: 'q1', value: 80 }],
    });
    expect(profile).toMatchObject({ clientFeedback: null, change: null, measures: [{ typical: null, ratio: null }] });
    const zero = capabilityBaseline({ history: [{ personId: 'a', groups: {}, measures: { cycleWeeks: 0 } }], by: [] });
    expect(
      buildCapabilityProfile({ ...base, baselines: zero, projects: [project('a', 'lead', 3)] }).measures[0],
    ).toMatchObject({ typical: 0, ratio: null });
    expect(buildCapabilityProfile({ ...base, projects: [] })).toMatchObject({ roles: [], measures: [] });
    expect(() => buildCapabilityProfile({ ...base, projects: [project('a', 'lead', Number.NaN)] })).toThrow(
      'projects[0].measures.cycleWeeks',
    );
    for (const clientFeedback of [0.9, 5.1, Number.NaN]) {
      const rated = { ...project('a', 'lead', 3), clientFeedback };
      expect(() => buildCapabilityProfile({ ...base, projects: [rated] })).toThrow('projects[0].clientFeedback');
    }
    const broken = [{ cycleId: 'q1', value: Number.NaN }];
    expect(() => buildCapabilityProfile({ ...base, projects: [], reviews: broken })).toThrow('reviews[0].value');
  });
});
