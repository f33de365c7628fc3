import { checkCases } from '@meritkit/core/conformance';
import { describe, expect, it } from 'vitest';
import { describeLedgerStoreConformance, ledgerStoreCases } from '../src/conformance/index.ts';
import { brokenStores } from './broken-stores.ts';
import { carelessStores } from './careless-stores.ts';
import { memoryHarness } from './harness.ts';
import { listlessStores } from './listless-stores.ts';

describeLedgerStoreConformance({ describe, it }, memoryHarness('memory'));

describe('the kit', () => {
  it('names every case once', () => {
    const names = ledgerStoreCases.map((item) => item.name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('knows at least fifteen ways to be broken', () => {
    expect(brokenStores.length).toBeGreaterThanOrEqual(15);
  });

  it.each([...brokenStores, ...carelessStores, ...listlessStores])(
    'rejects a store where $name',
    async ({ name, caughtBy, breaking }) => {
      const results = await checkCases({ harness: memoryHarness(name, breaking), cases: ledgerStoreCases });
      const failed = results.filter((result) => !result.passed).map((result) => result.name);
      expect(failed).toContain(caughtBy);
    },
  );

  it('ends and names the case in which a store waits for the transaction it is called in', async () => {
    const harness = { ...memoryHarness('waiting', (store) => ({ ...store, within: () => store })), timeLimitMs: 1000 };
    const cases = ledgerStoreCases.filter(({ name }) => name.startsWith('what a rolled back transaction wrote'));
    const [result] = await checkCases({ harness, cases });
    expect(String(result?.error)).toMatch(/"host transaction: what a rolled back .* on waiting: the case did not end/);
  });
});
