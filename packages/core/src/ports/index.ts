export type { Actor } from './actor.ts';
export type { IdSource } from './ids.ts';
export { MAXIMUM_PAGE_SIZE, type Page, type PageRequest } from './page.ts';
export type { Joined, StorePort, Transactional, WriteGuard } from './store.ts';
export { uuidV7 } from './uuid.ts';
