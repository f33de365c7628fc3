import { say } from './builders/say.ts';
import type { MessageKey } from './messages.ts';

/** A key of the catalogue compiles. */
export const known: MessageKey = 'value.title';

/** A sentence that nobody wrote does not. */
// @ts-expect-error there is no such key
export const unknown = say('value.nowhere');
