export type { TaskProgress } from '../steps.ts';
export { type CancelSignal, type RunInWorkerOptions, runInWorker, scheduleInWorker } from './client.ts';
export type { MessageEnd, WorkerReply, WorkerRequest } from './messages.ts';
export { servePlanner, serveScheduling } from './serve.ts';
export type { ScheduleTask, SolveTask, WorkerTasks } from './tasks.ts';
