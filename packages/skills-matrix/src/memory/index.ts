export { createMemorySkillsStore } from './store.ts';
