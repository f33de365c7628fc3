export { createMemoryReviewStore } from './store.ts';
