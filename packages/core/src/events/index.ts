export { publishAfterCommit, refusePublishWithin } from './after-commit.ts';
export {
  type CloudEvent,
  cloudEventSchema,
  createEvent,
  type EventMap,
  type EventOf,
  type EventType,
  parseEvent,
} from './event.ts';
export { createEmitter, type EventEmitter, type HandlerFailure, type Publish, publishTo } from './publish.ts';
