import { invalidInput } from '@meritkit/core/errors';
import { type Explanation, explain, given } from '@meritkit/core/explanation';
import type { LocalizedText } from '@meritkit/core/locale';
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
  /** Why nothing was taken out, where the policy would have: too few people, or no other manager to compare with. */
  readonly leftAlone?: 'too-few-people' | 'nothing-to-compare';
}

/** People below which a manager is left alone, unless the policy says otherwise. */
const defaultMinimumPeople = 5;

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
  const minimum = minimumOf(policy);
  const teams = teamsOf(results);
  const isLarge = (managerId: string) => teams.get(managerId)!.people >= minimum;
  const leniency =
    policy.normalise === 'none' ? undefined : leniencyOf(results.filter((result) => isLarge(result.managerId)));
  const factorOf = spreadFactors([...teams.values()], policy.spread?.priorPeople);
  return new Map(
    [...teams].map(([managerId, team]) => {
      const known = leniency?.[managerId];
      const left = isLarge(managerId) ? 'nothing-to-compare' : 'too-few-people';
      const scale = { managerId, people: team.people, leniency: known ?? 0, mean: team.mean };
      if (policy.normalise === 'none') return [managerId, { ...scale, spreadFactor: 1 }];
      const spreadFactor = isLarge(managerId) ? factorOf(team) : 1;
      return [managerId, { ...scale, spreadFactor, ...(known === undefined ? { leftAlone: left } : {}) }];
    }),
  );
}

function minimumOf({ minimumPeople = defaultMinimumPeople }: CalibrationPolicy): number {
  if (Number.isInteger(minimumPeople) && minimumPeople >= 1) return minimumPeople;
  const path = ['policy', 'minimumPeople'];
  throw invalidInput('performance/invalid-calibration', path, `a whole number above zero, not ${minimumPeople}`);
}

/** A score after its manager's scale was taken out, step by step. */
export function calibratedTerm(
  result: CalibrationInput,
  scale: ManagerScale & Pick<Team, 'mean'>,
  policy: CalibrationPolicy,
): Explanation {
  const proposed = given({ key: 'proposed', label: labels.proposed, value: result.value });
  const isSmall = scale.leftAlone === 'too-few-people';
  const evened = policy.spread === undefined || isSmall ? proposed : spreadTerm(proposed, scale);
  const leniency = given({
    key: 'leniency',
    label: leniencyLabel(scale, minimumOf(policy)),
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

function leniencyLabel({ leftAlone }: ManagerScale, minimum: number): LocalizedText {
  const { en, 'zh-CN': chinese } = labels.leniency;
  if (leftAlone === undefined) return labels.leniency;
  if (leftAlone === 'too-few-people') {
    return {
      en: `${en} (left alone: fewer than ${minimum} people reviewed)`,
      'zh-CN': `${chinese}（评审不足 ${minimum} 人，未作校正）`,
    };
  }
  return {
    en: `${en} (left alone: no other manager to compare with)`,
    'zh-CN': `${chinese}（没有可比较的其他评审人，未作校正）`,
  };
}

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

/** Undefined where there is nothing to compare: fewer than two managers, or no variation at all. */
function leniencyOf(results: readonly CalibrationInput[]): Readonly<Record<string, number>> | undefined {
  if (new Set(results.map((result) => result.managerId)).size < 2) return undefined;
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
