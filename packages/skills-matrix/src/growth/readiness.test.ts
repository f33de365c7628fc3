import { assessReadiness, type Evidence, type LadderRequirements } from '@meritkit/skills-matrix';
import { describe, expect, it } from 'vitest';
import { profilesOf } from '../../testing/people.ts';
import { refusalsOf } from '../../testing/refusals.ts';

const assess = (requires: LadderRequirements, evidence: readonly Evidence[] = []) =>
  assessReadiness({
    profiles: profilesOf({}, { evidence }),
    personId: 'lin',
    ladder: { id: 'l', steps: [{ id: 'p', name: 'P', requires }] },
  });

describe('exactly at the limit', () => {
  const ratings = [
    { id: 'a', kind: 'assessment', level: 2.8 },
    { id: 'b', kind: 'manager-rating', level: 3.3 },
    { id: 'c', kind: 'self-rating', level: 3.4 },
  ].map((item) => ({ ...item, personId: 'lin', skillId: 'go', at: '2026-11-22' })) as Evidence[];

  it('rounding in the sixteenth digit does not keep a person from a step, and progress and readiness agree', () => {
    const { ready, progress, requirements, nextBestStep } = assess(
      { skills: [{ skillId: 'go', atLeast: 3 }] },
      ratings,
    );
    expect(requirements[0]!.have).toBeLessThan(3);
    expect(requirements[0]!.have).toBeCloseTo(3, 12);
    expect({ ready, progress, nextBestStep }).toEqual({ ready: true, progress: 1, nextBestStep: null });
    expect(requirements[0]).toMatchObject({ met: true, progress: 1, wouldAdd: 0 });
  });

  it('just below it is not met', () => {
    const { ready } = assess({ skills: [{ skillId: 'go', atLeast: 3.0001 }] }, ratings);
    expect(ready).toBe(false);
  });
});

describe('projects', () => {
  const month = (id: string, projectId?: string, role = 'lead'): Evidence => ({
    ...{ id, personId: 'lin', kind: 'project', role, tags: ['payments'], months: 1, at: '2026-09-30' },
    ...(projectId === undefined ? {} : { projectId }),
  });

  it('one project written down three times is one project', () => {
    const evidence = [month('a', 'p1'), month('b', 'p1'), month('c', 'p1', 'tester')];
    const three = assess({ projects: [{ count: 3, tag: 'payments' }] }, evidence);
    expect(three.requirements[0]).toMatchObject({ have: 1, met: false });
    expect(three.ready).toBe(false);
    expect(assess({ projects: [{ count: 1, role: 'tester' }] }, evidence).ready).toBe(true);
    const { experience } = profilesOf({}, { evidence }).people[0]!;
    expect(experience).toEqual([{ tag: 'payments', months: 3, projects: 1, lastOn: '2026-09-30' }]);
  });

  it('those without an id of the project count each', () => {
    expect(assess({ projects: [{ count: 2 }] }, [month('a'), month('b'), month('c', 'p1')]).requirements[0]!.have).toBe(
      3,
    );
  });
});

describe('what a ladder may ask', () => {
  const some: Evidence[] = [
    { id: 'i', personId: 'lin', kind: 'interest', skillId: 'go', interest: 1, at: '2026-01-01' },
  ];
  const skill = { skillId: 'go', atLeast: 3 };

  it.each<[string, LadderRequirements]>([
    ['skills/invalid-weight ladder.steps.0.requires.skills.0.weight', { skills: [{ ...skill, weight: -1 }] }],
    ['skills/invalid-weight ladder.steps.0.requires.skills.0.weight', { skills: [{ ...skill, weight: Number.NaN }] }],
    [
      'skills/invalid-weight ladder.steps.0.requires.certificates.0.weight',
      { certificates: [{ name: 'CKA', weight: -2 }] },
    ],
    ['skills/invalid-headcount ladder.steps.0.requires.projects.0.count', { projects: [{ count: Number.NaN }] }],
    ['skills/invalid-headcount ladder.steps.0.requires.projects.0.count', { projects: [{ count: 0.5 }] }],
    ['skills/invalid-weight ladder.steps.0.requires.tenureDays.days', { tenureDays: { days: -3 } }],
    [
      'skills/invalid-weight ladder.steps.0.requires.tenureDays.weight',
      { tenureDays: { days: 3, weight: Number.POSITIVE_INFINITY } },
    ],
  ])('%s', (refusal, requires) => {
    expect(refusalsOf(() => assess({ certificates: [{ name: 'X' }], ...requires }, some))).toEqual([refusal]);
  });
});
