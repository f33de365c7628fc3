import type { Actor } from '@meritkit/core/ports';
import type { Approval } from '../approval/index.ts';
import { readActor, readText } from './read.ts';

/**
 * The words that belong to an entry, for its erasable details: why, who asked and who agreed, and for whom they acted,
 * so that an assistant's act is told from its principal's. Undefined for none.
 */
export function wordsOf(input: {
  readonly reason?: string | undefined;
  readonly actor?: Actor | undefined;
  readonly approval?: Approval | undefined;
}): Readonly<Record<string, string>> | undefined {
  const { reason, actor, approval } = input;
  const why = readText(reason, ['reason']);
  if (actor === undefined && approval === undefined) return why === undefined ? undefined : { reason: why };
  if (actor !== undefined) readActor(actor);
  return given({
    reason: why,
    approvedBy: approval?.approvedBy,
    approvedOnBehalfOf: approval?.approvedOnBehalfOf,
    requestedBy: approval?.requestedBy ?? actor?.id,
    requestedOnBehalfOf: actor?.onBehalfOf ?? approval?.requestedOnBehalfOf,
  });
}

function given(fields: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> | undefined {
  let words: Record<string, string> | undefined;
  for (const name in fields) {
    const value = fields[name];
    if (value === undefined) continue;
    words ??= {};
    words[name] = value;
  }
  return words;
}
