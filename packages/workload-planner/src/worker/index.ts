export { type CancelSignal, scheduleInWorker } from './client.ts';
export type { MessageEnd, ScheduleTask, WorkerReply, WorkerRequest } from './messages.ts';
export { serveScheduling } from './serve.ts';
