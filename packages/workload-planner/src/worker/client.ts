import { MeritkitError } from '@meritkit/core/errors';
import type { Plan } from '../schedule/report.ts';
import type { ScheduleProgress } from '../schedule/schedule-work.ts';
import { listen, type MessageEnd, post, type WorkerReply, type WorkerRequest } from './messages.ts';
import type { ScheduleTask, WorkerTasks } from './tasks.ts';

/** What cancels: an `AbortSignal`, or anything that looks like one. */
export interface CancelSignal {
  readonly aborted: boolean;
  readonly addEventListener: (type: 'abort', listener: () => void) => void;
  readonly removeEventListener: (type: 'abort', listener: () => void) => void;
}

/** A task for a worker. */
export interface RunInWorkerOptions<Kind extends keyof WorkerTasks> {
  readonly worker: MessageEnd;
  /** Tells this task's messages from others on the same worker. */
  readonly id: string;
  readonly kind: Kind;
  readonly task: WorkerTasks[Kind]['task'];
  readonly onProgress?: (progress: WorkerTasks[Kind]['progress']) => void;
  readonly signal?: CancelSignal;
}

/**
 * Has a worker do what would keep this thread busy: decide on a demand, make a plan, look for remedies, replan, forecast,
 * compare scenarios or solve a project. Cancelling is no failure. The answer is then what there is by then: the best plan or
 * schedule, the remedies and scenarios that were tried, a forecast by the futures that were drawn (fewer than 100: null), and
 * of a demand the yes that was found, else `planner/search-stopped`.
 *
 * @throws MeritkitError with the code of what went wrong in the worker, such as `planner/precedence-cycle`;
 * `planner/worker-failed` where the worker does not serve this kind, its script does not load, breaks down or (in Node)
 * ends before it answers; a browser does not tell that a worker was terminated: whoever terminates it forgets the answer
 * @example
 * ```ts
 * import { runInWorker, servePlanner } from '@meritkit/workload-planner/worker';
 *
 * const { port1, port2 } = new MessageChannel();
 * servePlanner({ end: port2 }); // in the worker: servePlanner({ end: self })
 * const team = { people: [{ id: 'lin', hoursPerDay: 8, focus: 1, skills: {} }] };
 * const demand = { id: 'shop', effortHours: 48, start: '2026-11-16', deadline: '2026-11-20' };
 * port1.start();
 * port2.start();
 * const { result } = await runInWorker({ worker: port1, id: 'shop-1', kind: 'remedies', task: { team, demand } });
 * port1.close();
 * result?.map(({ kind }) => kind); // ['hire', 'split']
 * ```
 */
export function runInWorker<Kind extends keyof WorkerTasks>(
  options: RunInWorkerOptions<Kind>,
): Promise<{ readonly result: WorkerTasks[Kind]['result'] | null; readonly cancelled: boolean }> {
  const { worker, id, kind, task, signal } = options;
  return new Promise((resolve, refuse) => {
    const cancel = () => post(worker, { type: 'meritkit.cancel', id });
    const end = (settle: () => void) => {
      stop();
      signal?.removeEventListener('abort', cancel);
      settle();
    };
    const fail = (code: string, message: string, data: Readonly<Record<string, unknown>>) =>
      end(() => refuse(new MeritkitError({ code, message, data })));
    const receive = (message: unknown) => {
      const reply = message as WorkerReply;
      if (reply?.id !== id) return;
      if (reply.type === 'meritkit.progress') options.onProgress?.(reply.progress);
      if (reply.type === 'meritkit.result') {
        const { result, cancelled } = reply;
        end(() => resolve({ result, cancelled }));
      }
      if (reply.type === 'meritkit.failure') {
        fail(reply.code, reply.message, reply.data as Readonly<Record<string, unknown>>);
      }
    };
    const stop = listen(worker, { receive, fail: (reason) => fail('planner/worker-failed', reason, {}) });
    signal?.addEventListener('abort', cancel);
    post(worker, { type: 'meritkit.task', id, kind, task } satisfies WorkerRequest);
    if (signal?.aborted === true) cancel();
  });
}

/**
 * Has a worker make a plan. Cancelling is no failure: the answer is then the best plan so far.
 *
 * @throws MeritkitError with the code of what went wrong in the worker, such as `planner/precedence-cycle`;
 * `planner/worker-failed` where the worker's script does not load, breaks down or (in Node) ends before it answers; a
 * browser does not tell that a worker was terminated: whoever terminates it forgets the answer
 * @example
 * ```ts
 * import { scheduleInWorker, serveScheduling } from '@meritkit/workload-planner/worker';
 *
 * const { port1, port2 } = new MessageChannel();
 * serveScheduling({ end: port2 }); // in the worker: serveScheduling({ end: self })
 * const team = { people: [{ id: 'lin', hoursPerDay: 8, focus: 1, skills: {} }] };
 * const task = { team, items: [{ id: 'a', effortHours: 8 }], start: '2026-11-16', seed: 1 };
 * port1.start();
 * port2.start();
 * const { plan } = await scheduleInWorker({ worker: port1, id: 'plan-1', task });
 * port1.close();
 * plan.items[0]?.finish; // '2026-11-16'
 * ```
 */
export async function scheduleInWorker(options: {
  readonly worker: MessageEnd;
  /** Tells this task's messages from others on the same worker. */
  readonly id: string;
  readonly task: ScheduleTask;
  readonly onProgress?: (progress: ScheduleProgress) => void;
  readonly signal?: CancelSignal;
}): Promise<{ readonly plan: Plan; readonly cancelled: boolean }> {
  const { result, cancelled } = await runInWorker({ ...options, kind: 'schedule' });
  // A search has its first schedule before it can be stopped.
  return { plan: result!, cancelled };
}
