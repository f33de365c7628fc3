import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runHistory } from '../testing/random-history.ts';
import { usefulnessOver } from '../testing/usefulness.ts';
import { quick, report } from './report.ts';

/** Runs the nineteen attacks as the tests do: each must succeed against a plain rule and fail against the auditor. */
export function attacks(): void {
  const folder = join(import.meta.dirname, '..');
  const vitest = join(folder, 'node_modules/vitest/vitest.mjs');
  const file = join(mkdtempSync(join(tmpdir(), 'attacks-')), 'result.json');
  const options = ['run', 'src/audit/attacks.test.ts', '--reporter=json', `--outputFile.json=${file}`];
  spawnSync(process.execPath, [vitest, ...options], { cwd: folder, stdio: 'ignore' });
  const failed = (JSON.parse(readFileSync(file, 'utf8')) as { readonly numPassedTests: number }).numPassedTests;
  report({
    goal: 'engagement/attacks',
    measure: 'named attacks that get the truth from a plain minimum-size rule and nothing from the auditor',
    value: failed,
    unit: 'attacks',
    peer: 'attacks named',
    peerValue: 19,
    target: 19,
    pass: failed === 19,
  });
}

/** Has random rosters asked at random, and every released set judged from outside. */
export function exposure(): void {
  const [rosters, questions] = quick ? [150, 200] : [1000, 500];
  let [exposed, answered, asked] = [0, 0, 0];
  for (let index = 0; index < rosters; index += 1) {
    const history = runHistory({ seed: `bench-${index}`, most: 40, questions, minimum: 5 });
    exposed += history.exposed;
    answered += history.answered;
    asked += questions;
  }
  report({
    goal: 'engagement/exposed',
    measure: `people exposed on ${rosters} random rosters x ${questions} questions (${answered} of ${asked} answered), outside judge`,
    value: exposed,
    unit: 'people',
    peer: 'limit',
    peerValue: 0,
    target: 0,
    pass: exposed === 0,
  });
}

/** How much of what hiding small groups would show a plan publishes. */
export function useful(): void {
  const goals = {
    1: { 48: 0.9, 120: 0.98, 300: 0.99, 1000: 0.99 },
    2: { 48: 0.55, 120: 0.65, 300: 0.8, 1000: 0.95 },
  } as const;
  for (const ways of [1, 2] as const) {
    for (const people of [48, 120, 300, 1000] as const) {
      const { seeds, attempts } = usefulnessRuns(ways, people);
      const found = usefulnessOver({ people, ways, seeds, attempts });
      const words = (share: { readonly mean: number; readonly worst: number }) =>
        `mean ${share.mean.toFixed(3)}, worst ${share.worst.toFixed(3)}`;
      const which = ways === 1 ? 'by one attribute' : 'by one and by two of four attributes together';
      const crossed = ways === 1 ? '' : `; the crossed views alone: ${words(found.crossed)}`;
      report({
        goal: `engagement/usefulness-${ways}-way-${people}`,
        measure: `share of the views that "hide until 5" shows, ${which}, ${people} people, ${seeds} seeded rosters: ${words(found.all)}${crossed}`,
        value: found.all.mean,
        unit: 'share',
        peer: 'views in the order of naming',
        peerValue: found.named.mean,
        target: goals[ways][people],
        pass: found.all.mean >= goals[ways][people] && found.all.mean >= found.named.mean,
      });
    }
  }
}

/** Fewer rosters and orders where one order takes long. */
function usefulnessRuns(
  ways: 1 | 2,
  people: 48 | 120 | 300 | 1000,
): { readonly seeds: number; readonly attempts: number } {
  if (ways === 1) return { seeds: quick ? 5 : 20, attempts: 24 };
  if (quick)
    return {
      seeds: people === 1000 ? 1 : people === 48 ? 5 : 2,
      attempts: people === 48 ? 24 : people === 1000 ? 0 : 5,
    };
  return {
    48: { seeds: 20, attempts: 24 },
    120: { seeds: 8, attempts: 24 },
    300: { seeds: 5, attempts: 24 },
    1000: { seeds: 3, attempts: 5 },
  }[people];
}
