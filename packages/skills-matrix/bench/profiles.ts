import { sha256Hex } from '@meritkit/core/hash';
import { createRandom } from '@meritkit/core/random';
import {
  buildProfiles,
  collectStatistics,
  type Evidence,
  finishProfiles,
  mergeStatistics,
  type ProfileSet,
  type Taxonomy,
} from '@meritkit/skills-matrix';
import type { BenchGoal } from '../../../scripts/bench-goal.ts';
import { below, rounded } from './report.ts';

const asOf = '2026-11-22';
const taxonomy: Taxonomy = {
  version: 'bench',
  skills: Array.from({ length: 20 }, (_, at) => ({ id: `s${at}`, name: `Skill ${at}` })),
};

/** Ratings, endorsements and contributions of forty people over five years, from a seed. */
function evidenceOf(count: number): readonly Evidence[] {
  const random = createRandom('bench-profiles');
  return Array.from({ length: count }, (_, at): Evidence => {
    const day = `${random.integer(2021, 2025)}-0${random.integer(1, 9)}-1${random.integer(0, 9)}`;
    const shown = { skillId: `s${random.integer(0, 19)}`, level: random.integer(0, 500) / 100 };
    const base = { id: `e${at}`, personId: `p${random.integer(0, 39)}`, at: day, ...shown };
    const kind = random.integer(0, 3);
    if (kind === 0) return { ...base, kind: 'self-rating' };
    if (kind === 1) return { ...base, kind: 'contribution', count: random.integer(1, 30) };
    if (kind === 2)
      return { ...base, kind: 'endorsement', endorserId: 'x', endorserLevel: random.integer(10, 50) / 10 };
    return { ...base, kind: 'manager-rating' };
  });
}

/** Whether order and splitting change a profile: how many shuffles differ in a bit, and the worst level of a split. */
export function measureProfiles(quick: boolean): readonly BenchGoal[] {
  const rounds = quick ? 20 : 100;
  const evidence = evidenceOf(4000);
  const random = createRandom('bench-orders');
  const whole = buildProfiles({ evidence, taxonomy, asOf });
  const print = sha256Hex(JSON.stringify(whole));
  const plain = meansInOrder(evidence);
  let [differing, plainDiffering, worst] = [0, 0, 0];
  for (let round = 0; round < rounds; round += 1) {
    const shuffled = random.shuffle(evidence);
    if (sha256Hex(JSON.stringify(buildProfiles({ evidence: shuffled, taxonomy, asOf }))) !== print) differing += 1;
    if (meansInOrder(shuffled) !== plain) plainDiffering += 1;
    const cut = random.integer(0, evidence.length);
    const [left, right] = [shuffled.slice(0, cut), shuffled.slice(cut)].map((part) =>
      collectStatistics({ evidence: part, taxonomy, asOf }),
    );
    const merged = finishProfiles({ statistics: mergeStatistics({ left: left!, right: right! }), taxonomy });
    worst = Math.max(worst, largestDifference(whole, merged));
  }
  return [
    {
      goal: 'profile-order',
      measure: `orders of 4,000 pieces of evidence, of ${rounds}, in which any bit of any profile differs`,
      value: differing,
      unit: 'orders',
      peer: 'weighted means added in the order given',
      peerValue: plainDiffering,
      ratio: rounded(plainDiffering / Math.max(1, differing)),
      target: 0,
      pass: differing === 0,
    },
    below({
      goal: 'profile-split',
      measure: `largest difference of a level or its deviation when built in two parts and merged, ${rounds} splits`,
      value: worst * 1e12,
      unit: '1e-12 levels',
      peer: 'the limit',
      peerValue: 1,
      target: 1,
    }),
  ];
}

/** The naive peer: for each person and skill the levels added as they come. */
function meansInOrder(evidence: readonly Evidence[]): string {
  const sums = new Map<string, { sum: number; count: number }>();
  for (const item of evidence) {
    if (!('level' in item)) continue;
    const key = `${item.personId} ${item.skillId}`;
    const known = sums.get(key) ?? { sum: 0, count: 0 };
    sums.set(key, { sum: known.sum + item.level! / 3, count: known.count + 1 / 3 });
  }
  const means = [...sums].map(([key, { sum, count }]) => `${key} ${sum / count}`);
  return sha256Hex(means.sort().join());
}

function largestDifference(left: ProfileSet, right: ProfileSet): number {
  const numbers = (set: ProfileSet): readonly number[] =>
    set.people.flatMap((person) => person.skills.flatMap((skill) => [skill.level, skill.standardDeviation]));
  const [a, b] = [numbers(left), numbers(right)];
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  return a.reduce((worst, value, at) => Math.max(worst, Math.abs(value - b[at]!)), 0);
}
