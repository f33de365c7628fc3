export { createMemoryEngagementStore } from './store.ts';
