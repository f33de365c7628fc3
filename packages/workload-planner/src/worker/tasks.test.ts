import { Worker } from 'node:worker_threads';
import { createRandom } from '@meritkit/core/random';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeDemand, makeItems, makeTeam } from '../../testing/company.ts';
import {
  admitDemand,
  compareScenarios,
  type Demand,
  forecastSchedule,
  type Project,
  replan,
  scheduleWork,
  solveProject,
  suggestRemedies,
} from '../index.ts';
import { runInWorker, type WorkerTasks } from './index.ts';

let worker: Worker;
beforeAll(() => {
  worker = new Worker(new URL('../../testing/planner-worker.ts', import.meta.url));
});
afterAll(() => worker.terminate());

const team = makeTeam({ people: 12, allocations: 24, weeks: 12, seed: 3 });
const items = makeItems({ items: 60, projects: 4, weeks: 10, seed: 3 });
const plan = { team, items, start: '2026-11-16', seed: 5 };
const ill = {
  ...team,
  people: team.people.map((one) => ({ ...one, absences: [{ start: '2026-11-16', end: '2026-11-20' }] })),
};
const previous = scheduleWork({ ...plan, schedules: 10 });
const record = Array.from({ length: 12 }, (_none, at) => ({
  ...{ projectId: `p${at % 4}`, estimateHours: 10, actualHours: 8 + at },
}));
const remedies = {
  team: { ...team, allocations: team.allocations!.map((one) => ({ ...one, core: false })) },
  demand: makeDemand({ weeks: 4, seed: 8, effortHours: 900 }),
  training: { weeksPerLevel: 1, hoursPerWeek: 4 },
};
/** Hours enough, and an order that leaves too little time for them: neither a yes nor a no is soon found. */
const inOrder = (id: string, days: number): Demand => ({
  ...{ id, start: '2026-11-16', deadline: `2026-11-${16 + days}` },
  items: items.slice(0, 30).map(({ id: itemId, effortHours, predecessors, needs = {} }, at) => ({
    ...{ id: itemId, effortHours: effortHours / 6, needs },
    predecessors: (predecessors ?? []).filter((other) => items.findIndex((one) => one.id === other) < at),
  })),
});
const admit = { team, demand: inOrder('shop', 8), committed: [inOrder('bank', 9)], search: { seed: 2, schedules: 20 } };
const random = createRandom('a project that is not soon proven');
const project: Project = {
  kind: 'resource-project',
  name: 'ninety',
  durations: Array.from({ length: 90 }, () => random.integer(1, 10)),
  successors: Array.from({ length: 90 }, (_none, at) => (at < 80 ? [at + random.integer(3, 9)] : [])),
  capacities: [12, 12, 12],
  requirements: Array.from({ length: 90 }, () => Array.from({ length: 3 }, () => random.integer(0, 8))),
};
const scenarios = ['one', 'two'].map((id) => ({ id, team: ill }));
const tasks = {
  admit,
  schedule: { ...plan, schedules: 20 },
  remedies,
  replan: { ...plan, team: ill, previous, schedules: 20 },
  forecast: { ...plan, record, runs: 120, schedules: 5 },
  compare: { ...plan, base: { team, items }, scenarios, schedules: 5 },
  solve: { project, seed: 3, schedules: 2_000 },
} satisfies { readonly [Kind in keyof WorkerTasks]: WorkerTasks[Kind]['task'] };
const { solve } = tasks;
const here: { readonly [Kind in keyof WorkerTasks]: () => WorkerTasks[Kind]['result'] } = {
  admit: () => admitDemand(admit),
  schedule: () => scheduleWork(tasks.schedule),
  remedies: () => suggestRemedies(remedies),
  replan: () => replan(tasks.replan),
  forecast: () => forecastSchedule(tasks.forecast),
  compare: () => compareScenarios(tasks.compare),
  solve: () => solveProject({ project, seed: solve.seed, budget: { schedules: solve.schedules } }),
};
const kinds = Object.keys(tasks) as (keyof WorkerTasks)[];

