import { createEvent } from '@meritkit/core/events';
import type { JsonObject } from '@meritkit/core/json';
import type { Page, PageRequest } from '@meritkit/core/ports';
import type { CycleCommand } from '../cycle/command.ts';
import type { ReviewCycle } from '../cycle/cycle.ts';
import { decideCycle } from '../cycle/decide.ts';
import { waitingForScore } from '../cycle/results.ts';
import type { CycleWrite, ReviewStoreV1 } from '../ports.ts';

/** The write that a command leads to, with ids made from the key. */
export function writeOf(options: {
  readonly key: string;
  readonly cycleId: string;
  readonly cycle: ReviewCycle | null;
  readonly expectedVersion: number;
  readonly command?: CycleCommand;
  readonly actorId?: string;
}): CycleWrite {
  const { key, cycleId, cycle, expectedVersion, actorId = 'hr' } = options;
  const at = '2026-11-22T09:00:00+08:00';
  const command: CycleCommand = options.command ?? nextCommand(cycle);
  const decision = decideCycle({ cycle, cycleId, command, actorId, at, newId: `text-${key}`, salt: `salt-${key}` });
  if (!decision.ok) throw new Error(`the kit's own command was refused: ${decision.rejection.code}`);
  const data = { cycleId, ...('personId' in command ? { personId: command.personId } : {}) };
  return {
    key,
    fingerprint: `fingerprint-${key}`,
    expectedVersion,
    cycle: decision.cycle,
    entries: [decision.entry],
    texts: decision.text === null ? [] : [decision.text],
    events: [
      createEvent({
        type: 'meritkit.performance.cycle-advanced.v1',
        id: `event-${key}`,
        time: at,
        tenantId: 'kit',
        actor: { id: actorId, requestId: key },
        data,
      }),
    ],
    answer: decision.cycle as unknown as JsonObject,
  };
}

/** The command that leads a cycle on, whatever its stage. */
function nextCommand(cycle: ReviewCycle | null): CycleCommand {
  if (cycle === null) return opening;
  const [personId] = cycle.stage === 'manager' ? waitingForScore(cycle) : [];
  if (personId === undefined) return { kind: 'advance' };
  return { kind: 'leave-unscored', personId, reason: 'On leave since October' };
}

const opening: CycleCommand = {
  kind: 'open',
  cycleKind: 'milestone',
  period: { start: '2026-10-01', end: '2027-01-01' },
  participants: ['p1', 'p2'],
};

/** Commands that lead a new cycle to an appeal with two texts about `p1` and one about `p2`. */
export const untilAppeal: readonly { readonly command: CycleCommand; readonly actorId: string }[] = [
  { command: opening, actorId: 'hr' },
  { command: { kind: 'advance' }, actorId: 'hr' },
  { command: { kind: 'advance' }, actorId: 'hr' },
  { command: { kind: 'advance' }, actorId: 'hr' },
  {
    command: { kind: 'record-score', personId: 'p1', value: 80, coverage: 0.9, explanationHash: 'a'.repeat(64) },
    actorId: 'm1',
  },
  { command: { kind: 'leave-unscored', personId: 'p2', reason: 'On leave since October' }, actorId: 'm1' },
  { command: { kind: 'advance' }, actorId: 'hr' },
  { command: { kind: 'override', personId: 'p1', value: 82, reason: 'Led the migration too' }, actorId: 'm2' },
  { command: { kind: 'confirm', personId: 'p1' }, actorId: 'm2' },
  { command: { kind: 'advance' }, actorId: 'hr' },
  { command: { kind: 'appeal', personId: 'p1', reason: 'The client was not asked' }, actorId: 'p1' },
];

/** Every item of a list, page by page. */
export async function readPages<Item>(
  list: (page: PageRequest) => Promise<Page<Item>>,
  limit = 2,
): Promise<readonly Item[]> {
  const items: Item[] = [];
  for (let cursor: string | null = null, pages = 0; pages < 1000; pages += 1) {
    const page: Page<Item> = await list({ cursor, limit });
    items.push(...page.items);
    if (page.nextCursor === null) return items;
    cursor = page.nextCursor;
  }
  throw new Error('paging does not end');
}

/** The write that opens a cycle. */
export const opened = (cycleId: string, key = `open-${cycleId}`): CycleWrite =>
  writeOf({ key, cycleId, cycle: null, expectedVersion: 0 });

/** Runs the sample commands up to an appeal and returns the cycle. */
export async function writeAll<Transaction>(store: ReviewStoreV1<Transaction>, cycleId: string) {
  let cycle = null as CycleWrite['cycle'] | null;
  for (const [index, { command, actorId }] of untilAppeal.entries()) {
    const write = writeOf({ key: `key-${index}`, cycleId, cycle, expectedVersion: index, command, actorId });
    await store.append(write);
    cycle = write.cycle;
  }
  return cycle!;
}
