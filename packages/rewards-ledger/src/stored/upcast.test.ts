import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { now, openLedger } from '../../testing/ledgers.ts';
import { type StoredSamples, writeSamples } from '../../testing/samples/life.ts';
import { booksOfBody } from '../period/books.ts';
import { payrollOfBody } from '../period/payroll.ts';
import { itemOfBody } from '../redemption/item.ts';
import { redemptionOfBody } from '../redemption/redemption.ts';
import { entryFromJson, entryToJson, hashOfSeal } from '../seal/index.ts';
import { parseLedgerEvent, readStored } from './upcast.ts';

/** Kept as they were when the version was published; never rewritten. */
const version1 = JSON.parse(
  readFileSync(new URL('../../testing/samples/stored-v1.json', import.meta.url), 'utf8'),
) as StoredSamples;

const bodyOf = (type: string) => version1.documents.find((document) => document.type === type)!.body;
const newer = { schemaVersion: 2 };
const tooNew = expect.objectContaining({ code: 'core/newer-document' });

describe('what was stored in version 1', () => {
  it('is read as it was written', () => {
    expect(version1.entries).toHaveLength(11);
    for (const entry of version1.entries) expect(entryToJson(entryFromJson(entry))).toEqual(entry);
    for (const event of version1.events) expect(parseLedgerEvent(event)).toEqual(event);
    expect(booksOfBody(bodyOf('books'))).toEqual(bodyOf('books'));
    expect(payrollOfBody(bodyOf('payroll'))).toEqual(bodyOf('payroll'));
    expect(redemptionOfBody(bodyOf('redemption'))).toEqual(bodyOf('redemption'));
    expect({ schemaVersion: 1, ...itemOfBody(bodyOf('item')) }).toEqual(bodyOf('item'));
    for (const type of ['rule', 'unit', 'sealing'] as const) {
      expect(readStored(type, bodyOf(type))).toEqual(bodyOf(type));
    }
    for (const answer of Object.values(version1.answers)) expect(readStored('answer', answer)).toEqual(answer);
    expect(version1.seals.map((seal) => hashOfSeal(seal))).toEqual(version1.seals.map((seal) => seal.hash));
  });

  it('is what is written today: another shape needs another version, and a sample of it', async () => {
    expect(JSON.parse(JSON.stringify(await writeSamples()))).toEqual(version1);
  });
});

describe('what a later build has stored', () => {
  it('is refused, not misread', () => {
    expect(() => entryFromJson({ ...version1.entries[0], ...newer })).toThrow(tooNew);
    expect(() => booksOfBody({ ...bodyOf('books'), ...newer })).toThrow(tooNew);
    expect(() => payrollOfBody({ ...bodyOf('payroll'), ...newer })).toThrow(tooNew);
    expect(() => redemptionOfBody({ ...bodyOf('redemption'), ...newer })).toThrow(tooNew);
    expect(() => itemOfBody({ ...bodyOf('item'), ...newer })).toThrow(tooNew);
    for (const type of ['rule', 'unit', 'sealing'] as const) {
      expect(() => readStored(type, { ...bodyOf(type), ...newer })).toThrow(tooNew);
    }
    const event = { ...version1.events[0], schemaversion: 2, type: 'meritkit.rewards.points-earned.v2' };
    expect(() => parseLedgerEvent(event)).toThrow(tooNew);
  });

  it('is refused where a command is sent again, and its first answer is of a later version', async () => {
    const { ledger, store } = openLedger();
    const hold = { key: 'hold', personId: 'lin', amount: '5', at: now };
    await ledger.earn({ key: 'earn', personId: 'lin', amount: '10', at: now });
    const held = await ledger.hold(hold);
    expect(held).not.toHaveProperty('schemaVersion');
    expect(await ledger.hold(hold)).toEqual(held);
    const load: typeof store.load = async (request) => {
      const { record, ...rest } = await store.load(request);
      return { ...rest, record: record === null ? null : { ...record, answer: { ...record.answer, ...newer } } };
    };
    await expect(openLedger({ store: { ...store, load } }).ledger.hold(hold)).rejects.toEqual(tooNew);
  });

  it('without a version is no stored document', () => {
    const { schemaVersion: _, ...entry } = version1.entries[0]!;
    expect(() => entryFromJson(entry)).toThrow(expect.objectContaining({ code: 'core/invalid-input' }));
    expect(() => entryFromJson([])).toThrow(expect.objectContaining({ code: 'ledger/invalid-input' }));
  });
});
