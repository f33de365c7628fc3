import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom } from '@meritkit/core/random';
import { auditQuery } from '../src/audit/query.ts';
import { openAudit } from '../src/audit/state.ts';
import { releaseColumns } from '../src/release/columns.ts';
import { cusumRunLength } from '../src/trend/run-length.ts';
import { runHistory } from '../testing/random-history.ts';
import {
  cusumWaves,
  falseDiscoveries,
  finiteCoverage,
  recommenderRun,
  wilsonCoverage,
  worstGroupCalledEffect,
} from '../testing/simulations.ts';
import { usefulnessOver } from '../testing/usefulness.ts';

/** Each goal of the package beside a limit or a peer. `--json` prints one line per goal; `--quick` takes smaller samples. */
const json = process.argv.includes('--json');
const quick = process.argv.includes('--quick');

interface Line {
  readonly goal: string;
  readonly measure: string;
  readonly value: number;
  readonly unit: string;
  readonly peer: string;
  readonly peerValue: number;
  readonly ratio: number;
  readonly target: number;
  readonly pass: boolean;
}

const lines: Line[] = [];

/** Milliseconds of this thread's processor time: other work on the machine does not count. */
function processorTime(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

function report(line: Omit<Line, 'ratio'>): void {
  const ratio = line.peerValue === 0 ? 0 : line.value / line.peerValue;
  lines.push({ ...line, ratio });
  if (json) process.stdout.write(`${JSON.stringify({ ...line, ratio })}\n`);
}

/** Runs the nineteen attacks as the tests do: each must succeed against a plain rule and fail against the auditor. */
function attacks(): void {
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

function exposure(): void {
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

function useful(): void {
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

function querySpeed(): void {
  const random = createRandom('speed');
  const roster = Array.from({ length: 5000 }, (_, index) => ({
    respondent: `r${index}`,
    team: `t${Math.floor(random.next() * random.next() * 30)}`,
    site: `s${random.integer(0, 3)}`,
    level: `l${random.integer(0, 4)}`,
  }));
  const atoms = new Set(roster.map((entry) => `${entry.team}${entry.site}${entry.level}`)).size;
  let audit = openAudit({ survey: 's', minimumGroup: 5, roster });
  const some = (letter: string, most: number) =>
    Array.from({ length: random.integer(1, 4) }, () => `${letter}${random.integer(0, most)}`);
  const times: number[] = [];
  for (let asked = 0; asked < 600; asked += 1) {
    const where = {
      ...(random.next() < 0.8 ? { team: some('t', 25) } : {}),
      ...(random.next() < 0.5 ? { site: some('s', 3) } : {}),
      ...(random.next() < 0.5 ? { level: some('l', 4) } : {}),
    };
    const start = processorTime();
    audit = auditQuery({ audit, query: { where, items: [{ id: 'trust' }] } }).audit;
    if (asked >= 500) times.push(processorTime() - start);
  }
  times.sort((left, right) => left - right);
  const stored = JSON.parse(JSON.stringify(audit)) as typeof audit;
  const start = processorTime();
  auditQuery({ audit: stored, query: { where: {}, items: [{ id: 'trust' }] } });
  const cold = processorTime() - start;
  const measure = `processor time of the slowest of 100 questions after 500, 5,000 people in ${atoms} atoms, ${audit.answers.sets.length} sets released (median ${times[50]!.toFixed(1)} ms; first one after reading the state back ${cold.toFixed(0)} ms)`;
  report({
    goal: 'engagement/query-speed',
    measure,
    value: times[99]!,
    unit: 'ms',
    peer: 'limit',
    peerValue: 50,
    target: 50,
    pass: times[99]! <= 50,
  });
}

function scoring(): void {
  const people = 1_000_000;
  const random = createRandom('columns');
  const roster = Array.from({ length: people }, (_, index) => ({ respondent: `r${String(index).padStart(7, '0')}` }));
  const audit = openAudit({ survey: 's', minimumGroup: 5, roster });
  const items = Object.fromEntries(
    Array.from({ length: 30 }, (_, item) => {
      const column = new Uint8Array(people);
      for (let row = 0; row < people; row += 1) column[row] = random.next() < 0.03 ? 0 : 1 + ((row * 7 + item) % 5);
      return [`item-${item}`, column];
    }),
  );
  const start = processorTime();
  const released = releaseColumns({
    audit,
    columns: { missing: 0, items },
    where: {},
    scale: { minimum: 1, maximum: 5, favourableFrom: 4 },
    invited: people,
  });
  const own = processorTime() - start;
  const again = processorTime();
  let checksum = 0;
  for (const column of Object.values(items)) {
    let [favourable, answered] = [0, 0];
    for (let row = 0; row < people; row += 1) {
      const value = column[row]!;
      if (value !== 0) answered += 1;
      if (value >= 4) favourable += 1;
    }
    checksum += favourable / answered;
  }
  const peer = processorTime() - again;
  report({
    goal: 'engagement/scoring',
    measure: `1,000,000 people x 30 items released with intervals and audit, processor time (checksum ${checksum.toFixed(3)}, ok ${released.ok})`,
    value: own,
    unit: 'ms',
    peer: 'typed-array count without intervals or audit',
    peerValue: peer,
    target: 2000,
    pass: released.ok && own < 2000,
  });
}

function statistics(): void {
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

attacks();
exposure();
useful();
querySpeed();
scoring();
statistics();

if (!json) {
  process.stdout.write(`${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}\n`);
  for (const line of lines) {
    process.stdout.write(
      `${line.pass ? 'met ' : 'MISS'} ${line.goal}: ${line.value.toPrecision(4)} ${line.unit} (target ${line.target.toPrecision(3)}; ${line.peer} ${line.peerValue.toPrecision(4)}) ${line.measure}\n`,
    );
  }
}
