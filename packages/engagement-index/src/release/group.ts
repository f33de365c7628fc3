import { among, peopleWhere, positionsOf, type Where } from '../audit/filter.ts';
import { hasPerson } from '../audit/people-set.ts';
import type { AuditState } from '../audit/state.ts';
import type { ItemAnswers } from './answers.ts';

/** The answers of a group, in the order of the audit's sorted tokens, without the tokens. Internal: raw values. */
export function answersIn(audit: AuditState, where: Where, answers: ItemAnswers): readonly number[] {
  const universe = audit.answers;
  const group = peopleWhere(universe, where);
  const given = Object.keys(answers).filter((token) => answers[token] !== null && answers[token] !== undefined);
  const set = among(universe, group, given);
  const values: number[] = [];
  for (const [token, index] of positionsOf(universe.people)) {
    const value = hasPerson(set, index) ? answers[token] : undefined;
    if (value !== null && value !== undefined) values.push(value);
  }
  return values;
}
