import { type Rejection, reject } from '@meritkit/core/errors';
import { createRandom } from '@meritkit/core/random';
import { auditQuery } from '../audit/query.ts';
import type { AuditState } from '../audit/state.ts';
import type { RefusedRelease } from '../release/favourability.ts';
import type { Comment } from './themes.ts';

/** Different authors that verbatims need. */
export const MINIMUM_VERBATIM_AUTHORS = 10;

/** Comments as written, but without what links them: no tokens, no times, no order, no names of contact. */
export interface ReleasedVerbatims {
  readonly ok: true;
  readonly verbatims: readonly string[];
  readonly audit: AuditState;
}

/**
 * Releases comments of the whole survey, once enough different people wrote: one per author, in an order that a secret
 * seed decides, with numbers, addresses and handles masked and typing habits (spacing, repeated marks, emoji, letter
 * width and case) evened out. There is no filter and no theme argument: a filtered comment names its cell. What a
 * person gives away in their own words is not covered.
 *
 * @example
 * ```ts
 * import { openAudit, releaseVerbatims } from '@meritkit/engagement-index';
 *
 * const roster = Array.from({ length: 12 }, (_, i) => ({ respondent: `r${i}`, team: i < 6 ? 'a' : 'b' }));
 * const audit = openAudit({ survey: 'pulse', minimumGroup: 5, roster });
 * const comments = roster.map(({ respondent }) => ({ respondent, text: 'Overtime AGAIN!!!' }));
 * const released = releaseVerbatims({ audit, comments, seed: 'secret, drawn once' });
 * released.ok && released.verbatims[0]; // 'overtime again!'
 * ```
 */
export function releaseVerbatims(options: {
  readonly audit: AuditState;
  readonly comments: readonly Comment[];
  /** Secret, drawn once for the survey and stored. */
  readonly seed: string;
}):
  | ReleasedVerbatims
  | RefusedRelease
  | {
      readonly ok: false;
      readonly audit: AuditState;
      readonly rejection: Rejection<'engagement/too-few-authors', { readonly minimumAuthors: number }>;
    } {
  const { audit, comments, seed } = options;
  const byAuthor = new Map<string, string>();
  for (const comment of comments) if (!byAuthor.has(comment.respondent)) byAuthor.set(comment.respondent, comment.text);
  const random = createRandom(seed);
  const decision = auditQuery({
    audit,
    query: { where: {}, items: [{ id: 'comments', respondents: byAuthor.keys() }] },
  });
  if (!decision.ok) return decision;
  if (byAuthor.size < MINIMUM_VERBATIM_AUTHORS) {
    return {
      ...reject('engagement/too-few-authors', { minimumAuthors: MINIMUM_VERBATIM_AUTHORS }),
      audit: decision.audit,
    };
  }
  const plain = [...byAuthor.values()].map(evenOut).sort();
  return { ok: true, verbatims: random.shuffle(plain), audit: decision.audit };
}

/**
 * Takes contact data and typing habits out of a comment; what it says stays.
 *
 * @example
 * ```ts
 * import { evenOut } from '@meritkit/engagement-index';
 *
 * evenOut('NEVER again!!!'); // 'never again!'
 * ```
 */
export function evenOut(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Extended_Pictographic}|\u200d|\ufe0f/gu, '')
    .replace(/https?:\S+|www\.\S+/gu, '[…]')
    .replace(/[\w.+-]+@[\w-]+(\.[\w-]+)+/gu, '[…]')
    .replace(/@[\p{L}\p{N}_-]+/gu, '[…]')
    .replace(/\d[\d\s:/.-]{2,}\d/gu, '[…]')
    .toLowerCase()
    .replace(/([!?。！？.,，~…])[!?。！？.,，~…]+/gu, '$1')
    .replace(/\s+/gu, ' ')
    .trim();
}
