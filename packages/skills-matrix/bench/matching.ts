import { createRandom } from '@meritkit/core/random';
import {
  buildMatchIndexFromColumns,
  buildProfiles,
  type Demand,
  type Evidence,
  findTopCandidates,
  matchDemandLibrary,
  rankCandidates,
  type Taxonomy,
} from '@meritkit/skills-matrix';
import type { BenchGoal } from '../../../scripts/bench-goal.ts';
import { below, medianTiming } from './report.ts';

const SKILLS = 200;
const EACH = 12;

const taxonomy: Taxonomy = {
  version: 'bench',
  skills: Array.from({ length: SKILLS }, (_, at) => ({
    id: `s${at}`,
    name: `Skill ${at}`,
    ...(at % 4 === 0 ? { adjacent: [{ skillId: `s${(at + 1) % SKILLS}`, similarity: 0.6 }] } : {}),
  })),
};

/** Half of the demands have a must-have; weights and levels differ. */
function demandOf(at: number): Demand {
  const skill = (step: number, atLeast: number, weight: number, must = false) => ({
    skillId: `s${(at * 7 + step) % SKILLS}`,
    atLeast,
    weight,
    must,
  });
  return { id: `d${at}`, skills: [skill(0, 3, 3, at % 2 === 0), skill(3, 3, 2), skill(6, 4, 1), skill(9, 2, 1)] };
}

/** People with skills as columns, from a seed. */
function columnsOf(people: number, seed: number) {
  const random = createRandom(seed);
  const count = people * EACH;
  const columns = {
    keys: taxonomy.skills.map((skill) => skill.id),
    person: new Uint32Array(count),
    key: new Uint32Array(count),
    amount: new Float64Array(count),
  };
  for (let person = 0, at = 0; person < people; person += 1) {
    const start = random.integer(0, SKILLS - 1);
    const step = 1 + 2 * random.integer(0, 7);
    for (let own = 0; own < EACH; own += 1, at += 1) {
      columns.person[at] = person;
      columns.key[at] = (start + own * step) % SKILLS;
      columns.amount[at] = random.integer(0, 50) / 10;
    }
  }
  const personIds = Array.from({ length: people }, (_, person) => `p${String(person).padStart(7, '0')}`);
  return { columns, personIds };
}

/** Weight and level by skill position, with neighbours left out: the peers do less work than the index. */
function tableOf(demand: Demand) {
  const weights = new Float64Array(SKILLS);
  const asked = new Float64Array(SKILLS);
  const musts = new Uint8Array(SKILLS);
  for (const item of demand.skills) {
    const at = Number(item.skillId.slice(1));
    [weights[at], asked[at], musts[at]] = [item.weight, item.atLeast, Number(item.must === true)];
  }
  return { weights, asked, musts, needed: demand.skills.filter((item) => item.must).length };
}

/** The first ten of a million people, beside a scan over typed arrays and a sort over objects. */
export function measureMillion(quick: boolean): readonly BenchGoal[] {
  const people = 1_000_000;
  const { columns, personIds } = columnsOf(people, 2026);
  const index = buildMatchIndexFromColumns({ asOf: '2026-11-22', taxonomy, personIds, levels: columns });
  const demands = Array.from({ length: 16 }, (_, at) => demandOf(at));
  const next = (round: number): Demand => demands[round % demands.length]!;
  for (const demand of demands) findTopCandidates({ index, demand, limit: 10 });
  const rounds = quick ? 32 : 96;
  const own = medianTiming(rounds, (round) => findTopCandidates({ index, demand: next(round), limit: 10 }));
  const scan = medianTiming(quick ? 5 : 15, (round) => scanColumns(columns, people, next(round)));
  const objects = personIds.map((personId, person) => ({
    personId,
    skills: Array.from(columns.key.subarray(person * EACH, (person + 1) * EACH)),
    levels: Array.from(columns.amount.subarray(person * EACH, (person + 1) * EACH)),
  }));
  const sort = medianTiming(quick ? 3 : 7, (round) => sortObjects(objects, next(round)));
  const head = {
    measure: `first 10 of 1,000,000 people x 12 skills for one demand, index built once (16 demands, half with a must-have; median of ${rounds}, CPU ${own.cpu.toFixed(1)} ms)`,
    value: own.wall,
    unit: 'ms',
    target: 25,
  };
  return [
    below({ goal: 'top-10-of-a-million', ...head, peer: 'full scan over typed arrays', peerValue: scan.wall }),
    below({ goal: 'top-10-of-a-million-objects', ...head, peer: 'score and sort objects', peerValue: sort.wall }),
  ];
}

