import { type Explanation, explain, given } from '@meritkit/core/explanation';
import { buildGrid, freeOnDays } from '../load/grid.ts';
import type { Team } from '../model/types.ts';
import { fromDay, weekLabels } from '../time/day.ts';
import { toHours } from '../time/hours.ts';
import { hasSkills, levelOf, mayDo, type WorkPart } from './parts.ts';
import type { PeoplePool } from './pool.ts';
import type { Cut } from './transport.ts';

/** What stands in the way: the scarcest skill of the work in the cut, the weeks, and the hours that are missing there. */
export interface Bottleneck {
  /** Null where the work needs no skill: there is simply nobody free. */
  readonly skill: string | null;
  readonly weeks: readonly string[];
}

/**
 * Why it cannot be done, checkable by hand: the work of these items may only use these people's free hours on these
 * days, and there are fewer hours than the work needs.
 */
export interface ShortageProof {
  readonly kind: 'shortage';
  readonly itemIds: readonly string[];
  readonly neededHours: number;
  readonly availableHours: number;
  readonly missingHours: number;
  readonly hoursByPerson: readonly {
    readonly personId: string;
    readonly start: string;
    readonly end: string;
    readonly freeHours: number;
  }[];
}

/** A minimum cut in words that people can check. */
export function proofOf(options: {
  /** Everyone: also those who lack one of the skills. */
  readonly team: Team;
  readonly pool: PeoplePool;
  readonly parts: readonly WorkPart[];
  readonly cut: Cut;
}): { readonly proof: ShortageProof; readonly bottleneck: Bottleneck; readonly explanation: Explanation } {
  const { pool, parts, cut } = options;
  const needed = cut.parts.reduce((sum, part) => sum + parts[part]!.units, 0);
  const hoursByPerson = cut.cells.flatMap(({ group, first, end }) =>
    pool.members[group]!.map((row) => ({
      personId: pool.grid.people[row]!.id,
      start: fromDay(first),
      end: fromDay(end),
      freeHours: toHours(freeOnDays(pool.grid, row, first, end)),
    })),
  );
  const proof: ShortageProof = {
    kind: 'shortage',
    itemIds: [...new Set(cut.parts.map((part) => parts[part]!.itemId))],
    neededHours: toHours(needed),
    availableHours: toHours(cut.availableUnits),
    missingHours: toHours(needed - cut.availableUnits),
    hoursByPerson,
  };
  const bottleneck = { skill: scarcestSkill(options.team, parts, cut), weeks: weeksOf(parts, cut) };
  return { proof, bottleneck, explanation: explainShortage(proof, parts, cut) };
}

function weeksOf(parts: readonly WorkPart[], cut: Cut): readonly string[] {
  const weeks = new Set<string>();
  const windows = cut.cells.length > 0 ? cut.cells : cut.parts.map((part) => parts[part]!);
  for (const { first, end } of windows) for (const week of weekLabels(first, end)) weeks.add(week);
  return [...weeks].sort();
}

/**
 * Of the skills that the work in the cut asks for, the one whose absence from the need would free the most hours in
 * the cut's days; where none would, the one that the fewest people have.
 */
function scarcestSkill(team: Team, parts: readonly WorkPart[], cut: Cut): string | null {
  const skills = [...new Set(cut.parts.flatMap((part) => Object.keys(parts[part]!.needs)))].sort();
  if (skills.length < 2) return skills[0] ?? null;
  const first = Math.min(...cut.parts.map((part) => parts[part]!.first));
  const grid = buildGrid({ team, first, end: Math.max(first + 1, ...cut.parts.map((part) => parts[part]!.end)) });
  let best: { readonly skill: string; readonly gain: number; readonly holders: number } | null = null;
  for (const skill of skills) {
    let [gain, holders] = [0, 0];
    for (const [row, person] of grid.people.entries()) {
      if (levelOf(person, skill) !== undefined) holders += 1;
      let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
      for (const index of cut.parts) {
        const part = parts[index]!;
        const { [skill]: dropped, ...others } = part.needs;
        if (dropped === undefined || mayDo(person, part) || !mayDo(person, { ...part, needs: others })) continue;
        [from, to] = [Math.min(from, part.first), Math.max(to, part.end)];
      }
      if (to > from) gain += freeOnDays(grid, row, from, to);
    }
    if (best === null || gain > best.gain || (gain === best.gain && holders < best.holders))
      best = { skill, gain, holders };
  }
  return best?.skill ?? null;
}

function explainShortage(proof: ShortageProof, parts: readonly WorkPart[], cut: Cut): Explanation {
  const unit = 'hours';
  const sum = { name: 'sum', version: 1 };
  const rounding = { decimals: 6, mode: 'half-up' } as const;
  const needed = explain({
    key: 'planner.needed-hours',
    unit,
    operation: { ...sum, rounding },
    children: cut.parts.map((part) => given({ key: parts[part]!.itemId, unit, value: toHours(parts[part]!.units) })),
  });
  const available = explain({
    key: 'planner.available-hours',
    unit,
    operation: { ...sum, rounding },
    children: proof.hoursByPerson.map(({ personId, freeHours }) => given({ key: personId, unit, value: freeHours })),
  });
  return explain({
    key: 'planner.missing-hours',
    unit,
    operation: { name: 'difference', version: 1, rounding },
    children: [needed, available],
  });
}

/**
 * Which skills of a part nobody has together, with the best there is of each; empty where someone may do it.
 */
export function lackingSkills(
  people: PeoplePool['grid']['people'],
  part: WorkPart,
): readonly {
  readonly skill: string;
  readonly level: number;
  readonly best: number | null;
  readonly people: number;
}[] {
  if (people.some((person) => hasSkills(person, part.needs))) return [];
  return Object.keys(part.needs)
    .sort()
    .map((skill) => {
      const levels = people.map((person) => levelOf(person, skill)).filter((level) => level !== undefined);
      const level = part.needs[skill]!;
      return {
        skill,
        level,
        best: levels.length === 0 ? null : Math.max(...levels),
        people: levels.filter((held) => held >= level).length,
      };
    });
}
