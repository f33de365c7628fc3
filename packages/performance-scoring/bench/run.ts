import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { sharedPath } from '../../../scripts/shared-data.ts';
import { fitRandomEffects, type MetricColumn, type Scorecard, scoreBatch } from '../src/index.ts';

/** One line per goal. */
interface Goal {
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

const json = process.argv.includes('--json');
const quick = process.argv.includes('--quick');
const rounds = quick ? 3 : 9;
const goals = [scoreMillion(), ...leniencyOnInstEval()];
for (const goal of goals) {
  if (json) console.log(JSON.stringify(goal));
  else {
    console.log(`${goal.pass ? 'reached' : 'MISSED '} ${goal.measure}`);
    console.log(
      `        ${goal.value} ${goal.unit}; ${goal.peer}: ${goal.peerValue}; ratio ${goal.ratio} (target ${goal.target})`,
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
    const start = performance.now();
    const batch = scoreBatch({ scorecard, count, columns });
    const middle = performance.now();
    const byHand = handWritten(columns, ids, count);
    const end = performance.now();
    if (!batch.ok) throw new Error(batch.rejection.code);
    for (let person = 0; person < count; person += 1)
      difference = Math.max(difference, Math.abs(batch.values[person]! - byHand[person]!));
    ours.push(middle - start);
    peers.push(end - middle);
  }
  if (difference > 0) throw new Error(`the loop and the batch differ by ${difference}`);
  const [value, peerValue] = [middleOf(ours), middleOf(peers)];
  return line(
    'score-million',
    'score 1,000,000 people x 20 metrics',
    value,
    'ms',
    'hand-written typed-array loop',
    peerValue,
    value / peerValue,
    2,
  );
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

/** The crossed model on real ratings; lme4 1.1-31 takes 9.4 s on a machine of this kind. */
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
  };
  const times: number[] = [];
  let criterion = 0;
  let error = 0;
  for (let round = 0; round < (quick ? 2 : 5); round += 1) {
    const start = performance.now();
    const fit = fitRandomEffects({ factors, values });
    times.push((performance.now() - start) / 1000);
    if (!fit.ok) throw new Error(fit.rejection.code);
    criterion = fit.criterion;
    error = Math.max(
      Math.abs(fit.variances.student! / expected.variance.s! - 1),
      Math.abs(fit.variances.lecturer! / expected.variance.d! - 1),
      Math.abs(fit.residualVariance / expected.variance.Residual! - 1),
    );
  }
  const seconds = middleOf(times);
  const over = criterion - expected.criterion;
  return [
    line(
      'leniency-insteval-time',
      'crossed REML on 73,421 ratings (2,972 x 1,128)',
      seconds,
      's',
      'lme4 1.1-31',
      9.4,
      seconds / 9.4,
      4 / 9.4,
    ),
    {
      ...line(
        'leniency-insteval-criterion',
        'REML criterion above that of lme4',
        over,
        '',
        'lme4 1.1-31',
        expected.criterion,
        over,
        1e-6,
      ),
      value: over,
      ratio: over,
    },
    {
      ...line(
        'leniency-insteval-variances',
        'largest relative difference of a variance',
        error,
        '',
        'lme4 1.1-31',
        0,
        error,
        1e-3,
      ),
      value: error,
      ratio: error,
    },
  ];
}

function line(
  goal: string,
  measure: string,
  value: number,
  unit: string,
  peer: string,
  peerValue: number,
  ratio: number,
  target: number,
): Goal {
  const short = (number: number) => Number(number.toPrecision(6));
  return {
    goal,
    measure,
    value: short(value),
    unit,
    peer,
    peerValue: short(peerValue),
    ratio: short(ratio),
    target: short(target),
    pass: ratio <= target,
  };
}

function middleOf(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[values.length >>> 1]!;
}
