import { describe, expect, it } from 'vitest';
import { keptSamples, shapeOf } from '../../../scripts/kept-samples.ts';
import { verifyLog } from '../src/cycle/log.ts';
import { createMemoryReviewStore } from '../src/memory/index.ts';
import type { ReviewStoreV1 } from '../src/ports.ts';
import { readReviewCycle } from '../src/schemas.ts';
import { createReviewService } from '../src/service.ts';
import { type StoredSamples, writeSamples } from './samples/life.ts';

const kept = keptSamples<StoredSamples>(new URL('samples/', import.meta.url));
const [version1] = kept;
const cycle = version1.cycles.find(({ id }) => id === 'q4')!;
const tooNew = expect.objectContaining({ code: 'core/newer-document' });
const command = { kind: 'advance' } as const;
const frame = {
  ...{ key: 'k', cycleId: 'q4', actor: { id: 'hr', requestId: 'r' } },
  at: '2026-11-22T09:00:00+08:00',
};

/** A service over what version 1 stored, with some of it changed. */
function serviceWith(change: Partial<ReviewStoreV1>) {
  const store: ReviewStoreV1 = {
    ...createMemoryReviewStore({ tenantId: 'acme' }),
    loadCycle: async () => ({ cycle, version: version1.entries.length }),
    listEntries: async () => ({ items: version1.entries, nextCursor: null }),
    listTexts: async () => ({ items: version1.texts, nextCursor: null }),
    ...change,
  };
  return createReviewService({ store });
}

describe('what reviews stored', () => {
  it('in version 1 is read as it was written, and its log still verifies', async () => {
    for (const stored of [...version1.cycles, ...version1.answers]) expect(readReviewCycle(stored)).toEqual(stored);
    const { entries, texts } = version1;
    expect(verifyLog({ cycle, entries, texts })).toEqual({ ok: true, entries: entries.length });
    expect(await serviceWith({}).verify('q4')).toEqual({ ok: true, entries: entries.length });
  });

  it('is what is written today: another shape needs another version, and a sample of it', async () => {
    expect(shapeOf(await writeSamples())).toEqual(shapeOf(kept.at(-1)));
  });

  it('is told broken, not unreadable, where somebody changed it', async () => {
    const { schemaVersion: _, results: _results, ...lost } = cycle;
    const loadCycle = async () => ({ cycle: lost as typeof cycle, version: 1 });
    const broken = { ok: false, rejection: { code: 'performance/log-broken', problem: 'state' } };
    expect(await serviceWith({ loadCycle }).verify('q4')).toMatchObject(broken);
  });

  it('is refused in a later version: by a command, its replay, and a check of the log', async () => {
    const newer = { ...cycle, schemaVersion: 2 as 1 };
    const loadCycle = async () => ({ cycle: newer, version: 1 });
    await expect(serviceWith({ loadCycle }).execute(frame, command)).rejects.toEqual(tooNew);
    await expect(serviceWith({ loadCycle }).verify('q4')).rejects.toEqual(tooNew);
    const items = version1.entries.map((entry) => ({ ...entry, schemaVersion: 2 as 1 }));
    const listEntries = async () => ({ items, nextCursor: null });
    await expect(serviceWith({ listEntries }).verify('q4')).rejects.toEqual(tooNew);

    const memory = createMemoryReviewStore({ tenantId: 'acme' });
    const store: ReviewStoreV1 = {
      ...memory,
      findAnswer: async (key) => {
        const found = await memory.findAnswer(key);
        return found === null ? null : { ...found, answer: { ...found.answer, schemaVersion: 2 } };
      },
    };
    const service = createReviewService({ store });
    const period = { start: '2026-10-01', end: '2027-01-01' };
    const open = { kind: 'open', cycleKind: 'quarterly', period, participants: ['lin'] } as const;
    expect((await service.execute(frame, open)).result.ok).toBe(true);
    await expect(service.execute(frame, open)).rejects.toEqual(tooNew);
  });
});