function scanColumns(
  { key, amount }: { readonly key: Uint32Array; readonly amount: Float64Array },
  people: number,
  demand: Demand,
): readonly number[] {
  const { weights, asked, musts, needed } = tableOf(demand);
  const best: { person: number; score: number }[] = [];
  for (let person = 0, at = 0; person < people; person += 1) {
    let score = 0;
    let met = 0;
    for (const end = at + EACH; at < end; at += 1) {
      const skill = key[at]!;
      const weight = weights[skill]!;
      if (weight === 0) continue;
      const level = amount[at]!;
      score += weight * Math.min(1, level / asked[skill]!);
      if (musts[skill] === 1 && level >= asked[skill]!) met += 1;
    }
    if (met < needed || (best.length === 10 && score <= best[9]!.score)) continue;
    best.push({ person, score });
    best.sort((a, b) => b.score - a.score || a.person - b.person);
    if (best.length > 10) best.pop();
  }
  return best.map((item) => item.person);
}

function sortObjects(
  objects: readonly {
    readonly personId: string;
    readonly skills: readonly number[];
    readonly levels: readonly number[];
  }[],
  demand: Demand,
): readonly string[] {
  const { weights, asked } = tableOf(demand);
  const scored = objects.map((person) => ({
    personId: person.personId,
    score: person.skills.reduce(
      (sum, skill, at) =>
        weights[skill] === 0 ? sum : sum + weights[skill]! * Math.min(1, person.levels[at]! / asked[skill]!),
      0,
    ),
  }));
  return scored
    .sort((a, b) => b.score - a.score)
    .slice(0, 10)
    .map((item) => item.personId);
}

/** A thousand demands for ten thousand people, beside a loop of rankings. */
export function measureLibrary(quick: boolean): readonly BenchGoal[] {
  const { columns, personIds } = columnsOf(10_000, 7);
  const evidence = Array.from(columns.amount, (level, at): Evidence => {
    return {
      id: `e${at}`,
      personId: personIds[columns.person[at]!]!,
      kind: 'assessment',
      skillId: columns.keys[columns.key[at]!]!,
      level,
      at: '2026-11-01',
    };
  });
  const profiles = buildProfiles({ evidence, taxonomy, asOf: '2026-11-22' });
  const demands = Array.from({ length: 1000 }, (_, at) => demandOf(at));
  const rounds = quick ? 3 : 7;
  const own = medianTiming(rounds, () => matchDemandLibrary({ demands, profiles }));
  const sample = quick ? 10 : 50;
  const loop = medianTiming(1, () =>
    demands.slice(0, sample).map((demand) => rankCandidates({ profiles, demand, limit: 10 })),
  );
  return [
    below({
      goal: 'demand-library',
      measure: `1,000 demands x 10,000 people, first 10 each, index included (median of ${rounds}, CPU ${(own.cpu / 1000).toFixed(2)} s; peer: ${sample} demands, times ${1000 / sample})`,
      value: own.wall / 1000,
      unit: 's',
      peer: 'a loop of rankCandidates',
      peerValue: (loop.wall / 1000) * (1000 / sample),
      target: 2,
    }),
  ];
}
