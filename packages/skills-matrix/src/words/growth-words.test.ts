import { recompute } from '@meritkit/core/explanation';
import {
  assessReadiness,
  composeTeam,
  describeGrowthPlan,
  describeReadiness,
  describeTeam,
  type Evidence,
  type Ladder,
  planGrowth,
  skillsOperations,
  type Taxonomy,
} from '@meritkit/skills-matrix';
import { describe, expect, it } from 'vitest';
import { profilesOf } from '../../testing/people.ts';

const taxonomy: Taxonomy = {
  version: '1',
  skills: [
    { id: 'go', name: { en: 'Go', 'zh-CN': 'Go 语言' } },
    { id: 'sql', name: 'SQL' },
    { id: 'ops', name: { en: 'Operations', 'zh-CN': '运维' } },
  ],
};
const names = {
  lin: { en: 'Lin', 'zh-CN': '林' },
  wu: { en: 'Wu', 'zh-CN': '吴' },
  zhao: { en: 'Zhao', 'zh-CN': '赵' },
  p6: { en: 'Senior engineer', 'zh-CN': '高级工程师' },
  'go-1': { en: 'Go basics', 'zh-CN': 'Go 入门' },
  'go-2': { en: 'Go in depth', 'zh-CN': 'Go 进阶' },
};
const english = { taxonomy, names, locale: 'en' };
const chinese = { taxonomy, names, locale: 'zh-CN' };
const must = (skillId: string, people?: number) => ({
  ...{ skillId, atLeast: 3, weight: 1, must: true },
  ...(people === undefined ? {} : { people }),
});

describe('a team in sentences', () => {
  const profiles = profilesOf({ lin: { go: 4 }, wu: { sql: 4 }, zhao: { go: 3 }, chen: { sql: 5 } }, { taxonomy });
  const costs = Object.entries({ lin: 800.5, wu: 700, zhao: 900 }).map(([personId, cost]) => ({ personId, cost }));
  const demand = { skills: [must('go'), must('sql')], headcount: 2 };

  it('says who covers what at which cost, that none is cheaper, the next one, and whom it left out', () => {
    const answer = composeTeam({ profiles, demand, limits: { costs, alternatives: 1 } });
    expect(describeTeam({ ...english, answer })).toBe(
      'Lin, Wu together cover every must-have, at a cost of 1,500.5: Lin covers Go; Wu covers SQL. No team costs less. Otherwise: Wu, Zhao, at 1,600. Left out, because their cost or load is not known: chen.',
    );
    expect(describeTeam({ ...chinese, answer })).toBe(
      '林、吴可满足全部必备要求，成本 1,500.5：林满足Go 语言；吴满足SQL。没有成本更低的团队。备选：吴、赵，成本 1,600。因成本或负载未知而未考虑：chen。',
    );
    expect(answer.ok && recompute({ explanation: answer.team.explanation, operations: skillsOperations })).toBe(1500.5);
  });

  it('says of a team whose search stopped early how far it can be off', () => {
    const answer = composeTeam({ profiles, demand, limits: { costs, alternatives: 0 } });
    if (!answer.ok) throw new Error('there is a team');
    const stopped = { ...answer, optimal: false, gap: 0.12, alternatives: [] };
    expect(describeTeam({ ...english, answer: stopped })).toContain(
      'The search stopped early: a team could cost up to 12% less.',
    );
  });

  it('says that somebody only completes the number', () => {
    const answer = composeTeam({
      profiles,
      demand: { skills: [must('go')], headcount: 2 },
      limits: { costs, alternatives: 0 },
    });
    expect(describeTeam({ ...english, answer })).toContain('Lin covers Go; Wu completes the number');
    expect(describeTeam({ ...chinese, answer })).toContain('吴补足人数');
  });

  it('says why there is none', () => {
    const nobody = composeTeam({ profiles, demand: { skills: [must('ops')] } });
    expect(describeTeam({ ...english, answer: nobody })).toMatch(/^No team was found\. .*Operations.*1.*0/);
    expect(describeTeam({ ...chinese, answer: nobody })).toContain('没有足够的人满足“运维”：需要 1 人，找到 0 人。');
    const few = composeTeam({ profiles, demand, limits: { size: 9 } });
    expect(describeTeam({ ...english, answer: few })).toContain(
      'The team needs 9 people, and only 4 can be considered.',
    );
    const stopped = { ok: false, rejection: { code: 'skills/no-team', size: 2, searchedAll: false } } as const;
    expect(describeTeam({ ...english, answer: stopped })).toBe(
      'No team was found. The search stopped early; a longer one may find a team.',
    );
    const all = { ok: false, rejection: { ...stopped.rejection, searchedAll: true } } as const;
    expect(describeTeam({ ...chinese, answer: all })).toBe('没有任何 2 人的团队能满足全部必备要求。');
  });
});

