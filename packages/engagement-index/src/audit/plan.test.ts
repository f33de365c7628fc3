import { describe, expect, it } from 'vitest';
import { companyRoster, cutsOf } from '../../testing/usefulness.ts';
import { planReleases } from './plan.ts';
import { auditQuery } from './query.ts';
import { openAudit } from './state.ts';

describe('a release plan', () => {
  it('learns which view stands in the way of two', () => {
    const roster = Array.from({ length: 18 }, (_, i) => ({
      respondent: `r${i}`,
      wide: i < 16,
      left: i < 6,
      right: i >= 6 && i < 12,
    }));
    const audit = openAudit({ survey: 's', minimumGroup: 5, roster });
    const views = [
      { id: 'wide', where: { wide: true } },
      { id: 'all', where: {} },
      { id: 'left', where: { left: true } },
      { id: 'not-left', where: { left: false } },
      { id: 'right', where: { right: true } },
    ];
    const plan = planReleases({ audit, views, items: [{ id: 'x' }], seed: 1 });
    expect(plan.namedOrderWeight).toBeLessThan(plan.publishedWeight);
    expect([...plan.published].sort()).toEqual(['left', 'not-left', 'right', 'all'].sort());
    expect(plan.withheld).toEqual([{ id: 'wide', code: 'engagement/would-isolate' }]);
    let again = audit;
    for (const id of plan.order) {
      const where = views.find((view) => view.id === id)!.where;
      again = auditQuery({ audit: again, query: { where, items: [{ id: 'x' }] } }).audit;
    }
    expect(again).toEqual(plan.audit);
  });

  it('is the same on every run of one seed, and asks for its first views first', () => {
    const roster = companyRoster(32, 'same').map(({ team: _team, ...entry }) => ({ ...entry, team: 'team-0' }));
    const audit = openAudit({ survey: 's', minimumGroup: 5, roster });
    const options = { audit, views: cutsOf(roster, 2), items: [{ id: 'x' }], seed: 'same', attempts: 4 };
    const plan = planReleases(options);
    expect(planReleases(options)).toEqual(plan);
    expect(plan.order[0]).toBe('company');
    expect(new Set(plan.order).size).toBe(options.views.length);
    expect(plan.published.length + plan.withheld.length).toBe(options.views.length);
  });
});
