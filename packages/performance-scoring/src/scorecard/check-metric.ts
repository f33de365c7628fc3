import { invalidInput } from '@meritkit/core/errors';
import type { Metric, Normaliser } from './schema.ts';

type Path = readonly (string | number)[];

/** Refuses a metric whose rules cannot give points, before any value is looked at. */
export function checkMetric(metric: Metric, path: Path): void {
  const { normaliser, guard, source } = metric;
  if (normaliser !== undefined) {
    const at = [...path, 'normaliser'];
    checkNumbers(normaliser, at);
    if (normaliser.kind === 'linear') checkLinear(normaliser, metric.direction, at);
    else checkOthers(normaliser, at);
  }
  if (guard !== undefined) checkNumbers(guard, [...path, 'guard']);
  if (source?.kind === 'facts' && source.outOf !== undefined && source.aggregate !== 'share') {
    throw invalidInput('performance/invalid-scorecard', [...path, 'source', 'outOf'], 'only a share is out of a whole');
  }
  if (source?.kind === 'facts' && source.metWhen !== undefined) checkMetWhen(source, [...path, 'source', 'metWhen']);
}

/** Yes or no is asked of each fact for itself, for a share of them. */
function checkMetWhen(source: Extract<Metric['source'], { kind: 'facts' }>, path: Path): void {
  if (source.aggregate === 'share' && source.outOf === undefined) return;
  const words = "only a share of the facts themselves has a 'metWhen'";
  throw invalidInput('performance/invalid-scorecard', path, words);
}

/** Every number in a rule is finite, however deep it stands. */
function checkNumbers(rule: object, path: Path): void {
  for (const [name, value] of Object.entries(rule)) {
    if (typeof value === 'number' && !Number.isFinite(value)) {
      throw invalidInput('performance/not-finite', [...path, name], `${value} is not a number to count with`);
    }
    if (typeof value === 'object' && value !== null) checkNumbers(value, [...path, name]);
  }
}

function checkLinear(
  normaliser: Extract<Normaliser, { kind: 'linear' }>,
  direction: Metric['direction'],
  path: Path,
): void {
  const { start, target, minimum = 0, maximum = 100 } = normaliser;
  if (start === target) {
    throw invalidInput('performance/target-equals-start', [...path, 'target'], `the target ${target} is the start`);
  }
  if (minimum > maximum) throw unusable([...path, 'minimum'], 'the minimum is above the maximum');
  if (typeof start !== 'number' || typeof target !== 'number') return;
  const rising = target > start;
  if ((direction === 'higher' && !rising) || (direction === 'lower' && rising)) {
    const message = `from ${start} to ${target} does not fit a metric where ${direction} is better`;
    throw invalidInput('performance/direction-mismatch', [...path, 'target'], message);
  }
}

function checkOthers(normaliser: Exclude<Normaliser, { kind: 'linear' }>, path: Path): void {
  switch (normaliser.kind) {
    case 'steps': {
      const { steps } = normaliser;
      const wrong = steps.findIndex((step, index) => index > 0 && step.from <= steps[index - 1]!.from);
      if (steps.length === 0) throw unusable([...path, 'steps'], 'there are no steps');
      if (wrong > 0) throw unusable([...path, 'steps'], `step ${wrong} does not start above the one before it`);
      return;
    }
    case 'range':
      if (normaliser.low > normaliser.high || normaliser.tolerance <= 0) {
        throw unusable([...path, 'low'], 'a range needs low <= high and a tolerance above zero');
      }
      return;
    case 'logistic':
      if (normaliser.slope === 0) throw unusable([...path, 'slope'], 'a slope of zero gives everybody the same points');
      return;
    case 'z-score':
      checkPeers(normaliser.minimumPeers, path);
      if (normaliser.spread <= 0) throw unusable([...path, 'spread'], 'the spread is not above zero');
      if ((normaliser.minimum ?? 0) > (normaliser.maximum ?? 100)) {
        throw unusable([...path, 'minimum'], 'the minimum is above the maximum');
      }
      return;
    case 'percentile':
      checkPeers(normaliser.minimumPeers, path);
      return;
    case 'relative':
      return;
  }
}

function checkPeers(minimumPeers: number, path: Path): void {
  if (Number.isInteger(minimumPeers) && minimumPeers >= 2) return;
  throw unusable([...path, 'minimumPeers'], 'a comparison needs at least 2 peers, a whole number');
}

function unusable(path: Path, message: string) {
  return invalidInput('performance/invalid-normaliser', path, message);
}
