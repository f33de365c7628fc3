import type { Message, ReportText } from './text.ts';

/** True for a message, false for words that a user wrote. */
export function isMessage(text: ReportText): text is Message {
  return typeof text === 'object' && 'message' in text;
}