describe.each(kinds)('a worker asked to %s', (kind) => {
  it('gives what the same thread gives, and says how far it is', async () => {
    const told: unknown[] = [];
    const answer = await runInWorker({
      ...{ worker, id: `${kind}-1`, kind, task: tasks[kind] },
      onProgress: (progress) => told.push(progress),
    });
    expect(answer).toEqual({ result: here[kind](), cancelled: false });
    expect(told.length).toBeGreaterThan(1);
  });

  it('stops when told', async () => {
    const stop = new AbortController();
    const long = {
      admit: { ...admit, search: { seed: 2, schedules: 1e6 } },
      schedule: { ...plan, schedules: 1e6 },
      remedies: { ...remedies, training: { weeksPerLevel: 1, hoursPerWeek: 5 } },
      replan: { ...tasks.replan, schedules: 1e6 },
      forecast: { ...tasks.forecast, runs: 1e5 },
      compare: { ...tasks.compare, schedules: 1e6 },
      // Without a number of schedules it goes on until it is proven, or told to stop.
      solve: { project, seed: 1 },
    };
    let told = 0;
    const answer = await runInWorker({
      ...{ worker, id: `${kind}-2`, kind, task: long[kind], signal: stop.signal },
      onProgress: () => {
        told += 1;
        if (told === 3) stop.abort();
      },
    });
    expect(answer.cancelled).toBe(true);
    expect(told).toBeLessThan(200);
  });

  it('hands bad input on as the error it is', async () => {
    const bad = {
      ...tasks[kind],
      team: { people: [{}] },
      base: { team: { people: [{}] }, items: [] },
      seed: 0.5,
      schedules: -1,
      project: { ...project, durations: [] },
    };
    const answer = runInWorker({ worker, id: `${kind}-3`, kind, task: bad as never });
    await expect(answer).rejects.toMatchObject({ code: expect.stringMatching(/^planner\/(invalid|instance)-/) });
  });
});

describe('what a cancelled task leaves', () => {
  const cancelled = async <Kind extends keyof WorkerTasks>(
    kind: Kind,
    task: WorkerTasks[Kind]['task'],
    after: number,
  ) => {
    const stop = new AbortController();
    if (after === 0) stop.abort();
    let told = 0;
    const id = `${kind}-after-${after}`;
    const onProgress = () => {
      told += 1;
      if (told === after) stop.abort();
    };
    return runInWorker({ worker, id, kind, task, onProgress, signal: stop.signal });
  };

  it('is the best so far of a replan, and no forecast of too few futures', async () => {
    const { result } = await cancelled('replan', { ...tasks.replan, schedules: 1e6 }, 2);
    expect(result?.plan.items.length).toBeGreaterThan(30);
    expect((await cancelled('forecast', { ...tasks.forecast, runs: 1e5 }, 0)).result).toBeNull();
    const some = (await cancelled('forecast', { ...tasks.forecast, runs: 1e5 }, 30)).result;
    expect(some?.ok && some.runs).toBeGreaterThanOrEqual(100);
    expect(some?.ok && some.runs).toBeLessThan(1e5);
  });

  it('is no answer to a demand that is still being looked at, and says so', async () => {
    expect(admitDemand(admit)).toMatchObject({ rejection: { code: 'planner/undecided' } });
    const { result } = await cancelled('admit', { ...admit, search: { seed: 2, schedules: 1e6 } }, 2);
    expect(result).toMatchObject({ ok: false, decision: 'undecided' });
    expect(!result!.ok && result!.rejection).toEqual({ code: 'planner/search-stopped', demandId: 'shop' });
  });

  it('is the yes where a plan was found by then', async () => {
    const small = { ...admit, demand: { ...inOrder('shop', 14), deadline: '2027-01-29' }, committed: [] };
    const { result } = await cancelled('admit', { ...small, search: { seed: 2, schedules: 1e6 } }, 1);
    expect(result).toMatchObject({ ok: true, decision: 'feasible' });
  });

  it('is the remedies and the scenarios found by then', async () => {
    const all = suggestRemedies(remedies);
    const { result } = await cancelled('remedies', remedies, 2);
    expect(result!.length).toBeLessThan(all.length);
    expect((await cancelled('compare', tasks.compare, 0)).result).toBeNull();
  });
});

it('says so where a worker serves plans alone', async () => {
  const plans = new Worker(new URL('../../testing/schedule-worker.ts', import.meta.url));
  await expect(runInWorker({ worker: plans, id: 'one', kind: 'solve', task: solve })).rejects.toMatchObject({
    code: 'planner/worker-failed',
    message: 'this worker does not serve "solve"',
  });
  await plans.terminate();
});
