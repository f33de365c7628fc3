import { invalidInput } from '@meritkit/core/errors';
import { type Explanation, explain, given } from '@meritkit/core/explanation';
import { meanVariance } from '@meritkit/core/statistics';
import { fitRandomEffects } from '../mixed-model/fit.ts';
import type { CalibrationInput, CalibrationPolicy } from './calibrate.ts';

/** What is taken out of a manager's scores. */
export interface ManagerScale {
  readonly managerId: string;
  readonly people: number;
  /** Shrunk effect in points: positive is lenient. */
  readonly leniency: number;
  /** What distances from the team's mean are multiplied by; 1 leaves them as they are. */
  readonly spreadFactor: number;
}

interface Team {
  readonly people: number;
  readonly mean: number;
  /** Sum of squared distances from the mean. */
  readonly squares: number;
}

/** Each manager's leniency and spread, as far as the policy takes them out and the data carry them. */
export function managerScales(
  results: readonly CalibrationInput[],
  policy: CalibrationPolicy,
): ReadonlyMap<string, ManagerScale & Pick<Team, 'mean'>> {
  checkSpread(policy);
  const teams = teamsOf(results);
  const leniency = policy.normalise === 'none' ? undefined : leniencyOf(results);
  const factorOf = spreadFactors([...teams.values()], policy.spread?.priorPeople);
  return new Map(
    [...teams].map(([managerId, team]) => {
      const scale = { managerId, people: team.people, leniency: leniency?.[managerId] ?? 0 };
      return [managerId, { ...scale, spreadFactor: factorOf(team), mean: team.mean }];
    }),
  );
}

/** A score after its manager's scale was taken out, step by step. */
export function calibratedTerm(
  result: CalibrationInput,
  scale: ManagerScale & Pick<Team, 'mean'>,
  policy: CalibrationPolicy,
): Explanation {
  const proposed = given({ key: 'proposed', label: labels.proposed, value: result.value });
  const evened = policy.spread === undefined ? proposed : spreadTerm(proposed, scale);
  const leniency = given({
    key: 'leniency',
    label: labels.leniency,
    value: scale.leniency,
    population: { name: scale.managerId, n: scale.people },
  });
  return explain({
    key: `calibrated:${result.personId}`,
    label: labels.calibrated,
    operation: { name: 'difference', version: 1 },
    children: policy.normalise === 'none' ? [evened] : [evened, leniency],
  });
}

const labels = {
  proposed: { en: 'Proposed score', 'zh-CN': '提议分数' },
  calibrated: { en: 'Calibrated score', 'zh-CN': '校准后分数' },
  leniency: { en: "Manager's leniency", 'zh-CN': '评审人宽松度' },
  mean: { en: "Team's mean", 'zh-CN': '团队均值' },
  factor: { en: 'Factor on the spread', 'zh-CN': '离散度系数' },
};

/** mean + (proposed - mean) * factor: the team's mean stays, distances from it change. */
function spreadTerm(proposed: Explanation, scale: ManagerScale & Pick<Team, 'mean'>): Explanation {
  const mean = given({ key: 'team-mean', label: labels.mean, value: scale.mean });
  const factor = given({ key: 'spread-factor', label: labels.factor, value: scale.spreadFactor });
  const distance = explain({
    key: 'distance',
    operation: { name: 'difference', version: 1 },
    children: [proposed, mean],
  });
  const stretched = explain({
    key: 'stretched',
    operation: { name: 'product', version: 1 },
    children: [distance, factor],
  });
  return explain({ key: 'evened', operation: { name: 'sum', version: 1 }, children: [mean, stretched] });
}

/**
 * From a team's spread to the spread within all teams. A team's variance is first drawn towards that of all, as if
 * `priorPeople` more degrees of freedom had shown it (the posterior mean of a scaled inverse chi-square prior; Smyth
 * 2004), so a team of three is hardly stretched.
 */
function spreadFactors(teams: readonly Team[], priorPeople: number | undefined): (team: Team) => number {
  const degrees = teams.reduce((sum, team) => sum + team.people - 1, 0);
  const squares = teams.reduce((sum, team) => sum + team.squares, 0);
  if (priorPeople === undefined || !(squares > 0)) return () => 1;
  const pooled = squares / degrees;
  return (team) => {
    const drawn = (priorPeople * pooled + team.squares) / (priorPeople + team.people - 1);
    return Math.sqrt(pooled / drawn);
  };
}

function teamsOf(results: readonly CalibrationInput[]): ReadonlyMap<string, Team> {
  const values = new Map<string, number[]>();
  for (const { managerId, value } of results) {
    const own = values.get(managerId);
    if (own === undefined) values.set(managerId, [value]);
    else own.push(value);
  }
  return new Map(
    [...values].map(([managerId, own]): [string, Team] => {
      const { mean, variance } = meanVariance(own);
      return [managerId, { people: own.length, mean: mean!, squares: (variance ?? 0) * (own.length - 1) }];
    }),
  );
}

function leniencyOf(results: readonly CalibrationInput[]): Readonly<Record<string, number>> | undefined {
  const fit = fitRandomEffects({
    factors: { manager: results.map((result) => result.managerId) },
    values: results.map((result) => result.value),
  });
  return fit.ok ? fit.effects.manager : undefined;
}

function checkSpread({ normalise, spread }: CalibrationPolicy): void {
  if (spread === undefined) return;
  if (normalise === 'none') {
    throw invalidInput('performance/invalid-calibration', ['policy', 'spread'], 'normalise is "none"');
  }
  if (!(spread.priorPeople > 0 && Number.isFinite(spread.priorPeople))) {
    throw invalidInput('performance/invalid-calibration', ['policy', 'spread', 'priorPeople'], 'a number above zero');
  }
}
