import { invalidInput, reject } from '@meritkit/core/errors';
import type { RosterEntry } from '../audit/state.ts';
import { unknownItem } from '../definition/unknown-item.ts';
import { checkAnswer, type ItemAnswers } from '../release/answers.ts';
import {
  type Admission,
  type AnonymousResponse,
  itemIdsOf,
  LONGEST_COMMENT,
  type Survey,
  type SurveyRejection,
} from './survey.ts';

/**
 * Takes one response for an admission: checks every answer against the scale, spends the admission, and makes a
 * response under a random key that leads back to neither token nor person.
 *
 * @throws InvalidInputError `engagement/answer-out-of-scale`, `engagement/unknown-item`, `engagement/comment-too-long`,
 * `engagement/broken-tokens`
 * @example
 * ```ts
 * import { defaultDefinition, draftSurvey, takeResponse } from '@meritkit/engagement-index';
 *
 * const survey = draftSurvey({
 *   id: 'pulse', definition: defaultDefinition, minimumGroup: 5, attributes: ['team'], plan: [],
 * });
 * const admission = { digest: 'd', cell: { team: 'a' }, spent: false };
 * const taken = takeResponse({
 *   survey: { ...survey, status: 'open' }, admission, answers: { trust: 4 }, respondent: 'random-key-0123456789',
 * });
 * taken.ok && taken.response.answers.trust; // 4
 * ```
 */
export function takeResponse(options: {
  readonly survey: Survey;
  readonly admission: Admission | undefined;
  readonly answers: Readonly<Record<string, number | null>>;
  readonly comment?: string | null;
  /** A fresh random key, unrelated to the token. */
  readonly respondent: string;
}):
  | { readonly ok: true; readonly admission: Admission; readonly response: AnonymousResponse }
  | { readonly ok: false; readonly rejection: SurveyRejection } {
  const { survey, admission, answers, respondent } = options;
  if (survey.status !== 'open') return reject('engagement/survey-not-open', { status: survey.status });
  if (admission === undefined) return reject('engagement/unknown-token', {});
  if (admission.spent) return reject('engagement/already-answered', {});
  if (respondent.length < 16)
    throw invalidInput('engagement/broken-tokens', ['respondent'], 'a random key of 16 characters or more');
  const known = new Set(itemIdsOf(survey));
  for (const [item, value] of Object.entries(answers)) {
    if (!known.has(item)) throw unknownItem(survey.definition, item, ['answers', item]);
    if (value !== null) checkAnswer(value, survey.definition.scale, ['answers', item]);
  }
  const comment = options.comment ?? null;
  if (comment !== null && (!survey.comments || comment.length > LONGEST_COMMENT)) {
    throw invalidInput(
      'engagement/comment-too-long',
      ['comment'],
      `at most ${LONGEST_COMMENT} characters, where the survey asks for words`,
    );
  }
  const response: AnonymousResponse = {
    lane: 'anonymous',
    respondent,
    cell: admission.cell,
    answers: Object.fromEntries([...known].map((item) => [item, answers[item] ?? null])),
    comment: comment === null || comment.trim() === '' ? null : comment,
  };
  return { ok: true, admission: { ...admission, spent: true }, response };
}

/**
 * The roster an audit opens with: tokens and frozen cells, in token order.
 *
 * @example
 * ```ts
 * import { rosterOf } from '@meritkit/engagement-index';
 *
 * const response = { lane: 'anonymous', respondent: 'r1', cell: { team: 'a' }, answers: {}, comment: null } as const;
 * rosterOf([response]); // [ { team: 'a', respondent: 'r1' } ]
 * ```
 */
export function rosterOf(responses: readonly AnonymousResponse[]): readonly RosterEntry[] {
  return responses
    .map((response) => ({ ...response.cell, respondent: response.respondent }))
    .sort((left, right) => (left.respondent < right.respondent ? -1 : 1));
}

/**
 * Responses turned into answers per item, for the releases.
 *
 * @example
 * ```ts
 * import { answersByItem } from '@meritkit/engagement-index';
 *
 * const response = { lane: 'anonymous', respondent: 'r1', cell: {}, answers: { trust: 4 }, comment: null } as const;
 * answersByItem([response]); // { trust: { r1: 4 } }
 * ```
 */
export function answersByItem(responses: readonly AnonymousResponse[]): Readonly<Record<string, ItemAnswers>> {
  const byItem: Record<string, Record<string, number | null>> = {};
  for (const response of responses) {
    for (const [item, value] of Object.entries(response.answers)) {
      byItem[item] ??= {};
      byItem[item][response.respondent] = value;
    }
  }
  return byItem;
}
