import { scheduleInWorker } from '@meritkit/workload-planner/worker';

const team = {
  people: ['lin', 'zhao', 'wu'].map((id, index) => ({ id, hoursPerDay: 8, focus: 0.8, skills: { go: index + 2 } })),
};
const items = Array.from({ length: 60 }, (_unused, index) => ({
  id: `item-${index}`,
  effortHours: 4 + ((index * 7) % 23),
  needs: { go: 1 + ((index * 5) % 4) },
  predecessors: index < 6 || index % 3 !== 0 ? [] : [`item-${index - 5}`],
  deadline: `2026-12-${10 + (index % 20)}`,
}));
const task = { team, items, start: '2026-11-16', seed: 1, schedules: 1e9 };

/** A search without an end in a worker: it tells how far it is, the page stays awake, and a cancellation ends it. */
export async function planInWorker(): Promise<string> {
  const worker = new Worker(new URL('./planner.worker.ts', import.meta.url), { type: 'module' });
  const stop = new AbortController();
  let [told, ticks] = [0, 0];
  const clock = setInterval(() => {
    ticks += 1;
  }, 1);
  const { plan, cancelled } = await scheduleInWorker({
    worker,
    id: 'plan',
    task,
    onProgress: ({ schedules }) => {
      told += 1;
      if (schedules >= 200 && ticks > 0) stop.abort();
    },
    signal: stop.signal,
  });
  clearInterval(clock);
  const circle = [{ id: 'a', effortHours: 1, predecessors: ['a'] }];
  const refused = await codeOf(scheduleInWorker({ worker, id: 'circle', task: { ...task, items: circle } }));
  worker.terminate();
  const missing = new Worker(new URL('/no-such-worker.js', location.href), { type: 'module' });
  const unstarted = await codeOf(scheduleInWorker({ worker: missing, id: 'missing', task }));
  const works = cancelled && told > 5 && plan.items.length === items.length && plan.schedules >= 200;
  return `worker ${works ? 'planned and was cancelled' : `cancelled: ${cancelled}, told ${told}`}, ${refused}, ${unstarted}`;
}

async function codeOf(answer: Promise<unknown>): Promise<string> {
  try {
    await answer;
    return 'no error';
  } catch (error) {
    return (error as { readonly code?: string }).code ?? String(error);
  }
}
