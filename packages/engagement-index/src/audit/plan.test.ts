import { createRandom } from '@meritkit/core/random';
import { describe, expect, it } from 'vitest';
import { companyRoster, cutsOf } from '../../testing/usefulness.ts';
import { planReleases } from './plan.ts';
import { blame, nextOrder } from './plan-order.ts';
import { runPlan } from './plan-run.ts';
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

describe('one order of views', () => {
  const roster = Array.from({ length: 18 }, (_, i) => ({
    respondent: `r${i}`,
    wide: i < 16,
    left: i < 6,
    one: i === 0,
  }));
  const audit = openAudit({ survey: 's', minimumGroup: 5, roster });
  const view = (id: string, where: Record<string, boolean>, weight?: number) => ({
    id,
    where,
    ...(weight === undefined ? {} : { weight }),
  });
  const order = [
    view('wide', { wide: true }),
    view('all', {}, 4),
    view('left', { left: true }, 3),
    view('one', { one: true }),
    view('again', { left: true }),
    view('right', { left: false }),
  ];

  it('says what it publishes, and for what it withholds beside which views it does not stand', () => {
    const run = runPlan(audit, order, [{ id: 'x' }]);
    expect(run.published).toEqual(['wide', 'left', 'again']);
    expect(run.weight).toBe(5);
    expect(run.withheld).toEqual([
      { id: 'all', code: 'engagement/would-isolate' },
      { id: 'one', code: 'engagement/group-too-small' },
      { id: 'right', code: 'engagement/would-isolate' },
    ]);
    expect(run.conflicts).toEqual([
      ['all', 'wide'],
      ['right', 'wide', 'left'],
    ]);
  });

  it('blames nobody for what was released before it', () => {
    const before = runPlan(audit, [order[0]!], [{ id: 'x' }]).audit;
    const run = runPlan(before, [order[2]!, order[1]!, order[5]!], [{ id: 'x' }]);
    expect(run.published).toEqual(['left']);
    expect(run.conflicts).toEqual([['right', 'left']]);
  });

  it('lays blame in equal parts, and forgets a tenth of it with every order', () => {
    const penalties = new Map<string, number>();
    blame(penalties, {
      conflicts: [
        ['all', 'wide'],
        ['right', 'wide', 'left'],
      ],
    });
    expect([...penalties]).toEqual([
      ['all', 1 / 2],
      ['wide', 1 / 2 + 1 / 3],
      ['right', 1 / 3],
      ['left', 1 / 3],
    ]);
    blame(penalties, { conflicts: [['all', 'left']] });
    expect(penalties.get('all')).toBeCloseTo(0.95, 12);
    expect(penalties.get('wide')).toBeCloseTo(0.75, 12);
  });

  it('is tried by size, by least penalty, and every third time as the best one with withheld views in front', () => {
    const penalties = new Map([
      ['wide', 5],
      ['left', 1],
      ['one', 3],
    ]);
    const ids = (attempt: number, seed: number, withheld = [{ id: 'right', code: 'c' }]) =>
      nextOrder(attempt, {
        ...{ audit, open: order, fixed: [], penalties, random: createRandom(seed) },
        best: { order, withheld },
      }).map((one) => one.id);
    expect(ids(0, 1)).toEqual(['all', 'wide', 'right', 'left', 'again', 'one']);
    const unpunished = new Set<string>();
    for (let seed = 0; seed < 20; seed += 1) {
      for (const attempt of [1, 2, 4]) {
        const found = ids(attempt, seed);
        expect(found.slice(3)).toEqual(['left', 'one', 'wide']);
        unpunished.add(found.slice(0, 3).join());
      }
      expect(ids(3, seed)).toEqual(['right', 'wide', 'all', 'left', 'one', 'again']);
    }
    expect(unpunished.size).toBeGreaterThan(3);
    const two = [
      { id: 'one', code: 'c' },
      { id: 'again', code: 'c' },
    ];
    const fronts = new Set(Array.from({ length: 40 }, (_, seed) => ids(6, seed, two).slice(0, 2).join()));
    expect(fronts).toEqual(new Set(['one,wide', 'again,wide', 'one,again']));
    const ahead = nextOrder(3, {
      audit,
      open: order,
      fixed: [order[0]!],
      penalties,
      random: createRandom(1),
      best: { order, withheld: two },
    });
    expect(ahead.map((one) => one.id)).not.toContain('wide');
  });

  it('is searched for no longer than told, and named twice it is refused with the path', () => {
    const plan = (attempts?: number) =>
      planReleases({
        audit,
        views: order,
        items: [{ id: 'x' }],
        seed: 3,
        ...(attempts === undefined ? {} : { attempts }),
      });
    expect(plan(0)).toMatchObject({ order: order.map((one) => one.id), publishedWeight: 5, namedOrderWeight: 5 });
    expect(plan()).toMatchObject({ publishedWeight: 9, namedOrderWeight: 5 });
    const twice = () => planReleases({ audit, views: [order[0]!, order[0]!], items: [{ id: 'x' }], seed: 3 });
    expect(twice).toThrow('views[1].id: "wide" comes twice');
    expect(twice).toThrow(expect.objectContaining({ code: 'engagement/duplicate-view' }));
  });
});
