import type { MultiSkillProject } from '../instances/model.ts';

const mostSets = 60;

/**
 * What a multi-skill project demands of sets of skills, as resources: the people who master any skill of a set must
 * cover all needs within the set. By Hall's theorem (1935) all sets together say exactly when everything running at
 * one moment can be staffed at that moment; who stays for how long is left out, so its makespan bounds the project's
 * from below. With many skills only the sets that bind most are kept.
 */
export function relaxSkills(project: MultiSkillProject): {
  readonly capacities: readonly number[];
  readonly requirements: readonly (readonly number[])[];
} {
  const skills = project.mastery[0]?.length ?? 0;
  const masks = project.mastery.map((row) =>
    row.reduce((mask, masters, skill) => mask | (masters ? 1 << skill : 0), 0),
  );
  const ranked = candidateSets(project, skills).map((set) => {
    const capacity = masks.reduce((people, mask) => people + ((mask & set) === 0 ? 0 : 1), 0);
    const needs = project.requirements.map((row) =>
      row.reduce((sum, need, skill) => sum + ((set >> skill) & 1 ? need : 0), 0),
    );
    const work = needs.reduce((sum, need, activity) => sum + need * project.durations[activity]!, 0);
    return { capacity, needs, pressure: capacity === 0 ? 0 : work / capacity };
  });
  const kept = ranked
    .filter(({ capacity, needs }) => needs.reduce((sum, need) => sum + need, 0) > capacity)
    .toSorted((a, b) => b.pressure - a.pressure)
    .slice(0, mostSets);
  return {
    capacities: kept.map(({ capacity }) => capacity),
    requirements: project.durations.map((_, activity) => kept.map(({ needs }) => needs[activity]!)),
  };
}

/** All sets of up to ten skills; beyond, single skills, pairs, triples and what the people of one kind cannot do. */
function candidateSets(project: MultiSkillProject, skills: number): number[] {
  if (skills <= 10) return Array.from({ length: (1 << skills) - 1 }, (_, index) => index + 1);
  const sets = new Set<number>([(1 << skills) - 1]);
  const single = Array.from({ length: skills }, (_, skill) => 1 << skill);
  for (const a of single) for (const b of single) for (const c of single) sets.add(a | b | c);
  for (const row of project.mastery)
    sets.add(row.reduce((mask, masters, skill) => mask | (masters ? 0 : 1 << skill), 0));
  sets.delete(0);
  return [...sets];
}
