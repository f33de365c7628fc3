import type { Where } from '../audit/filter.ts';
import { peopleWhere, positionsOf } from '../audit/filter.ts';
import { hasPerson } from '../audit/people-set.ts';
import { auditQuery } from '../audit/query.ts';
import type { AuditState } from '../audit/state.ts';
import type { RefusedRelease } from '../release/favourability.ts';
import { type Theme, workLifeThemes } from './dictionary.ts';
import { attractedPhrases, contentWords, isNegated } from './phrases.ts';
import { type SegmentWords, type Token, tokenize } from './segment.ts';

/** A comment with the random token of its author. */
export interface Comment {
  readonly respondent: string;
  readonly text: string;
}

/** A theme, phrase or word that enough different people wrote about. */
export interface FoundTheme {
  /** The theme's id, or the phrase or word itself. */
  readonly id: string;
  readonly kind: 'theme' | 'phrase' | 'word';
  readonly authors: number;
  /** How many of them wrote it with a negation; null where they, or the others, are too few to say so. */
  readonly negatedAuthors: number | null;
}

/**
 * Finds themes and phrases that at least `minimumAuthors` different people wrote about. Dictionary themes come first;
 * neighbouring words that attract each other (pointwise mutual information, Church and Hanks 1990) become phrases, and
 * content words outside both stand for themselves, so that what no dictionary foresaw is heard too. A person counts
 * once however often they write. `dictionary` takes the place of the built-in themes, `themes` come beside them.
 *
 * @example
 * ```ts
 * import { findThemes } from '@meritkit/engagement-index';
 *
 * const comments = ['r1', 'r2', 'r3', 'r4', 'r5'].map((respondent) => ({ respondent, text: '审批要走五步，太慢' }));
 * findThemes({ comments, locale: 'zh-CN', minimumAuthors: 5 })[0]?.id; // 'approval'
 * ```
 */
export function findThemes(options: {
  readonly comments: readonly Comment[];
  readonly locale: string;
  readonly minimumAuthors: number;
  readonly dictionary?: readonly Theme[];
  readonly themes?: readonly Theme[];
  readonly segmentWords?: SegmentWords;
}): readonly FoundTheme[] {
  const { comments, minimumAuthors } = options;
  const themes = [...(options.dictionary ?? workLifeThemes), ...(options.themes ?? [])];
  const counted = new Map<string, { kind: FoundTheme['kind']; authors: Set<string>; negated: Set<string> }>();
  const note = (id: string, kind: FoundTheme['kind'], author: string, negated: boolean) => {
    const entry = counted.get(`${kind}:${id}`) ?? { kind, authors: new Set<string>(), negated: new Set<string>() };
    entry.authors.add(author);
    if (negated) entry.negated.add(author);
    counted.set(`${kind}:${id}`, entry);
  };
  const texts = comments.map((comment) => ({
    author: comment.respondent,
    tokens: tokenize({ ...options, text: comment.text }),
  }));
  const index = themeIndex(themes, options);
  const rests = texts.map(({ author, tokens }) => {
    const covered = new Set<number>();
    for (const hit of themeHits(tokens, index)) {
      note(hit.id, 'theme', author, isNegated(tokens, hit.from));
      for (let at = hit.from; at < hit.to; at += 1) covered.add(at);
    }
    return { author, tokens, covered };
  });
  const discovered = [...attractedPhrases(rests, minimumAuthors)];
  for (const { text, author, negated } of discovered) note(text, 'phrase', author, negated);
  for (const { text, author, negated } of contentWords(rests, discovered)) note(text, 'word', author, negated);
  return [...counted]
    .filter(([, entry]) => entry.authors.size >= minimumAuthors)
    .map(([key, entry]) => ({
      id: key.slice(entry.kind.length + 1),
      kind: entry.kind,
      authors: entry.authors.size,
      negatedAuthors: sayable(entry.negated.size, entry.authors.size, minimumAuthors),
    }))
    .sort((left, right) => right.authors - left.authors || (left.id < right.id ? -1 : 1));
}

/** A part of the authors, unless it or what it leaves is a group too small to speak of. */
function sayable(part: number, whole: number, minimum: number): number | null {
  return part >= minimum && (part === whole || whole - part >= minimum) ? part : null;
}

type ThemeIndex = ReadonlyMap<string, readonly { readonly id: string; readonly words: readonly string[] }[]>;

function themeIndex(themes: readonly Theme[], options: { readonly locale: string }): ThemeIndex {
  const index = new Map<string, { id: string; words: readonly string[] }[]>();
  for (const theme of themes) {
    for (const text of theme.words) {
      const words = tokenize({ ...options, text }).map((token) => token.word);
      const first = words[0];
      if (first === undefined) continue;
      index.set(first, [...(index.get(first) ?? []), { id: theme.id, words }]);
    }
  }
  for (const entries of index.values()) entries.sort((left, right) => right.words.length - left.words.length);
  return index;
}

function* themeHits(tokens: readonly Token[], index: ThemeIndex) {
  for (let from = 0; from < tokens.length; from += 1) {
    const hit = (index.get(tokens[from]!.word) ?? []).find(({ words }) =>
      words.every((word, offset) => tokens[from + offset]?.word === word),
    );
    if (hit !== undefined) yield { id: hit.id, from, to: from + hit.words.length };
  }
}

/** Themes of a group's comments, through the audit. */
export interface ReleasedThemes {
  readonly ok: true;
  readonly themes: readonly FoundTheme[];
  readonly audit: AuditState;
}

/**
 * Releases the themes of a group's comments: the group passes the audit like any other question, and a theme needs as
 * many different authors as a group needs people.
 *
 * @throws InvalidInputError `engagement/unknown-respondent`, `engagement/unknown-attribute`
 * @example
 * ```ts
 * import { openAudit, releaseThemes } from '@meritkit/engagement-index';
 *
 * const roster = Array.from({ length: 12 }, (_, i) => ({ respondent: `r${i}`, team: i < 6 ? 'a' : 'b' }));
 * const audit = openAudit({ survey: 'pulse', minimumGroup: 5, roster });
 * const comments = roster.map(({ respondent }) => ({ respondent, text: 'Overtime again' }));
 * const released = releaseThemes({ audit, comments, where: { team: 'a' }, locale: 'en' });
 * released.ok && released.themes[0]?.id; // 'overtime'
 * ```
 */
export function releaseThemes(options: {
  readonly audit: AuditState;
  readonly comments: readonly Comment[];
  readonly where: Where;
  readonly locale: string;
  readonly dictionary?: readonly Theme[];
  readonly themes?: readonly Theme[];
  readonly segmentWords?: SegmentWords;
}): ReleasedThemes | RefusedRelease {
  const { audit, comments, where } = options;
  findThemes({ ...options, comments: [], minimumAuthors: audit.policy.minimumGroup });
  const decision = auditQuery({
    audit,
    query: { where, items: [{ id: 'comments', respondents: comments.map((comment) => comment.respondent) }] },
  });
  if (!decision.ok) return decision;
  const group = peopleWhere(audit.answers, where);
  const positionOf = positionsOf(audit.answers.people);
  const inside = comments.filter((comment) => hasPerson(group, positionOf.get(comment.respondent) ?? -1));
  const themes = findThemes({ ...options, comments: inside, minimumAuthors: audit.policy.minimumGroup });
  return { ok: true, themes, audit: decision.audit };
}
