export { createMemoryDatabase, type MemoryDatabase, type MemoryTransaction } from './database.ts';
