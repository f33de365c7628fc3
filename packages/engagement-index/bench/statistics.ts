import { cusumRunLength } from '../src/trend/run-length.ts';
import {
  cusumWaves,
  falseDiscoveries,
  finiteCoverage,
  recommenderRun,
  wilsonCoverage,
  worstGroupCalledEffect,
} from '../testing/simulations.ts';
import { quick, report } from './report.ts';

/** Simulates what the intervals, charts and the recommender promise. */
export function statistics(): void {
  const factor = quick ? 1 : 10;
  const coverage = wilsonCoverage();
  report({
    goal: 'engagement/wilson-coverage',
    measure: 'mean exact coverage, n 5..300 x p .1...9',
    value: coverage,
    unit: 'share',
    peer: 'nominal',
    peerValue: 0.95,
    target: 0.94,
    pass: coverage >= 0.94 && coverage <= 0.96,
  });
  const finite = finiteCoverage({ seed: 'finite', runs: 3000 * factor });
  report({
    goal: 'engagement/wilson-coverage-finite',
    measure: `coverage without replacement, N 40..400, seed finite, ${3000 * factor} runs`,
    value: finite,
    unit: 'share',
    peer: 'nominal',
    peerValue: 0.95,
    target: 0.94,
    pass: finite >= 0.94,
  });
  const discoveries = falseDiscoveries({ seed: 'fdr', runs: 1000 * factor });
  report({
    goal: 'engagement/false-discoveries',
    measure: `30 of 40 comparisons null, seed fdr, ${1000 * factor} runs`,
    value: discoveries.mean,
    unit: 'share',
    peer: 'limit',
    peerValue: 0.05,
    target: 0.05,
    pass: discoveries.mean <= 0.05 + 3 * discoveries.standardError,
  });
  const worst = worstGroupCalledEffect({ seed: 'rtm', runs: 2000 * factor });
  report({
    goal: 'engagement/worst-group',
    measure: `no effect on the worst of 10 groups, called one, seed rtm, ${2000 * factor} runs`,
    value: worst.corrected.mean,
    unit: 'share',
    peer: 'bare before and after',
    peerValue: worst.naive.mean,
    target: 0.05,
    pass: worst.corrected.mean <= 0.05 + 3 * worst.corrected.standardError,
  });
  const waves = cusumWaves({ seed: 'cusum', runs: 400 * factor });
  const stated = cusumRunLength({ slack: 0.5, limit: 4, shift: 0 });
  report({
    goal: 'engagement/run-length',
    measure: `waves to a false alarm, k .5 h 4, seed cusum, ${400 * factor} runs`,
    value: waves.mean,
    unit: 'waves',
    peer: 'integral equation',
    peerValue: stated,
    target: stated,
    pass: Math.abs(waves.mean - stated) <= 3 * waves.standardError,
  });
  const run = recommenderRun({ seed: 'recommend', steps: 600 * Math.min(factor, 5) });
  report({
    goal: 'engagement/recommender',
    measure: 'enrolment rate in a company of two tastes, seed recommend',
    value: run.sampled,
    unit: 'share',
    peer: 'most popular',
    peerValue: run.mostPopular,
    target: run.mostPopular,
    pass: run.sampled > run.mostPopular,
  });
}
