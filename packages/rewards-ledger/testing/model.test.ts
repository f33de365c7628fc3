import { describe, expect, it } from 'vitest';
import { type Coverage, runSequence } from './sequences.ts';

const long = process.env.MERITKIT_LONG === '1';
const sequences = Number(process.env.MERITKIT_SEQUENCES ?? (long ? 100_000 : 2_500));
const seed = process.env.MERITKIT_SEED ?? 'ledger-2026-11-22';

describe('the ledger beside a model in which every point is a token', () => {
  it(`agrees over ${sequences} random sequences (seed ${seed})`, { timeout: long ? 3_600_000 : 60_000 }, () => {
    const coverage: Coverage = new Map();
    for (let index = 0; index < sequences; index += 1) {
      expect(runSequence({ seed: `${seed}/${index}`, steps: 30, coverage })).toBeNull();
    }
    for (const corner of corners) expect(coverage.get(corner) ?? 0, corner).toBeGreaterThan(0);
  });
});

const corners = [
  'post ok',
  'post ledger/insufficient-points',
  'post ledger/cap-reached',
  'hold ok',
  'hold ledger/insufficient-points',
  'capture ok',
  'capture ledger/unknown-hold',
  'capture ledger/hold-resolved',
  'capture ledger/capture-exceeds-hold',
  'release ok',
  'release ledger/hold-resolved',
  'expire ok',
  'reverse ok',
  'reverse ledger/points-spent',
  'reverse ledger/debt-limit',
  'reverse ledger/already-reversed',
  'reverse ledger/reversal-of-reversal',
  'reverse ledger/not-reversible',
  'reverse ledger/unknown-entry',
];
