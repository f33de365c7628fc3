import { describe, expect, it } from 'vitest';
import { createMemoryAuditSink } from '../memory/index.ts';
import { createAuditEntry, entryNames, eraseFromEntry } from './index.ts';

const entry = createAuditEntry({
  id: 'a-1',
  at: '2026-11-22T09:00:00+08:00',
  actor: { id: 'zhou', requestId: 'r', reason: 'because of Lin' },
  action: 'score.read',
  subject: { type: 'scorecard', id: 's-1' },
  personId: 'lin',
  outcome: 'done',
  details: { note: 'x' },
});

describe('an audit entry', () => {
  it('names an actor, a request and an instant', () => {
    expect(entry.schemaVersion).toBe(1);
    for (const change of [{ actor: { id: '', requestId: 'r' } }, { actor: { id: 'a', requestId: '' } }]) {
      expect(() => createAuditEntry({ ...entry, ...change })).toThrow(
        expect.objectContaining({ code: 'core/invalid-input' }),
      );
    }
    expect(() => createAuditEntry({ ...entry, at: 'now' })).toThrow(
      expect.objectContaining({ code: 'core/not-an-instant' }),
    );
  });

  it('forgets a person in every place and nobody else', () => {
    expect(eraseFromEntry(entry, 'lin')).toEqual({
      schemaVersion: 1,
      id: 'a-1',
      at: entry.at,
      actor: { id: 'zhou', requestId: 'r' },
      action: 'score.read',
      subject: { type: 'scorecard', id: 's-1' },
      outcome: 'done',
    });
    expect(eraseFromEntry(entry, 'zhou')).toMatchObject({
      actor: { id: 'erased' },
      personId: 'lin',
      details: { note: 'x' },
    });
    expect(eraseFromEntry(entry, 'zhou').actor).not.toHaveProperty('reason');
    expect(eraseFromEntry(entry, 'nobody')).toEqual(entry);
    const proxy = { ...entry, actor: { id: 'bot', requestId: 'r', onBehalfOf: 'zhou' } };
    expect([
      entryNames(proxy, 'zhou'),
      entryNames(proxy, 'lin'),
      entryNames(proxy, 'bot'),
      entryNames(proxy, 'x'),
    ]).toEqual([true, true, true, false]);
    expect(entryNames({ ...entry, subject: { type: 'person', id: 'x' } }, 'x')).toBe(true);
    expect(entryNames({ ...entry, subject: { type: 'unit', id: 'x' } }, 'x')).toBe(false);
  });
});

it('details with a member that is undefined are recorded as JSON keeps them', async () => {
  const sink = createMemoryAuditSink({ tenantId: 'a' });
  const made = createAuditEntry({
    id: 'a-9',
    at: '2026-11-22T09:00:00+08:00',
    actor: { id: 'zhou', requestId: 'r' },
    action: 'x',
    subject: { type: 'scorecard', id: 's' },
    outcome: 'done',
    details: { note: undefined, kept: [1] },
  });
  await sink.record([made]);
  const { items } = await sink.list({ filter: {}, page: { cursor: null, limit: 10 } });
  expect(items.map((entry) => entry.details)).toEqual([{ kept: [1] }]);
});
