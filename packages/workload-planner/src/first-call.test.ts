import { expect, it } from 'vitest';
import { exampleDemand as demand, exampleTeam as team } from '../testing/example-team.ts';
import { admitDemand, levelLoad, suggestRemedies } from './index.ts';

it('shows load unclipped: Lin 120 %, Zhao 25 %, in both weeks', () => {
  const { rows } = levelLoad({ team, by: 'week' });
  expect(rows.map(({ personId, period, load }) => [personId, period, load])).toEqual([
    ['lin', '2026-W47', 1.2],
    ['lin', '2026-W48', 1.2],
    ['zhao', '2026-W47', 0.25],
    ['zhao', '2026-W48', 0.25],
  ]);
});

it('says no with the skill, the weeks, the hours and a date', () => {
  expect(admitDemand({ team, demand })).toMatchObject({
    ok: false,
    rejection: {
      code: 'planner/not-enough-hours',
      missingHours: 12,
      bottleneck: { skill: 'go', weeks: ['2026-W47', '2026-W48'] },
      earliestDate: '2026-11-30',
    },
  });
});

it('offers first to put off what can wait', () => {
  expect(suggestRemedies({ team, demand })[0]).toMatchObject({
    kind: 'defer',
    itemId: 'survey',
    freesHours: 16,
    breaks: [],
    closes: true,
    resumes: '2026-11-30',
  });
});
