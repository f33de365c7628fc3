import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { BenchGoal as Goal } from '../../../scripts/bench-goal.ts';
import { sharedPath } from '../../../scripts/shared-data.ts';
import { fitRandomEffects, type MetricColumn, type Scorecard, scoreBatch } from '../src/index.ts';

const json = process.argv.includes('--json');
const quick = process.argv.includes('--quick');
const rounds = quick ? 3 : 9;
const goals = [scoreMillion(), ...leniencyOnInstEval()];
for (const each of goals) {
  if (json) console.log(JSON.stringify(each));
  else {
    console.log(`${each.pass ? 'reached' : 'MISSED '} ${each.measure}`);
    console.log(
      `        ${each.value} ${each.unit}; ${each.peer}: ${each.peerValue}; ratio ${each.ratio} (target ${each.target})`,
    );
  }
}

/** 1,000,000 people on 20 metrics, linear to target, a tenth of the values missing in half of the columns. */
function scoreMillion(): Goal {
  const count = 1_000_000;
  const ids = Array.from({ length: 20 }, (_, index) => `m${index}`);
  const scorecard: Scorecard = {
    id: 'bench',
    metrics: ids.map((id, index) => ({
      id,
      weight: 1 + (index % 5),
      normaliser: { kind: 'linear', start: 0, target: 80 + index },
    })),
  };
  let state = 12345;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
  const columns: Record<string, MetricColumn> = {};
  for (const [index, id] of ids.entries()) {
    const values = Float64Array.from({ length: count }, () => 100 * next());
    const missing = new Uint8Array(count / 8);
    if (index % 2 === 1)
      for (let person = 0; person < count; person += 1) if (next() < 0.1) missing[person >>> 3]! |= 1 << (person & 7);
    columns[id] = index % 2 === 1 ? { values, missing } : { values };
  }
  const ours: number[] = [];
  const peers: number[] = [];
  let difference = 0;
  for (let round = 0; round < rounds; round += 1) {
    const start = processorMilliseconds();
    const batch = scoreBatch({ scorecard, count, columns });
    const middle = processorMilliseconds();
    const byHand = handWritten(columns, ids, count);
    const end = processorMilliseconds();
    if (!batch.ok) throw new Error(batch.rejection.code);
    for (let person = 0; person < count; person += 1)
      difference = Math.max(difference, Math.abs(batch.values[person]! - byHand[person]!));
    ours.push(middle - start);
    peers.push(end - middle);
  }
  if (difference > 0) throw new Error(`the loop and the batch differ by ${difference}`);
  const [value, peerValue] = [middleOf(ours), middleOf(peers)];
  return goal({
    goal: 'score-million',
    measure: 'processor time to score 1,000,000 people x 20 metrics',
    value,
    unit: 'ms',
    peer: 'hand-written typed-array loop',
    peerValue,
    ratio: value / peerValue,
    target: 2,
  });
}

/** What a competent programmer writes for this one scorecard: typed arrays, no coverage, no guards, no checks. */
function handWritten(
  columns: Readonly<Record<string, MetricColumn>>,
  ids: readonly string[],
  count: number,
): Float64Array {
  const values = ids.map((id) => columns[id]!.values);
  const bits = ids.map((id) => columns[id]!.missing);
  const weights = Float64Array.from(ids, (_, index) => 1 + (index % 5));
  const targets = Float64Array.from(ids, (_, index) => 80 + index);
  const scores = new Float64Array(count);
  for (let person = 0; person < count; person += 1) {
    let sum = 0;
    let total = 0;
    for (let metric = 0; metric < values.length; metric += 1) {
      const missing = bits[metric];
      if (missing !== undefined && ((missing[person >>> 3]! >>> (person & 7)) & 1) === 1) continue;
      const points = ((values[metric]![person]! - 0) / targets[metric]!) * 100;
      sum += weights[metric]! * (points < 0 ? 0 : points > 100 ? 100 : points);
      total += weights[metric]!;
    }
    scores[person] = total === 0 ? 0 : sum / total;
  }
  return scores;
}

