import type { JsonObject } from '@meritkit/core/json';
import type { Page, PageRequest } from '@meritkit/core/ports';
import type { CycleCommand } from '../../src/cycle/command.ts';
import type { ReviewCycle } from '../../src/cycle/cycle.ts';
import type { LogEntry, LogText } from '../../src/cycle/log.ts';
import { createMemoryReviewStore } from '../../src/memory/index.ts';
import { createReviewService } from '../../src/service.ts';

/** What the review service stores; answers in the order of the commands. */
export interface StoredSamples {
  readonly cycles: readonly ReviewCycle[];
  readonly answers: readonly JsonObject[];
  readonly entries: readonly LogEntry[];
  readonly texts: readonly LogText[];
  readonly events: readonly unknown[];
}

const opening = {
  kind: 'open',
  cycleKind: 'milestone',
  period: { start: '2026-10-01', end: '2027-01-01' },
  participants: ['lin', 'zhao'],
} as const satisfies CycleCommand;
const score = { coverage: 0.9, explanationHash: 'a'.repeat(64) };
const advance: readonly [string, CycleCommand] = ['hr', { kind: 'advance' }];
const commands: readonly (readonly [string, CycleCommand])[] = [
  ['hr', opening],
  ...[advance, advance, advance],
  ['m1', { kind: 'record-score', personId: 'lin', value: 80, ...score }],
  ['m1', { kind: 'leave-unscored', personId: 'zhao', reason: 'On leave since October' }],
  advance,
  ['m2', { kind: 'override', personId: 'lin', value: 82, reason: 'Led the migration too' }],
  ['m2', { kind: 'confirm', personId: 'lin' }],
  advance,
  ['lin', { kind: 'appeal', personId: 'lin', reason: 'The client was not asked' }],
  ['m3', { kind: 'decide-appeal', appealId: 'q4/appeal-1', decision: 'upheld', reason: 'Asked now', value: 85 }],
];

/** A cycle from its opening to a decided appeal and another just opened, the same every time. */
export async function writeSamples(): Promise<StoredSamples> {
  const store = createMemoryReviewStore({ tenantId: 'acme' });
  let serial = 0;
  const ids = () => {
    serial += 1;
    return `id-${serial}`;
  };
  const service = createReviewService({ store, ids, salts: ids });
  const keys = commands.map((_, index) => `key-${index}`);
  const frame = (key: string, cycleId: string, id: string) => {
    return { key, cycleId, actor: { id, requestId: `r-${key}` }, at: '2026-11-22T09:00:00+08:00' };
  };
  for (const [index, [actorId, command]] of commands.entries()) {
    await service.execute(frame(keys[index]!, 'q4', actorId), command);
  }
  await service.execute(frame('other', 'q1', 'hr'), { ...opening, cycleKind: 'quarterly' });
  const all = async <Item>(list: (page: PageRequest) => Promise<Page<Item>>) =>
    (await list({ cursor: null, limit: 100 })).items;
  const samples: StoredSamples = {
    cycles: (await all((page) => store.listCycles({ filter: {}, page }))).map(({ cycle }) => cycle),
    answers: (await Promise.all(keys.map(store.findAnswer))).flatMap((found) => (found === null ? [] : [found.answer])),
    entries: await all((page) => store.listEntries({ cycleId: 'q4', page })),
    texts: await all((page) => store.listTexts({ cycleId: 'q4', page })),
    events: await all(store.listEvents),
  };
  return JSON.parse(JSON.stringify(samples)) as StoredSamples;
}
