import type { Plan } from '../schedule/report.ts';
import type { ScheduleProgress, ScheduleWorkOptions } from '../schedule/schedule-work.ts';

/** What a worker is asked: everything of `scheduleWork` that can be posted. */
export type ScheduleTask = Omit<ScheduleWorkOptions, 'stop' | 'onImprovement'>;

/** Messages to a worker. */
export type WorkerRequest =
  | { readonly type: 'meritkit.schedule'; readonly id: string; readonly task: ScheduleTask }
  | { readonly type: 'meritkit.cancel'; readonly id: string };

/** Messages from a worker. `cancelled` comes with the best plan so far. */
export type WorkerReply =
  | { readonly type: 'meritkit.progress'; readonly id: string; readonly progress: ScheduleProgress }
  | { readonly type: 'meritkit.plan'; readonly id: string; readonly plan: Plan; readonly cancelled: boolean }
  | {
      readonly type: 'meritkit.failure';
      readonly id: string;
      readonly code: string;
      readonly message: string;
      readonly data: unknown;
    };

/** One end of a channel: a browser's `Worker`, `self` or `MessagePort`, or Node's `Worker`, `parentPort` or `MessagePort`. */
export interface MessageEnd {
  readonly postMessage: (message: never) => void;
  // Platforms type their listeners differently; the one that is added takes an event with `data`.
  readonly addEventListener?: (type: 'message', listener: never) => void;
  readonly removeEventListener?: (type: 'message', listener: never) => void;
  readonly on?: (type: 'message', listener: (message: unknown) => void) => unknown;
  readonly off?: (type: 'message', listener: (message: unknown) => void) => unknown;
}

/** Listens on either kind of end; the answer stops listening. */
export function listen(end: MessageEnd, receive: (message: unknown) => void): () => void {
  if (end.on !== undefined) {
    end.on('message', receive);
    return () => end.off?.('message', receive);
  }
  const listener = (event: { readonly data: unknown }) => receive(event.data);
  end.addEventListener?.('message', listener as never);
  return () => end.removeEventListener?.('message', listener as never);
}

/** Posts a message; the type of an end is too narrow on purpose, so that any library's end fits. */
export function post(end: MessageEnd, message: WorkerRequest | WorkerReply): void {
  end.postMessage(message as never);
}
