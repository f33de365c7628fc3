import { MeritkitError } from '@meritkit/core/errors';
import { isTold, type Stop } from '../steps.ts';
import { listen, type MessageEnd, post, type WorkerRequest } from './messages.ts';
import { allRunners, planRunners, type Runners, type WorkerTasks } from './tasks.ts';

/**
 * Makes a worker of this thread for every kind of task: it works off what it is sent, tells how far it is, and stops when
 * told, with the best result so far. A worker file is two lines, in a browser with `self` and in Node with `parentPort`.
 *
 * @example
 * ```ts
 * import { servePlanner } from '@meritkit/workload-planner/worker';
 *
 * const stop = servePlanner({ end: new MessageChannel().port1 });
 * stop(); // undefined
 * ```
 */
export function servePlanner(options: { readonly end: MessageEnd }): () => void {
  return serve(options.end, allRunners);
}

/**
 * As `servePlanner` for plans alone (`scheduleInWorker`): a smaller script, since the other kinds are not in it.
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
  return serve(options.end, planRunners);
}

function serve(end: MessageEnd, runners: Runners): () => void {
  const running = new Map<string, Run>();
  const receive = (message: unknown) => {
    const request = message as WorkerRequest;
    if (request?.type === 'meritkit.cancel') {
      const run = running.get(request.id);
      if (run !== undefined) run.isCancelled = true;
    }
    if (request?.type === 'meritkit.task') {
      const run = { isCancelled: false };
      running.set(request.id, run);
      void work(end, request, runners, run).then(() => running.delete(request.id));
    }
  };
  return listen(end, { receive });
}

/** A task under way. A cancellation that comes after its end finds nothing, and cannot hit a later task of that id. */
interface Run {
  isCancelled: boolean;
}

type Result = WorkerTasks[keyof WorkerTasks]['result'];
type Progress = WorkerTasks[keyof WorkerTasks]['progress'];

async function work(
  end: MessageEnd,
  request: Extract<WorkerRequest, { readonly type: 'meritkit.task' }>,
  runners: Runners,
  run: Run,
): Promise<void> {
  const { id, kind, task } = request;
  try {
    // Only the client's types know that the task is of its kind; every function checks its own input.
    const start = runners[kind] as ((asked: typeof task, stop: Stop) => Generator<Progress, Result | null>) | undefined;
    if (start === undefined) {
      const message = `this worker does not serve "${kind}"`;
      throw new MeritkitError({ code: 'planner/worker-failed', message, data: {} });
    }
    // A cancellation that was sent with the task comes first.
    await turn();
    const steps = start(task, () => run.isCancelled);
    for (let count = 1; ; count += 1) {
      const step = steps.next();
      if (step.done === true) {
        post(end, { type: 'meritkit.result', id, result: step.value, cancelled: run.isCancelled });
        return;
      }
      // Of schedules without news only some are told: a message each would cost more than the schedule.
      if (!('improved' in step.value) || step.value.improved || isTold(count)) {
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
