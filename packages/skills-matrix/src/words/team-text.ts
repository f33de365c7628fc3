import type { Outcome } from '@meritkit/core/errors';
import type { ComposedTeam, Team, TeamRejection } from '../teams/compose.ts';
import { type PhraseOptions, type Phrasing, phrasingOf } from './phrase.ts';

/**
 * The answer of `composeTeam` in sentences: who covers what and at which cost, whether a cheaper team can exist, the
 * alternatives, and whom it left out; or why there is no team. The terms of the cost stand in `team.explanation`.
 *
 * @example
 * ```ts
 * import { buildProfiles, composeTeam, describeTeam } from '@meritkit/skills-matrix';
 *
 * const taxonomy = { version: '1', skills: [{ id: 'go', name: 'Go' }] };
 * const profiles = buildProfiles({
 *   asOf: '2026-11-22', taxonomy,
 *   evidence: [{ id: 'e1', personId: 'lin', kind: 'manager-rating', skillId: 'go', level: 4, at: '2026-09-30' }],
 * });
 * const answer = composeTeam({
 *   profiles, demand: { skills: [{ skillId: 'go', atLeast: 3, weight: 1, must: true }] },
 *   limits: { costs: [{ personId: 'lin', cost: 800 }] },
 * });
 * describeTeam({ answer, taxonomy, locale: 'en', names: { lin: 'Lin' } });
 * // 'Lin covers every must-have, at a cost of 800: Lin covers Go. No team costs less.'
 * ```
 */
export function describeTeam(
  options: PhraseOptions & { readonly answer: Outcome<ComposedTeam, TeamRejection> },
): string {
  const { answer } = options;
  const phrasing = phrasingOf(options);
  const { say, nameOf, list, sentences } = phrasing;
  if (!answer.ok) return sentences(refusalOf(answer.rejection, phrasing));
  const others = answer.alternatives.map((team) =>
    say('team.alternative', { people: peopleOf(team, phrasing), cost: team.cost }),
  );
  const proof = answer.optimal ? say('team.optimal') : say('team.gap', { gap: answer.gap });
  const leftOut =
    answer.leftOut.length === 0 ? [] : [say('team.left-out', { people: list(answer.leftOut.map(nameOf)) })];
  return sentences([headOf(answer.team, phrasing), proof, ...others, ...leftOut]);
}

function peopleOf(team: Team, { nameOf, list }: Phrasing): string {
  return list(team.people.map(({ personId }) => nameOf(personId)));
}

function headOf(team: Team, phrasing: Phrasing): string {
  const { say, nameOf, skillOf, list, clauses } = phrasing;
  const head = say('team.head', { people: peopleOf(team, phrasing), count: team.people.length, cost: team.cost });
  const parts = team.people.map(({ personId, covers }) => {
    const person = nameOf(personId);
    return covers.length === 0
      ? say('team.fills', { person })
      : say('team.covers', { person, needs: list(covers.map(skillOf)) });
  });
  return clauses(head, parts);
}

function refusalOf(rejection: TeamRejection, { say, skillOf }: Phrasing): readonly string[] {
  const none = say('team.none');
  if (rejection.code === 'skills/no-team') {
    const { size, searchedAll } = rejection;
    return searchedAll ? [say(rejection.code, { size })] : [none, say('team.unsearched')];
  }
  if (rejection.code === 'skills/too-few-people') {
    return [none, say(rejection.code, { needed: rejection.needed, found: rejection.found })];
  }
  const { needed, found } = rejection;
  return [none, say(rejection.code, { requirement: skillOf(rejection.requirement), needed, found })];
}
