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
    addEventListener: (_type: 'message', listener: (event: { readonly data: unknown }) => void) =>
      port.addEventListener('message', listener),
    removeEventListener: (_type: 'message', listener: (event: { readonly data: unknown }) => void) =>
      port.removeEventListener('message', listener),
  });
  port1.start();
  port2.start();
  const stop = serveScheduling({ end: browserEnd(port2) });
  const { plan } = await scheduleInWorker({ worker: browserEnd(port1), id: 'four', task: { ...task, schedules: 2 } });
  expect(plan.schedules).toBe(2);
  stop();
  port1.close();
});
