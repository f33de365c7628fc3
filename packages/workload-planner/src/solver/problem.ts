import type { Project, StaffedSlot } from '../instances/model.ts';
import type { Side } from './evolve.ts';
import { createGenerator } from './generate.ts';
import { createParallelGenerator } from './generate-parallel.ts';
import { createStaffedGenerator } from './generate-staffed.ts';
import { buildNetwork, type Network, reverseNetwork } from './network.ts';
import { packNeeds } from './packed-needs.ts';
import type { FastRandom } from './random.ts';
import { relaxSkills } from './skill-relaxation.ts';
import { createStaffer } from './staff.ts';

/** A project made ready for search. */
export interface Problem {
  readonly sides: readonly [Side, Side];
  /** The project as renewable resources: the project itself, or what bounds it from below. */
  readonly relaxed: {
    readonly capacities: readonly number[];
    readonly requirements: readonly (readonly number[])[];
  };
  /** True when a schedule of `relaxed` is a schedule of the project. */
  readonly isExact: boolean;
  /** Share of the resources that each activity holds while it runs. */
  readonly load: Float64Array;
  /** Who does what in the schedule built last from a side. */
  readonly staffing: (side: 0 | 1) => readonly StaffedSlot[];
  /** Draws anew whom to ask first; for people with skills only. */
  readonly shake: (strength: number) => void;
}

/** Prepares a checked project. */
export function prepareProblem(project: Project, random: FastRandom): Problem {
  const network = buildNetwork(project);
  const reversed = reverseNetwork(network);
  if (project.kind === 'resource-project') {
    const packed = packNeeds(project);
    const sideOf = (seen: Network): Side => ({
      network: seen,
      generator: createGenerator(seen, packed),
      parallel: createParallelGenerator(seen, packed),
    });
    return {
      sides: [sideOf(network), sideOf(reversed)],
      relaxed: project,
      isExact: true,
      load: loadOf(project),
      staffing: () => [],
      shake: () => undefined,
    };
  }
  const relaxed = relaxSkills(project);
  const staffer = createStaffer(project, random);
  const generators = [createStaffedGenerator(network, staffer), createStaffedGenerator(reversed, staffer)] as const;
  return {
    sides: [
      { network, generator: generators[0], parallel: generators[0] },
      { network: reversed, generator: generators[1], parallel: generators[1] },
    ],
    relaxed,
    isExact: false,
    load: loadOf(relaxed),
    staffing: (side) => generators[side].staffing(),
    shake: staffer.shake,
  };
}

function loadOf(relaxed: Problem['relaxed']): Float64Array {
  return Float64Array.from(relaxed.requirements, (row) =>
    row.reduce((sum, need, resource) => sum + need / Math.max(1, relaxed.capacities[resource]!), 0),
  );
}
