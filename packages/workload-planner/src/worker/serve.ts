import { MeritkitError } from '@meritkit/core/errors';
import { searchSchedules } from '../schedule/schedule-work.ts';
import { listen, type MessageEnd, post, type WorkerRequest } from './messages.ts';

/** Schedules between two looks at the messages; about a tenth of a second for a company. */
const SLICE = 10;

/**
 * Makes a worker of this thread: it schedules what it is sent, tells how far it is, and stops when told, with the best
 * plan so far. A worker file is two lines, in a browser with `self` and in Node with `parentPort`.
 *
 * @example
 * ```ts
 * import { serveScheduling } from '@meritkit/workload-planner/worker';
 *
 * const stop = serveScheduling({ end: new MessageChannel().port1 });
 * stop(); // undefined
 * ```
 */
export function serveScheduling(options: { readonly end: MessageEnd }): () => void {
  const { end } = options;
  const running = new Map<string, Run>();
  const receive = (message: unknown) => {
    const request = message as WorkerRequest;
    if (request?.type === 'meritkit.cancel') {
      const run = running.get(request.id);
      if (run !== undefined) run.isCancelled = true;
    }
    if (request?.type === 'meritkit.schedule') {
      const run = { isCancelled: false };
      running.set(request.id, run);
      void work(end, request, run).then(() => running.delete(request.id));
    }
  };
  return listen(end, { receive });
}

/** A task under way. A cancellation that comes after its end finds nothing, and cannot hit a later task of that id. */
interface Run {
  isCancelled: boolean;
}

async function work(
  end: MessageEnd,
  request: Extract<WorkerRequest, { readonly type: 'meritkit.schedule' }>,
  run: Run,
): Promise<void> {
  const { id, task } = request;
  try {
    const search = searchSchedules({ ...task, stop: () => run.isCancelled });
    for (let count = 1; ; count += 1) {
      const step = search.next();
      if (step.done === true) {
        post(end, { type: 'meritkit.plan', id, plan: step.value, cancelled: run.isCancelled });
        return;
      }
      if (step.value.improved || count % SLICE === 0) {
        post(end, { type: 'meritkit.progress', id, progress: step.value });
        await turn();
      }
    }
  } catch (error) {
    const known = MeritkitError.isInstance(error)
      ? error.toJSON()
      : { code: 'planner/worker-failed', message: String(error), data: {} };
    post(end, { type: 'meritkit.failure', id, ...known });
  }
}

/** Browsers and Node both have it; the language's own library does not name it. */
const timers = globalThis as unknown as { readonly setTimeout: (work: () => void, milliseconds: number) => unknown };

/** Lets messages in. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    timers.setTimeout(resolve, 0);
  });
}