/** The crossed model on real ratings; lme4 1.1-31 takes 9.4 s on a machine of this kind. Both run on one thread. */
function leniencyOnInstEval(): readonly Goal[] {
  const path = sharedPath('data', 'insteval.csv.gz');
  if (!existsSync(path)) {
    console.error('left out: the leniency model on InstEval (no reference data; see docs/reference-data.md)');
    return [];
  }
  const rows = gunzipSync(readFileSync(path))
    .toString()
    .trim()
    .split('\n')
    .slice(1)
    .map((row) => row.split(','));
  const factors = { student: rows.map((row) => row[0]!), lecturer: rows.map((row) => row[1]!) };
  const values = Float64Array.from(rows, (row) => Number(row[2]));
  const expected = JSON.parse(readFileSync(sharedPath('oracles', 'insteval.json'), 'utf8')) as {
    readonly criterion: number;
    readonly variance: Readonly<Record<string, number>>;
    readonly s_first10: Readonly<Record<string, number>>;
    readonly d_first10: Readonly<Record<string, number>>;
  };
  const effectsOf = { student: expected.s_first10, lecturer: expected.d_first10 };
  const times: number[] = [];
  let criterion = 0;
  let error = 0;
  let effects = 0;
  for (let round = 0; round < (quick ? 2 : 5); round += 1) {
    const start = processorMilliseconds();
    const fit = fitRandomEffects({ factors, values });
    times.push((processorMilliseconds() - start) / 1000);
    if (!fit.ok) throw new Error(fit.rejection.code);
    criterion = fit.criterion;
    error = Math.max(
      Math.abs(fit.variances.student! / expected.variance.s! - 1),
      Math.abs(fit.variances.lecturer! / expected.variance.d! - 1),
      Math.abs(fit.residualVariance / expected.variance.Residual! - 1),
    );
    for (const [factor, known] of Object.entries(effectsOf)) {
      for (const [level, effect] of Object.entries(known)) {
        effects = Math.max(effects, Math.abs(fit.effects[factor]![level]! - effect));
      }
    }
  }
  const seconds = middleOf(times);
  const over = criterion - expected.criterion;
  const peer = 'lme4 1.1-31';
  return [
    goal({
      goal: 'leniency-insteval-time',
      measure: 'processor time of crossed REML on 73,421 ratings (2,972 x 1,128)',
      value: seconds,
      unit: 's',
      peer,
      peerValue: 9.4,
      ratio: seconds / 9.4,
      target: 4 / 9.4,
    }),
    goal({
      goal: 'leniency-insteval-criterion',
      measure: 'REML criterion above that of lme4',
      value: over,
      unit: '',
      peer,
      peerValue: expected.criterion,
      ratio: over,
      target: 1e-6,
    }),
    goal({
      goal: 'leniency-insteval-variances',
      measure: 'largest relative difference of a variance from that of lme4',
      value: error,
      unit: '',
      peer,
      peerValue: 0,
      ratio: error,
      target: 1e-3,
    }),
    goal({
      goal: 'leniency-insteval-effects',
      measure: "largest difference of one of 20 raters' and ratees' effects from that of lme4",
      value: effects,
      unit: 'points',
      peer,
      peerValue: 0,
      ratio: effects,
      target: 1e-3,
    }),
  ];
}

/** Time on the processor, so that what else the machine does is not measured. */
function processorMilliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function goal(measured: Omit<Goal, 'pass'>): Goal {
  const short = (number: number) => Number(number.toPrecision(6));
  return {
    ...measured,
    value: short(measured.value),
    peerValue: Math.abs(measured.peerValue) < 1e5 ? short(measured.peerValue) : measured.peerValue,
    ratio: short(measured.ratio),
    target: short(measured.target),
    pass: measured.ratio <= measured.target,
  };
}

function middleOf(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[values.length >>> 1]!;
}
