import { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { scheduleInWorker } from './index.ts';

const lin = { id: 'lin', hoursPerDay: 8, focus: 1, skills: {} };
const task = { team: { people: [lin] }, items: [{ id: 'a', effortHours: 8 }], start: '2026-11-16', seed: 1 };

it('tells of a worker that ends before it answers, instead of waiting for ever', async () => {
  const worker = new Worker('setInterval(() => {}, 1000)', { eval: true });
  const answer = scheduleInWorker({ worker, id: 'never', task });
  const told = expect(answer).rejects.toMatchObject({ code: 'planner/worker-failed' });
  await worker.terminate();
  await told;
});
