import type { WorkerTasks } from './tasks.ts';

type Kind = keyof WorkerTasks;

/** Messages to a worker. */
export type WorkerRequest =
  | {
      readonly type: 'meritkit.task';
      readonly id: string;
      readonly kind: Kind;
      readonly task: WorkerTasks[Kind]['task'];
    }
  | { readonly type: 'meritkit.cancel'; readonly id: string };

/** Messages from a worker. `cancelled` comes with the best result so far; null where there is none yet. */
export type WorkerReply =
  | { readonly type: 'meritkit.progress'; readonly id: string; readonly progress: WorkerTasks[Kind]['progress'] }
  | {
      readonly type: 'meritkit.result';
      readonly id: string;
      readonly result: WorkerTasks[Kind]['result'] | null;
      readonly cancelled: boolean;
    }
  | {
      readonly type: 'meritkit.failure';
      readonly id: string;
      readonly code: string;
      readonly message: string;
      readonly data: unknown;
    };

/** A worker of Node's tells when it exits, a port of its when it is closed; a browser's does neither. */
type NodeEvent = 'message' | 'error' | 'exit' | 'close';

/** One end of a channel: a browser's `Worker`, `self` or `MessagePort`, or Node's `Worker`, `parentPort` or `MessagePort`. */
export interface MessageEnd {
  readonly postMessage: (message: never) => void;
  // Platforms type their listeners differently; the one that is added takes an event with `data`.
  readonly addEventListener?: (type: 'message' | 'error', listener: never) => void;
  readonly removeEventListener?: (type: 'message' | 'error', listener: never) => void;
  readonly on?: (type: NodeEvent, listener: (value: unknown) => void) => unknown;
  readonly off?: (type: NodeEvent, listener: (value: unknown) => void) => unknown;
}

/** What is done with a message, and with a worker that does not start or breaks down. */
interface Listener {
  readonly receive: (message: unknown) => void;
  readonly fail?: (reason: string) => void;
}

/** Listens on either kind of end; the answer stops listening. */
export function listen(end: MessageEnd, listener: Listener): () => void {
  const { receive, fail } = listener;
  const failed = (error: unknown) => fail?.(reasonOf(error));
  if (end.on !== undefined) {
    const ended = () => fail?.('the worker ended before it answered');
    const listeners: readonly (readonly [NodeEvent, (value: unknown) => void])[] = [
      ['message', receive],
      ...(fail === undefined
        ? []
        : ([
            ['error', failed],
            ['exit', ended],
            ['close', ended],
          ] as const)),
    ];
    for (const [type, heard] of listeners) end.on(type, heard);
    return () => {
      for (const [type, heard] of listeners) end.off?.(type, heard);
    };
  }
  const received = (event: { readonly data: unknown }) => receive(event.data);
  end.addEventListener?.('message', received as never);
  if (fail !== undefined) end.addEventListener?.('error', failed as never);
  return () => {
    end.removeEventListener?.('message', received as never);
    if (fail !== undefined) end.removeEventListener?.('error', failed as never);
  };
}

/** A browser tells why in its event's `message`, Node in its error's; a script that is not there has none. */
function reasonOf(error: unknown): string {
  const message = (error as { readonly message?: unknown } | null)?.message;
  return typeof message === 'string' && message !== '' ? message : 'the worker did not start';
}

/** Posts a message; the type of an end is too narrow on purpose, so that any library's end fits. */
export function post(end: MessageEnd, message: WorkerRequest | WorkerReply): void {
  end.postMessage(message as never);
}
