import type { Remedy } from './types.ts';

/** The order of what is otherwise alike. */
const kinds: readonly Remedy['kind'][] = [
  ...(['move', 'team-up', 'defer', 'reprioritise', 'cut', 'combine'] as const),
  ...(['split', 'postpone', 'reduce', 'train', 'hire'] as const),
];

/**
 * Enough or not; how much it breaks; whether it needs new people; how many steps; value given up; extra hours; days of
 * delay.
 */
export function compareRemedies(one: Remedy, other: Remedy): number {
  const keys = (remedy: Remedy) => [
    remedy.closes ? 0 : 1,
    remedy.breaks.length,
    // Looking for people comes after what the people here can settle among themselves.
    needsNewPeople(remedy) ? 1 : 0,
    remedy.kind === 'combine' ? remedy.steps.length : 1,
    remedy.price.valueLost ?? Number.POSITIVE_INFINITY,
    remedy.price.extraHours,
    remedy.price.delayDays,
    kinds.indexOf(remedy.kind),
    -remedy.freesHours,
  ];
  const [left, right] = [keys(one), keys(other)];
  for (const [index, value] of left.entries()) {
    if (value !== right[index]) return value - right[index]!;
  }
  return nameOf(one) < nameOf(other) ? -1 : 1;
}

function nameOf(remedy: Remedy): string {
  if (remedy.kind === 'combine') return remedy.steps.map(nameOf).join();
  if (remedy.kind === 'train') return remedy.personId;
  if (remedy.kind === 'reprioritise' || remedy.kind === 'split' || remedy.kind === 'postpone') return remedy.demandId;
  return remedy.kind === 'hire' ? '' : remedy.itemId;
}

function needsNewPeople(remedy: Remedy): boolean {
  return remedy.kind === 'hire' || (remedy.kind === 'combine' && remedy.steps.some(({ kind }) => kind === 'hire'));
}