describe('a growth plan in sentences', () => {
  const profiles = profilesOf({ lin: { go: 1 } }, { taxonomy });
  const courses = [
    { id: 'go-1', raises: [{ skillId: 'go', toLevel: 2 }], hours: 16, price: 100 },
    { id: 'go-2', raises: [{ skillId: 'go', toLevel: 3 }], afterCourses: ['go-1'], hours: 24, name: names['go-2'] },
  ];
  const plan = (skillId: string, atLeast: number, maximumNodes?: number) =>
    planGrowth({
      ...{ profiles, personId: 'lin', target: [{ skillId, atLeast }], courses },
      ...(maximumNodes === undefined ? {} : { maximumNodes }),
    });

  it('says the courses in order, what each opens or closes, and that less would not do', () => {
    const answer = plan('go', 3);
    expect(describeGrowthPlan({ ...english, answer, personId: 'lin' })).toBe(
      'Lin reaches the goal with 2 courses in 40 hours over 10 weeks: Go basics, 16 h, until week 4 (opens Go in depth); Go in depth, 24 h, until week 10 (closes Go). It costs 100. No plan takes less.',
    );
    expect(describeGrowthPlan({ ...chinese, answer, personId: 'lin' })).toBe(
      '林通过 2 门课程可达到目标，共 40 学时，历时 10 周：Go 入门，16 学时，至第 4 周（为Go 进阶打基础）；Go 进阶，24 学时，至第 10 周（补齐Go 语言）。费用 100。没有更省的方案。',
    );
    expect(answer.ok && answer.explanation.children?.map(({ key, label }) => [key, label])).toEqual([
      ['go-1', undefined],
      ['go-2', names['go-2']],
    ]);
  });

  it('says that nothing is needed, that nothing leads there, and that the search stopped', () => {
    const told = (answer: ReturnType<typeof plan>) => describeGrowthPlan({ ...english, answer, personId: 'lin' });
    expect(told(plan('go', 1))).toBe('Lin has reached the goal; no course is needed.');
    expect(told(plan('ops', 2))).toBe('No courses bring Lin to the goal. Nothing offered leads to Operations 2.');
    expect(told(plan('go', 3, 1))).toBe(
      'No courses bring Lin to the goal. The search stopped early; a longer one may find a plan.',
    );
    const found = plan('go', 3);
    if (!found.ok) throw new Error('there is a plan');
    expect(told({ ...found, optimal: false })).toContain('The search stopped early: a plan that takes less may exist.');
  });
});

describe('readiness in sentences', () => {
  const project: Evidence = {
    id: 'p',
    personId: 'lin',
    kind: 'project',
    tags: ['payments'],
    months: 3,
    at: '2026-06-01',
  };
  const profiles = profilesOf({ lin: { go: 4, sql: 2 } }, { taxonomy, evidence: [project] });
  const ladder: Ladder = {
    id: 'engineer',
    steps: [
      { id: 'p5', name: 'Engineer', requires: { skills: [{ skillId: 'go', atLeast: 2 }] } },
      {
        id: 'p6',
        name: names.p6,
        requires: {
          skills: ['go', 'sql', 'ops'].map((skillId) => ({ skillId, atLeast: 3 })),
          projects: [{ count: 1 }, { count: 2, tag: 'payments' }],
          certificates: [{ name: 'CKA' }],
          tenureDays: { days: 365 },
        },
      },
    ],
  };
  const current = { stepId: 'p5', since: '2026-10-23' };

  it('says what is met, what is open, what is not known, and what is nearest', () => {
    const readiness = assessReadiness({ profiles, personId: 'lin', ladder, current });
    expect(describeReadiness({ ...english, readiness })).toBe(
      'Lin has reached 46% of Senior engineer. Met: Go 4 of 3, 1 of 1 project. Still open: SQL 2 of 3, 1 of 2 projects (payments), certificate CKA, 30 of 365 days in the step before. No evidence yet for Operations: not shown, not held to be absent. Nearest: SQL.',
    );
    expect(describeReadiness({ ...chinese, readiness })).toBe(
      '林已达到高级工程师要求的 46%。已满足：Go 语言 4（要求 3）、项目 1 个（要求 1 个）。尚缺：SQL 2（要求 3）、payments 项目 1 个（要求 2 个）、证书 CKA、上一职级已满 30 天（要求 365 天）。运维暂无依据：未展示，不视为不会。最接近的一项：SQL。',
    );
    const terms = readiness.explanation.children?.map(({ key, label }) => [key, label]);
    expect(terms?.slice(0, 3)).toEqual([
      ['skill:go', taxonomy.skills[0]!.name],
      ['skill:sql', 'SQL'],
      ['skill:ops', taxonomy.skills[2]!.name],
    ]);
    expect(recompute({ explanation: readiness.explanation, operations: skillsOperations })).toBe(readiness.progress);
  });

  it('says that all is met and a human decides, and that there is no next step', () => {
    const first = assessReadiness({ profiles, personId: 'lin', ladder });
    expect(describeReadiness({ ...english, readiness: first })).toBe(
      'lin meets every requirement of p5; the decision is a human one. Met: Go 4 of 2.'.replace('lin', 'Lin'),
    );
    const last = assessReadiness({ profiles, personId: 'lin', ladder, current: { stepId: 'p6', since: '2026-01-01' } });
    expect(describeReadiness({ ...chinese, readiness: last })).toBe('林已处于最高职级，没有下一级。');
  });

  it('names the time in a step where nobody knows it', () => {
    const steps = [{ id: 'p1', name: 'P1', requires: { tenureDays: { days: 10 } } }];
    const readiness = assessReadiness({ profiles, personId: 'lin', ladder: { id: 'l', steps } });
    expect(describeReadiness({ ...english, readiness })).toContain('No evidence yet for time in the step before');
  });
});
