export { createMemoryAccountMap } from './accounts.ts';
export { createMemoryAuditSink } from './audit.ts';
export { createMemoryDatabase, type MemoryDatabase, type MemoryTransaction } from './database.ts';
export { createMemoryCalendar, createMemoryDirectory } from './directory.ts';
export { createMemoryFactStore } from './facts.ts';
export { createMemoryProcessStore } from './processes.ts';
