import { invalidInput } from '@meritkit/core/errors';

/** A logged recommendation: what was shown, with which chance, and what came of it. */
export interface LoggedChoice {
  readonly context: string;
  readonly action: string;
  readonly propensity: number;
  readonly reward: number;
}

/** What another policy would have earned, by three estimators, with the worth of the log for that question. */
export interface OffPolicyValue {
  readonly ips: number;
  readonly snips: number | null;
  readonly doublyRobust: number;
  readonly effectiveSize: number;
  readonly loggedMean: number;
  readonly standardError: number;
}

/**
 * Evaluates a policy on a log of another one: inverse propensity, self-normalised, and doubly robust with the reward
 * model given. `policy` returns the chance with which the new policy takes an action in a context.
 *
 * Source: Horvitz and Thompson 1952; Swaminathan and Joachims 2015; Dudík, Langford and Li 2011; Kish for the size.
 *
 * @throws InvalidInputError `engagement/broken-log` for an empty log or a propensity outside (0, 1].
 * @example
 * ```ts
 * import { evaluatePolicy } from '@meritkit/engagement-index';
 *
 * const log = [
 *   { context: 'rd', action: 'quiz', propensity: 0.5, reward: 1 },
 *   { context: 'rd', action: 'story', propensity: 0.5, reward: 0 },
 * ];
 * const policy = (_: string, action: string) => (action === 'quiz' ? 1 : 0);
 * evaluatePolicy({ log, policy, actions: ['quiz', 'story'], rewardModel: () => 0.5 }).ips; // 1
 * ```
 */
export function evaluatePolicy(options: {
  readonly log: readonly LoggedChoice[];
  readonly policy: (context: string, action: string) => number;
  readonly actions: readonly string[];
  readonly rewardModel: (context: string, action: string) => number;
}): OffPolicyValue {
  const { log, policy, actions, rewardModel } = options;
  if (log.length === 0) throw invalidInput('engagement/broken-log', ['log'], 'nothing was logged');
  let [weighted, weights, squares, robust, rewards] = [0, 0, 0, 0, 0];
  const values: number[] = [];
  log.forEach((entry, index) => {
    if (!(entry.propensity > 0 && entry.propensity <= 1) || !Number.isFinite(entry.reward)) {
      throw invalidInput('engagement/broken-log', ['log', index], 'a propensity is in (0, 1] and a reward is finite');
    }
    const weight = policy(entry.context, entry.action) / entry.propensity;
    let direct = 0;
    for (const action of actions) direct += policy(entry.context, action) * rewardModel(entry.context, action);
    const value = direct + weight * (entry.reward - rewardModel(entry.context, entry.action));
    values.push(value);
    robust += value;
    weighted += weight * entry.reward;
    weights += weight;
    squares += weight * weight;
    rewards += entry.reward;
  });
  const count = log.length;
  const mean = robust / count;
  let spread = 0;
  for (const value of values) spread += (value - mean) * (value - mean);
  return {
    ips: weighted / count,
    snips: weights === 0 ? null : weighted / weights,
    doublyRobust: mean,
    effectiveSize: squares === 0 ? 0 : (weights * weights) / squares,
    loggedMean: rewards / count,
    standardError: count < 2 ? 0 : Math.sqrt(spread / (count - 1) / count),
  };
}
