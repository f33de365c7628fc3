import { describe, expect, it } from 'vitest';
import {
  cusumWaves,
  falseDiscoveries,
  finiteCoverage,
  recommenderRun,
  wilsonCoverage,
  worstGroupCalledEffect,
} from '../testing/simulations.ts';
import { cusumRunLength } from './trend/run-length.ts';

const long = process.env.MERITKIT_LONG === '1' ? 10 : 1;

describe('simulations, seeded', () => {
  it('Wilson covers .94 to .96 on the stated grid, and as much in finite populations', () => {
    const coverage = wilsonCoverage();
    expect(coverage).toBeGreaterThan(0.94);
    expect(coverage).toBeLessThan(0.96);
    const runs = 3000 * long;
    const error = 3 * Math.sqrt((0.95 * 0.05) / runs);
    const finite = finiteCoverage({ seed: 'finite', runs });
    expect(finite).toBeGreaterThan(0.94 - error);
    expect(finite).toBeLessThan(0.97 + error);
  });

  it('keeps false discoveries at 5% within three standard errors', () => {
    const { mean, standardError } = falseDiscoveries({ seed: 'fdr', runs: 1000 * long });
    expect(mean).toBeLessThanOrEqual(0.05 + 3 * standardError);
    expect(mean).toBeGreaterThan(0.01);
  });

  it('calls no rebound of the worst of ten groups an effect more than 5% of the time, where a bare before and after does', () => {
    const { corrected, naive } = worstGroupCalledEffect({ seed: 'rtm', runs: 2000 * long });
    expect(corrected.mean).toBeLessThanOrEqual(0.05 + 3 * corrected.standardError);
    expect(corrected.mean).toBeGreaterThan(0.005);
    expect(naive.mean).toBeGreaterThan(0.15);
  });

  it('cries wolf as seldom as the stated run length says', () => {
    const { mean, standardError } = cusumWaves({ seed: 'cusum', runs: 400 * long });
    expect(Math.abs(mean - cusumRunLength({ slack: 0.5, limit: 4, shift: 0 }))).toBeLessThan(3 * standardError);
  });

  it('recommends better than most-popular, and its log prices another policy without bias', () => {
    const run = recommenderRun({ seed: 'recommend', steps: 600 * long });
    expect(run.sampled).toBeGreaterThan(run.mostPopular);
    expect(Math.abs(run.estimate.doublyRobust - run.truthOfChallenge)).toBeLessThan(3 * run.estimate.standardError);
    expect(run.estimate.effectiveSize).toBeGreaterThan(30);
  });
});
