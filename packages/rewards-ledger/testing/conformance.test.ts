import { checkCases } from '@meritkit/core/conformance';
import { describe, expect, it } from 'vitest';
import { describeLedgerStoreConformance, ledgerStoreCases } from '../src/conformance/index.ts';
import { brokenStores } from './broken-stores.ts';
import { carelessStores } from './careless-stores.ts';
import { memoryHarness } from './harness.ts';

describeLedgerStoreConformance({ describe, it }, memoryHarness('memory'));

describe('the kit', () => {
  it('names every case once', () => {
    const names = ledgerStoreCases.map((item) => item.name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('knows at least fifteen ways to be broken', () => {
    expect(brokenStores.length).toBeGreaterThanOrEqual(15);
  });

  it.each([...brokenStores, ...carelessStores])('rejects a store where $name', async ({ name, caughtBy, breaking }) => {
    const results = await checkCases({ harness: memoryHarness(name, breaking), cases: ledgerStoreCases });
    const failed = results.filter((result) => !result.passed).map((result) => result.name);
    expect(failed).toContain(caughtBy);
  });
});
