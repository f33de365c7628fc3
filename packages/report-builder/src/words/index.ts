export type { MessageKey } from '../messages.ts';
export { messages } from '../messages.ts';
export { createWords, type ReaderOptions } from './create.ts';
export type { Formatter, Words } from './words.ts';
