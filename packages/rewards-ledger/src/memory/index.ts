export { createMemoryLedgerStore } from './store.ts';
