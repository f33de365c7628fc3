import { KeyConflictError, VersionConflictError } from '@meritkit/core/errors';
import { publishAfterCommit } from '@meritkit/core/events';
import { hmacSha256Hex } from '@meritkit/core/hash';
import { canonicalJson, type JsonObject } from '@meritkit/core/json';
import type { CommandName } from '../erasure/places.ts';
import type { EngagementWrite } from '../ports.ts';
import { readBody } from '../stored/upcast.ts';
import { isRefused, record, recordAgain } from './audit.ts';
import { type Command, documentOf, type EngagementContext, storedKey } from './context.ts';
import { readActor } from './read.ts';

/** What a command writes, its subject first, and whose data it is about. */
type Write = Partial<Pick<EngagementWrite, 'documents' | 'admissions' | 'events'>> & {
  readonly about?: readonly string[];
};

/** Writes, and keeps the answer beside what was written. `unkept` is told the first time only and stored nowhere. */
export type Keep = <Kept extends object>(write: Write, answer: Kept, unkept?: Partial<Kept>) => Promise<Kept>;

/** How often a command is decided again when other writers were faster. */
const attempts = 100;

/**
 * Runs a command that has one effect per key. The answer is stored in the same commit as its effect, so that a replay
 * gives the first answer again, however far the documents have moved on; it writes and publishes nothing, and is recorded
 * only where the first call could not be. A refusal that wrote nothing is recorded and not kept: it is decided again, and
 * so is a command when another writer was faster.
 *
 * @throws KeyConflictError when the key came before with another request or from another actor
 */
export async function once<Answer extends object>(
  context: EngagementContext,
  name: CommandName,
  command: Command,
  act: (keep: Keep) => Promise<Answer>,
): Promise<Answer> {
  const { actor, ...request } = command;
  const { id, onBehalfOf = null } = readActor(actor);
  const asked = canonicalJson([name, id, onBehalfOf, JSON.parse(JSON.stringify(request)) as JsonObject]);
  const fingerprint = hmacSha256Hex(context.secret, asked);
  const key = storedKey(context, command.key);
  const firstAnswer = async <Kept extends object>(): Promise<Kept | null> => {
    const stored = await context.store.load({ type: 'outcome', id: key });
    if (stored === null) return null;
    const kept = readBody('outcome', stored.body);
    if (kept.request !== fingerprint) throw new KeyConflictError({ key: command.key });
    const { subject, about: people } = kept;
    // The request is the same, and with it the command, so this is what it answers.
    const answer = kept.answer as Kept;
    await recordAgain(context, key, { actor, action: name, subject, people, isRefused: isRefused(answer) });
    return answer;
  };
  const write = async <Kept extends object>(given: Write, toKeep: Kept, unkept?: Partial<Kept>): Promise<Kept> => {
    const { documents = [], events = [], admissions = [], about = [] } = given;
    const { type, id: subjectId } = documents[0]!;
    const subject = { type, id: subjectId };
    const kept = { command: name, request: fingerprint, subject, about, answer: toKeep };
    const done = { actor, action: name, subject, people: about, isRefused: isRefused(toKeep) };
    // A sink that fails must not take along what is told once: it is asked first.
    if (unkept !== undefined) await recordAgain(context, key, done);
    const { repeated } = await context.store.commit({
      ...{ key, fingerprint, admissions, spent: [], responses: [], events },
      documents: [...documents, documentOf('outcome', key, kept, null)],
    });
    if (repeated) return (await firstAnswer<Kept>()) ?? toKeep;
    publishAfterCommit({ publish: context.publish, events });
    if (unkept === undefined) await recordAgain(context, key, done);
    return { ...toKeep, ...unkept };
  };
  for (let attempt = 1; ; attempt += 1) {
    const first = await firstAnswer<Answer>();
    if (first !== null) return first;
    let isKept = false;
    try {
      const answer = await act((...written) => {
        isKept = true;
        return write(...written);
      });
      if (!isKept && isRefused(answer)) await recordRefusal(context, { actor, action: name, key, answer });
      return answer;
    } catch (error) {
      if (!VersionConflictError.isInstance(error) || attempt >= attempts) throw error;
    }
  }
}

/** A refusal says nothing of what was there; whom it names was to be acted upon, or to be somebody else. */
async function recordRefusal(
  context: EngagementContext,
  refused: {
    readonly actor: Command['actor'];
    readonly action: CommandName;
    readonly key: string;
    readonly answer: object;
  },
): Promise<void> {
  const { actor, action, key } = refused;
  const { rejection } = refused.answer as {
    readonly rejection?: { readonly code?: string; readonly personId?: string };
  };
  const people = rejection?.personId === undefined ? [] : [rejection.personId];
  const subject = { type: 'request', id: key };
  const code = rejection?.code;
  await record(context, { actor, action, subject, people, isRefused: true, ...(code === undefined ? {} : { code }) });
}
