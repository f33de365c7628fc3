import { newcomerOf } from './remedies/newcomer.ts';
import type { DatedHours, GivenWay, Remedy } from './remedies/types.ts';
import { commaOf, say, semicolonOf, skillText, type WordOptions } from './say.ts';

/** So many people, stretches of each, and things that give way are named; the others are counted. */
const MOST_NAMED = 3;

/** Who and which days stand behind a remedy, in sentences: the main ones by name, the others as a sum. */
export function evidenceTexts(options: WordOptions, remedy: Remedy): readonly string[] {
  const { evidence } = remedy;
  // A demand that waits is named among what the remedy breaks.
  const moved = evidence.givesWay.filter(({ kind }) => kind === 'allocation');
  const count = moved.length - MOST_NAMED;
  return [
    ...hoursText(options, remedy),
    ...moved.slice(0, MOST_NAMED).map((given) => givenText(options, given)),
    ...(count > 0 ? [say(options, 'planner.gives.rest', { count })] : []),
  ];
}

function hoursText(options: WordOptions, { kind, evidence }: Remedy): readonly string[] {
  if (evidence.hours.length === 0) return [];
  const lines = new Map<string, DatedHours[]>();
  for (const line of evidence.hours) lines.set(line.personId, [...(lines.get(line.personId) ?? []), line]);
  const people = [...lines.values()].sort((one, other) => sumOf(other) - sumOf(one));
  const named = people.slice(0, MOST_NAMED).map((own) => own.slice(0, MOST_NAMED));
  const shown = named.flat();
  const rest = {
    lines: evidence.hours.length - shown.length + evidence.leftOut.lines,
    hours: sumOf(evidence.hours) - sumOf(shown) + evidence.leftOut.hours,
  };
  const parts = [
    ...named.map((own) => personText(options, own)),
    ...(rest.lines === 0 ? [] : [say(options, 'planner.evidence.rest', rest)]),
  ];
  return [say(options, headingOf(kind), { people: parts.join(semicolonOf(options)) })];
}

function headingOf(kind: Remedy['kind']) {
  if (kind === 'team-up' || kind === 'reduce') return 'planner.evidence.plan';
  return kind === 'reprioritise' || kind === 'split' || kind === 'postpone'
    ? 'planner.evidence.later'
    : 'planner.evidence.gained';
}

function personText(options: WordOptions, lines: readonly DatedHours[]): string {
  const { skills } = lines[0]!;
  const personId = nameOf(options, lines[0]!.personId);
  const text = skillText(options, Object.entries(skills));
  const stretches = lines
    .map(({ hours, firstDay, lastDay }) => say(options, 'planner.evidence.stretch', { hours, firstDay, lastDay }))
    .join(commaOf(options));
  return say(options, 'planner.evidence.person', { personId, skills: text === '' ? 'none' : text, stretches });
}

/** Somebody who is still to be found has a number, no name. */
function nameOf(options: WordOptions, personId: string): string {
  const number = newcomerOf(personId);
  return number === null ? personId : say(options, 'planner.evidence.newcomer', { number });
}

function givenText(options: WordOptions, { id, hours, before, after }: GivenWay): string {
  const { firstDay, lastDay } = before;
  const known = { id, hours, personId: before.personId ?? '', firstDay, lastDay };
  if (after === null) return say(options, 'planner.gives.dropped', known);
  if (after.personId !== before.personId)
    return say(options, 'planner.gives.handed', { ...known, newPersonId: after.personId ?? '' });
  return say(options, 'planner.gives.moved', { ...known, newFirstDay: after.firstDay, newLastDay: after.lastDay });
}

function sumOf(lines: readonly DatedHours[]): number {
  return lines.reduce((sum, { hours }) => sum + hours, 0);
}
