import { describe, expect, it } from 'vitest';
import { keptSamples, shapeOf } from '../../../scripts/kept-samples.ts';
import { parseAccountLinks } from '../src/accounts/index.ts';
import { parseAuditEntry } from '../src/audit/index.ts';
import { VersionConflictError } from '../src/errors/index.ts';
import { parseEvent } from '../src/events/index.ts';
import { parseFact } from '../src/facts/index.ts';
import { createMemoryProcessStore } from '../src/memory/index.ts';
import { parseNotificationIntent } from '../src/notifications/index.ts';
import { parseOrganisation } from '../src/organisation/index.ts';
import { type ProcessStoreV1, parseProcess, runProcess } from '../src/processes/index.ts';
import { type StoredSamples, writeSamples } from './samples/life.ts';

const kept = keptSamples<StoredSamples>(new URL('samples/', import.meta.url));
const [version1] = kept;

/** How each stored type is read. An event's version is of its data, which its own package reads. */
const readers: Readonly<Record<Exclude<keyof StoredSamples, 'event'>, (input: unknown) => unknown>> = {
  fact: parseFact,
  'account-link': (input) => parseAccountLinks([input])[0],
  'audit-entry': parseAuditEntry,
  process: parseProcess,
  notification: parseNotificationIntent,
  organisation: parseOrganisation,
};
const tooNew = expect.objectContaining({ code: 'core/newer-document' });

describe('what hosts store', () => {
  it('in version 1 is read as it was written', () => {
    for (const [type, read] of Object.entries(readers)) {
      for (const sample of version1[type as keyof typeof readers]) expect(read(sample)).toEqual(sample);
    }
    for (const event of version1.event) expect(parseEvent(event)).toEqual(event);
  });

  it('is what is written today: another shape needs another version, and a sample of it', async () => {
    expect(shapeOf(await writeSamples())).toEqual(shapeOf(kept.at(-1)));
  });

  it('is refused in a later version, and where it says none', () => {
    for (const [type, read] of Object.entries(readers)) {
      const [sample] = version1[type as keyof typeof readers];
      expect(() => read({ ...sample, schemaVersion: 2 }), type).toThrow(tooNew);
      const { schemaVersion: _, ...bare } = sample!;
      expect(() => read(bare), type).toThrow(/schemaVersion/);
    }
    const links = [version1['account-link'][0], { ...version1['account-link'][0], schemaVersion: 2 }];
    expect(() => parseAccountLinks(links)).toThrow(
      expect.objectContaining({ issues: [expect.objectContaining({ path: [1, 'schemaVersion'] })] }),
    );
  });

  it('is refused by a run that finds a process of a later build, before any step', async () => {
    const process = version1.process.find(({ id }) => id === 'running')!;
    const memory = createMemoryProcessStore({ tenantId: 'acme' });
    const store: ProcessStoreV1 = { ...memory, loadProcess: async () => ({ ...process, schemaVersion: 2 as 1 }) };
    const { id, type, input } = process;
    const steps = ['redeem', 'book'].map((name) => ({ name, run: () => Promise.reject(new Error('ran')) }));
    await expect(runProcess({ store, id, type, input, steps })).rejects.toEqual(tooNew);
    // The same where the other build was faster: its state is found after a write that lost.
    let reads = 0;
    const raced: ProcessStoreV1 = {
      ...store,
      loadProcess: async (processId) => {
        reads += 1;
        return reads === 1 ? null : store.loadProcess(processId);
      },
      saveProcess: async () => {
        throw new VersionConflictError({ subject: id, expectedVersion: 0, actualVersion: 1 });
      },
    };
    await expect(runProcess({ store: raced, id, type, input, steps })).rejects.toEqual(tooNew);
  });
});
