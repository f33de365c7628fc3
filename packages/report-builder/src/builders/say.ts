import type { Message, Parameter } from '../document/text.ts';
import type { MessageKey } from '../messages.ts';

/** A sentence of this package's catalogue: a key that is not there does not compile. */
export function say(message: MessageKey, parameters?: Readonly<Record<string, Parameter>>): Message {
  return parameters === undefined ? { message } : { message, with: parameters };
}
