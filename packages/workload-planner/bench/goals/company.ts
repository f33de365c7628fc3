import type { BenchGoal } from '../../../../scripts/bench-goal.ts';
import { checkPlan, scheduleWork } from '../../src/index.ts';
import { makeItems, makeTeam } from '../../testing/company.ts';
import { timesOf } from './admission.ts';

/** Milliseconds given to the search; the plan is written down after them. */
const BUDGET = 1200;

/** A company of 200 people, 30 projects and 2,000 items, with calendars, absences and allocations. */
export function companyGoals(options: {
  readonly quick: boolean;
  readonly note: (line: string) => void;
}): readonly BenchGoal[] {
  const team = makeTeam({ people: 200, allocations: 400, weeks: 52, seed: 1 });
  const items = makeItems({ items: 2000, projects: 30, weeks: 30, seed: 1 });
  const lines: BenchGoal[] = [];
  let plan = scheduleWork({ team, items, start: '2026-11-16', seed: 1, schedules: 1 });
  const first = plan.weightedLateDays.value;
  const end = performance.now() + BUDGET;
  const stop = () => performance.now() > end;
  const took = timesOf(() => {
    plan = scheduleWork({ team, items, start: '2026-11-16', seed: 1, schedules: 1e6, stop });
  });
  const seconds = took.wall / 1000;
  const faults = checkPlan({ team, items, plan }).length;
  const gap = (value: number | null) => (value === null ? 'none' : `${(value * 100).toFixed(2)} %`);
  options.note(
    `company: ${plan.schedules} schedules in ${seconds.toFixed(2)} s (${(took.processor / 1000).toFixed(2)} s of processor time); last day gap ${gap(plan.makespanDays.gap)}, ` +
      `weighted lateness ${plan.weightedLateDays.value.toFixed(0)} (first rule ${first.toFixed(0)}, bound ${plan.weightedLateDays.lowerBound.toFixed(0)}, gap ${gap(plan.weightedLateDays.gap)}); ${faults} faults`,
  );
  lines.push({
    goal: 'planner-company',
    measure: '200 people, 30 projects, 2,000 items: checked schedule with a stated gap',
    value: seconds,
    unit: 's',
    peer: 'weighted late days of the first rule alone, against the search',
    peerValue: first / plan.weightedLateDays.value,
    ratio: 1 + (plan.makespanDays.gap ?? 0),
    target: 2,
    pass: seconds < 2 && faults === 0 && plan.unplaced.length === 0,
  });
  return lines;
}
