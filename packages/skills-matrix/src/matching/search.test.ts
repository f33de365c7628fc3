import { createRandom } from '@meritkit/core/random';
import {
  buildMatchIndex,
  type Demand,
  type Evidence,
  findTopCandidates,
  rankCandidates,
  type Taxonomy,
} from '@meritkit/skills-matrix';
import { expect, test } from 'vitest';
import { profilesOf } from '../../testing/people.ts';

const SKILLS = 12;
const taxonomy: Taxonomy = {
  version: 'dense',
  skills: Array.from({ length: SKILLS }, (_, at) => ({
    id: `s${at}`,
    name: `S${at}`,
    adjacent: at % 3 === 0 ? [{ skillId: `s${(at + 1) % SKILLS}`, similarity: 0.5 }] : [],
  })),
};

/** People with some of the skills and some experience, from a seed; ids are not in the order in which they are made. */
function crowd(seed: number, people: number, each: number) {
  const random = createRandom(seed);
  const ids = random.shuffle(Array.from({ length: people }, (_, at) => `p${String(at).padStart(3, '0')}`));
  const evidence: Evidence[] = [];
  const levels = ids.map((personId) => {
    const own = random.shuffle(taxonomy.skills.map((skill) => skill.id)).slice(0, each);
    if (random.next() < 0.4) {
      const [tags, months] = [[random.pick(['pay', 'search'])], random.integer(1, 12)];
      evidence.push({ id: `x${personId}`, personId, kind: 'project', tags, months, at: '2026-01-01' });
    }
    return [personId, Object.fromEntries(own.map((id) => [id, random.integer(0, 10) / 2]))] as const;
  });
  const profiles = profilesOf(Object.fromEntries(levels), { taxonomy, evidence });
  const availability = ids
    .filter(() => random.next() < 0.7)
    .map((personId) => ({ personId, share: random.integer(0, 4) / 4 }));
  return { profiles, index: buildMatchIndex({ profiles }), ids, availability };
}

function demandOf(seed: number, musts: number, ids: readonly string[]): Demand {
  const random = createRandom(`demand ${seed}`);
  const chosen = random.shuffle(taxonomy.skills.map((skill) => skill.id)).slice(0, random.integer(2, 4));
  const time = random.integer(0, 3);
  return {
    skills: chosen.map((skillId, at) => ({
      skillId,
      atLeast: random.integer(1, 5),
      weight: random.pick([0, 1, 2, 3]) + (at === 0 ? 1 : 0),
      must: at < musts,
    })),
    ...(random.next() < 0.5
      ? { experience: [{ tag: 'pay', weight: 1, ...(random.next() < 0.5 ? { months: 6 } : {}), must: musts > 2 }] }
      : {}),
    ...(time === 0 ? { availability: { weight: random.pick([0, 2]) } } : {}),
    ...(time === 1 ? { availability: { weight: 1, atLeast: 0.5 } } : {}),
    exclusions: random.next() < 0.4 ? ids.slice(0, 5) : [],
  };
}

test.each([
  ['few people with many skills', 25, 8],
  ['many people with few skills', 150, 2],
] as const)('the index finds the first of the full ranking: %s', (_, people, each) => {
  let shortened = 0;
  for (let seed = 1; seed <= 4; seed += 1) {
    const { profiles, index, ids, availability } = crowd(seed, people, each);
    for (let at = 0; at < 16; at += 1) {
      const demand = demandOf(seed * 100 + at, at % 4, ids);
      const time = at % 2 === 0 ? {} : { availability };
      const ranked = rankCandidates({ profiles, demand, ...time });
      const limits = at === 5 ? [1, 3, people + 1] : [1, 3];
      for (const limit of limits) {
        const found = findTopCandidates({ index, demand, limit, ...time });
        expect(found).toEqual(ranked.slice(0, limit));
        if (found.some((item) => !item.eligible)) shortened += 1;
      }
    }
  }
  expect(shortened).toBeGreaterThan(0);
});

test('free time as a column settles ties as by id; an unknown share meets no must-have', () => {
  const { profiles, index, ids } = crowd(7, 40, 6);
  const sorted = ids.toSorted();
  const shares = Float64Array.from(sorted, (_, at) => (at % 3 === 0 ? Number.NaN : (at % 5) / 4));
  const availability = sorted.flatMap((personId, at) =>
    Number.isNaN(shares[at]!) ? [] : [{ personId, share: shares[at]! }],
  );
  for (let at = 0; at < 24; at += 1) {
    const demand = demandOf(900 + at, at % 3, ids);
    expect(findTopCandidates({ index, demand, limit: 5, availability: shares })).toEqual(
      rankCandidates({ profiles, demand, limit: 5, availability }),
    );
  }
  const time = { skills: [], experience: [{ tag: 'pay', weight: 1 }], availability: { weight: 1, atLeast: 0.25 } };
  for (const item of findTopCandidates({ index, demand: time, limit: 40, availability: shares })) {
    expect(item.eligible).toBe((item.availability ?? 0) >= 0.25);
  }
});
