import { createRandom } from '@meritkit/core/random';
import { quantileOfSorted } from '@meritkit/core/statistics';
import type { BenchGoal } from '../../../../scripts/bench-goal.ts';
import { forecastThroughput, type PastForecast, reportCalibration } from '../../src/index.ts';
import { type PastProject, pastProjects } from './past-projects.ts';

/** Goal 9: of forecasts that say 85 %, 85 % come true, in worlds the forecast does not assume. */
export function forecastGoals(options: {
  readonly quick: boolean;
  readonly note: (line: string) => void;
}): readonly BenchGoal[] {
  const count = options.quick ? 1_500 : 5_000;
  const all: PastForecast[] = [];
  const plain: PastForecast[] = [];
  const worlds = new Map<string, PastForecast[]>();
  let index = 0;
  for (const project of pastProjects(count, 'goal 9')) {
    index += 1;
    const forecast = forecastThroughput({
      history: { finished: project.finished, periodDays: 7 },
      remaining: project.remaining,
      start: '2026-11-23',
      seed: index,
      runs: 1000,
    });
    if (!forecast.ok) continue;
    const past = { forecastDays: forecast.durationDays, actualDays: project.tookPeriods * 7 };
    all.push(past);
    plain.push({ forecastDays: resample(project, index), actualDays: past.actualDays });
    worlds.set(project.kind, [...(worlds.get(project.kind) ?? []), past]);
  }
  const share = (past: readonly PastForecast[]) => reportCalibration({ past }).levels[2]!.share;
  const [report, other] = [reportCalibration({ past: all }), reportCalibration({ past: plain })];
  for (const [kind, past] of worlds) {
    const { levels, meanWidth } = reportCalibration({ past });
    options.note(
      `${kind}: ${levels.map((level) => (level.share * 100).toFixed(1)).join(' / ')} %, width ${meanWidth?.toFixed(3) ?? 'unknown'}`,
    );
  }
  const [width, plainWidth] = [report.meanWidth ?? 0, other.meanWidth ?? 0];
  const line = { peer: 'resampling of weeks (the usual bootstrap)', unit: 'share' };
  return [
    {
      goal: 'planner-9-coverage',
      measure: `share of ${all.length} projects done by their 85 % date, ${worlds.size} worlds`,
      value: share(all),
      peerValue: share(plain),
      ratio: share(all) / share(plain),
      target: 0.85,
      pass: Math.abs(share(all) - 0.85) <= 0.03,
      ...line,
    },
    {
      goal: 'planner-9-width',
      measure: 'mean distance from the 50 % to the 85 % date, as a share of the former (stated, no target)',
      value: width,
      peerValue: plainWidth,
      ratio: width / plainWidth,
      target: width,
      pass: true,
      ...line,
    },
  ];
}

/** The usual way: weeks drawn from the history until the work is done. */
function resample(project: PastProject, seed: number): PastForecast['forecastDays'] {
  const random = createRandom(`plain ${seed}`);
  const took = Array.from({ length: 1000 }, () => {
    let [done, weeks] = [0, 0];
    while (done < project.remaining && weeks < 5000) {
      const week = random.pick(project.finished);
      weeks += done + week >= project.remaining ? (project.remaining - done) / week : 1;
      done += week;
    }
    return weeks * 7;
  }).sort((one, other) => one - other);
  const at = (probability: number) => quantileOfSorted({ sorted: took, probability }) ?? 0;
  return { p50: at(0.5), p70: at(0.7), p85: at(0.85), p95: at(0.95) };
}
