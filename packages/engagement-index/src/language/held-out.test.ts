import { describe, expect, it } from 'vitest';
import { authoredComments } from '../../testing/comments.ts';
import { heldOutComments } from '../../testing/comments-held-out.ts';
import { workLifeThemes } from './dictionary.ts';
import { type Comment, findThemes } from './themes.ts';

const locales = ['en', 'zh-CN'] as const;
const authored = authoredComments();
const heldOut = (locale: (typeof locales)[number]) =>
  heldOutComments.flatMap(({ about, ...texts }) =>
    texts[locale === 'en' ? 'en' : 'zh'].map((text, index) => ({ about, text, respondent: `${about}-${index}` })),
  );

/** A survey of both sets: 222 comments of as many people. */
const surveyOf = (locale: (typeof locales)[number]): readonly Comment[] => [
  ...authored.comments[locale],
  ...heldOut(locale),
];

const writes = (locale: string, comment: Comment, word: string) =>
  locale === 'en' ? new RegExp(`\\b${word}s?\\b`, 'i').test(comment.text) : comment.text.includes(word);

describe('what the dictionary was not fitted to', () => {
  it.each(locales)('is heard in two of three single sentences written afterwards in %s', (locale) => {
    const sentences = heldOut(locale);
    const heard = sentences.filter(({ about, text }) =>
      findThemes({ comments: [{ respondent: 'r', text }], locale, minimumAuthors: 1 }).some(({ id }) => id === about),
    );
    expect(sentences.length).toBe(72);
    expect(heard.length / 72).toBeGreaterThan(2 / 3);
    expect(heard.length / 72).toBeLessThan(0.9);
  });

  it.each(locales)('comes out as a word or phrase of its own: terms held out of the dictionary in %s', (locale) => {
    const comments = surveyOf(locale);
    let [terms, recalled] = [0, 0];
    for (const half of [0, 1]) {
      const dictionary = workLifeThemes.filter((_, index) => index % 2 === half);
      const found = findThemes({ comments, locale, minimumAuthors: 5, dictionary });
      for (const theme of workLifeThemes.filter((one) => !dictionary.includes(one))) {
        for (const word of theme.words) {
          if ((locale === 'en') !== /^[a-z -]+$/.test(word)) continue;
          if (comments.filter((comment) => writes(locale, comment, word)).length < 5) continue;
          terms += 1;
          recalled += Number(found.some(({ id }) => id === word || id.includes(word)));
        }
      }
      for (const { id, authors } of found) {
        expect(authors).toBeGreaterThanOrEqual(5);
        for (const word of authored.lonely) expect(id).not.toContain(word);
      }
    }
    expect(terms).toBeGreaterThanOrEqual(10);
    expect(recalled / terms).toBeGreaterThanOrEqual(0.9);
  });

  it('comes out only from enough authors, and never beside a phrase it belongs to', () => {
    const texts = ['The zygote wobbles', 'A zygote again', 'zygote zygote', 'that zygote', 'our zygote'];
    const comments = texts.map((text, index) => ({ respondent: `r${index}`, text }));
    const ids = (given: readonly Comment[]) =>
      findThemes({ comments: given, locale: 'en', minimumAuthors: 5 }).map(({ id, kind }) => `${kind} ${id}`);
    expect(ids(comments)).toEqual(['word zygote']);
    expect(ids(comments.slice(0, 4))).toEqual([]);
    const others = Array.from({ length: 60 }, (_, index) => ({
      respondent: `o${index}`,
      text: `plain${index} words${index}`,
    }));
    const phrase = comments.map(({ respondent }) => ({ respondent, text: 'the purple zygote' }));
    expect(ids([...phrase, ...others])).toEqual(['phrase purple zygote']);
  });
});
