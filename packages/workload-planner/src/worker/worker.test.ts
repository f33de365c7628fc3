import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeItems, makeTeam } from '../../testing/company.ts';
import { scheduleWork } from '../index.ts';
import { scheduleInWorker, serveScheduling } from './index.ts';

let worker: Worker;
beforeAll(() => {
  worker = new Worker(new URL('../../testing/schedule-worker.ts', import.meta.url));
});
afterAll(() => worker.terminate());

const task = {
  team: makeTeam({ people: 20, allocations: 20, weeks: 20, seed: 3 }),
  items: makeItems({ items: 120, projects: 6, weeks: 10, seed: 3 }),
  start: '2026-11-16',
  seed: 5,
};

it('gives the plan that the same thread gives, and says how far it is', async () => {
  const seen: number[] = [];
  const answer = await scheduleInWorker({
    worker,
    id: 'one',
    task: { ...task, schedules: 40 },
    onProgress: ({ schedules }) => seen.push(schedules),
  });
  expect(answer).toEqual({ plan: scheduleWork({ ...task, schedules: 40 }), cancelled: false });
  expect(seen.length).toBeGreaterThan(3);
  expect([...seen].sort((one, other) => one - other)).toEqual(seen);
});

it('stops when told, with the best plan so far', async () => {
  const stop = new AbortController();
  const answer = await scheduleInWorker({
    worker,
    id: 'two',
    task: { ...task, schedules: 1e6 },
    onProgress: ({ schedules }) => schedules >= 20 && stop.abort(),
    signal: stop.signal,
  });
  expect(answer.cancelled).toBe(true);
  expect(answer.plan.schedules).toBeGreaterThanOrEqual(20);
  expect(answer.plan.schedules).toBeLessThan(1e5);
  expect(answer.plan.items.length).toBeGreaterThan(100);
});

it('hands bad input on as the error it is', async () => {
  const items = [{ id: 'a', effortHours: 1, predecessors: ['a'] }];
  await expect(scheduleInWorker({ worker, id: 'three', task: { ...task, items } })).rejects.toMatchObject({
    code: 'planner/precedence-cycle',
  });
});

it('works on the ends that browsers have', async () => {
  const { port1, port2 } = new MessageChannel();
  const browserEnd = (port: MessagePort) => ({
    postMessage: (message: never) => port.postMessage(message),
    addEventListener: (type: 'message' | 'error', listener: (event: { readonly data: unknown }) => void) =>
      port.addEventListener(type as 'message', listener),
    removeEventListener: (type: 'message' | 'error', listener: (event: { readonly data: unknown }) => void) =>
      port.removeEventListener(type as 'message', listener),
  });
  port1.start();
  port2.start();
  const stop = serveScheduling({ end: browserEnd(port2) });
  const { plan } = await scheduleInWorker({ worker: browserEnd(port1), id: 'four', task: { ...task, schedules: 2 } });
  expect(plan.schedules).toBe(2);
  stop();
  port1.close();
});

it('says so when the worker does not start', async () => {
  const broken = new Worker('throw new Error("no such module")', { eval: true });
  await expect(scheduleInWorker({ worker: broken, id: 'five', task })).rejects.toMatchObject({
    code: 'planner/worker-failed',
    message: 'no such module',
  });
});

it('lets a task be cancelled before it is asked for, and forgets what came too late', async () => {
  const gone = new AbortController();
  gone.abort();
  const early = await scheduleInWorker({ worker, id: 'six', task: { ...task, schedules: 1e6 }, signal: gone.signal });
  expect(early.cancelled).toBe(true);
  const late = new AbortController();
  const short = { ...task, schedules: 3 };
  await scheduleInWorker({ worker, id: 'seven', task: short, signal: late.signal });
  late.abort();
  worker.postMessage({ type: 'meritkit.cancel', id: 'seven' });
  const again = await scheduleInWorker({ worker, id: 'seven', task: short });
  expect(again).toMatchObject({ cancelled: false, plan: { schedules: 3 } });
});
