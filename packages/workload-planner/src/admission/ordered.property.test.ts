import { createRandom } from '@meritkit/core/random';
import { describe, expect, it } from 'vitest';
import { companies } from '../../testing/cases.ts';
import { admitDemand, type Demand, type Person, scheduleWork, type Team, type WorkItem } from '../index.ts';

const date = (offset: number) => `2026-11-${16 + offset}`;

/** A week, few people, whole items in random order: small enough that a schedule search sees nearly all there is. */
function makeCase(seed: number): { readonly team: Team; readonly demand: Demand; readonly items: readonly WorkItem[] } {
  const random = createRandom(`ordered ${seed}`);
  const people: Person[] = Array.from({ length: random.integer(1, 3) }, (_unused, index) => ({
    id: `p${index}`,
    hoursPerDay: random.integer(2, 8),
    focus: 1,
    skills: random.next() < 0.6 ? { go: 2, sql: 1 } : { go: 1 },
  }));
  const items: WorkItem[] = Array.from({ length: random.integer(2, 5) }, (_unused, index) => ({
    id: `i${index}`,
    effortHours: random.integer(1, 20),
    needs: random.next() < 0.3 ? { sql: 1 } : {},
    predecessors: Array.from({ length: index }, (_other, before) => `i${before}`).filter(() => random.next() < 0.35),
    ...(random.next() < 0.2 ? { start: date(random.integer(0, 3)) } : {}),
  }));
  const deadline = date(random.integer(0, 4));
  return { team: { people }, demand: { id: 'd', items, start: date(0), deadline }, items };
}

describe('admission of items in order', () => {
  it('never proves a no that a schedule refutes, and never says yes without every hour in its place', () => {
    const most = companies(300);
    const seen = { feasible: 0, infeasible: 0, undecided: 0 };
    for (let seed = 0; seed < most; seed += 1) {
      const { team, demand, items } = makeCase(seed);
      const answer = admitDemand({ team, demand });
      if (!answer.ok && answer.rejection.code === 'planner/nobody-has-skill') continue;
      seen[answer.decision] += 1;
      if (answer.ok) {
        const order = new Map(answer.plan.map((line) => [line.itemId, line]));
        for (const item of items) {
          const line = order.get(item.id)!;
          expect(line.hours).toBe(item.effortHours);
          expect(line.firstDay >= (item.start ?? demand.start) && line.lastDay <= demand.deadline).toBe(true);
          for (const id of item.predecessors ?? []) expect(order.get(id)!.lastDay <= line.firstDay).toBe(true);
        }
        continue;
      }
      const due = items.map((item) => ({ ...item, deadline: demand.deadline }));
      const plan = scheduleWork({ team, items: due, start: demand.start, seed, schedules: Math.max(20, most / 2) });
      if (answer.decision === 'infeasible') expect(plan.lateItems).toBeGreaterThan(0);
      const { rejection } = answer;
      if (!('notBefore' in rejection) || rejection.earliestDate === null) continue;
      expect(rejection.notBefore <= rejection.earliestDate).toBe(true);
      const later = admitDemand({ team, demand: { ...demand, deadline: rejection.earliestDate } });
      expect(later.ok).toBe(true);
    }
    if (most < 300) return;
    expect(Math.min(seen.feasible, seen.infeasible)).toBeGreaterThan(20);
    expect(seen.undecided).toBeGreaterThan(0);
  });
});
