export { createMemoryPlannerData, createMemoryPlannerStore, type MemoryPlannerData } from './store.ts';
