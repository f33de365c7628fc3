import { describe, expect, it } from 'vitest';
import { authoredComments } from '../../testing/comments.ts';
import { openAudit } from '../audit/state.ts';
import { findThemes, releaseThemes } from './themes.ts';
import { evenOut } from './verbatims.ts';

const { comments, expected, labels, lonely } = authoredComments();

describe('themes of 300 authored comments', () => {
  it('are 300 different sentences, without a shared opening', () => {
    const texts = [...comments.en, ...comments['zh-CN']].map((comment) => comment.text);
    expect(texts.length).toBe(300);
    const plain = texts.map((text) => text.toLowerCase().replaceAll(/[\p{P}\p{Z}]/gu, ''));
    expect(new Set(plain).size).toBe(300);
    for (const one of plain) expect(plain.filter((other) => other.endsWith(one)).length).toBe(1);
  });

  it.each(['en', 'zh-CN'] as const)(
    'finds the theme of 85 in 100 single sentences in %s, and not of those that never name it',
    (locale) => {
      const found = labels[locale].filter(({ about, text }) =>
        findThemes({ comments: [{ respondent: 'r', text }], locale, minimumAuthors: 1 }).some(({ id }) => id === about),
      );
      expect(found.length / labels[locale].length).toBeGreaterThanOrEqual(0.85);
      expect(found.length).toBeLessThan(labels[locale].length);
    },
  );

  it.each(['en', 'zh-CN'] as const)(
    'finds at least nine of ten terms in %s, and none with a single author',
    (locale) => {
      const found = findThemes({ comments: comments[locale], locale, minimumAuthors: 5 });
      const ids = new Set(found.map((theme) => theme.id));
      const recalled = expected[locale].filter((id) => ids.has(id));
      expect(expected[locale].length).toBeGreaterThan(18);
      expect(recalled.length / expected[locale].length).toBeGreaterThanOrEqual(0.9);
      for (const theme of found) {
        expect(theme.authors).toBeGreaterThanOrEqual(5);
        for (const word of lonely) expect(theme.id).not.toContain(word);
      }
      expect(found.length).toBeLessThan(expected[locale].length * 3);
    },
  );

  it('finds a phrase that no dictionary holds, in both languages', () => {
    const ids = (locale: 'en' | 'zh-CN') =>
      findThemes({ comments: comments[locale], locale, minimumAuthors: 5 }).map((theme) => theme.id);
    expect(ids('en')).toContain('atlas gateway');
    expect(ids('zh-CN')).toContain('星火平台');
  });

  it('counts a person once, and says how many negate a theme only when they are enough', () => {
    const five = (text: string) => ['a', 'b', 'c', 'd', 'e'].map((respondent) => ({ respondent, text }));
    const [theme] = findThemes({
      comments: five('There is no overtime here. overtime overtime'),
      locale: 'en',
      minimumAuthors: 5,
    });
    expect(theme).toEqual({ id: 'overtime', kind: 'theme', authors: 5, negatedAuthors: 5 });
    const mixed = [...five('很少开会'), { respondent: 'f', text: '没有加班' }, ...five('加班多')];
    expect(findThemes({ comments: mixed, locale: 'zh-CN', minimumAuthors: 5 })).toContainEqual({
      id: 'overtime',
      kind: 'theme',
      authors: 6,
      negatedAuthors: null,
    });
    const butOne = [...five('没有加班'), { respondent: 'f', text: '加班多' }];
    expect(findThemes({ comments: butOne, locale: 'zh-CN', minimumAuthors: 5 })).toContainEqual({
      id: 'overtime',
      kind: 'theme',
      authors: 6,
      negatedAuthors: null,
    });
    expect(
      findThemes({ comments: five('Not that. Overtime was fine').slice(0, 4), locale: 'en', minimumAuthors: 5 }),
    ).toEqual([]);
    const apart = findThemes({ comments: five('Not now. Overtime was fine'), locale: 'en', minimumAuthors: 5 });
    expect(apart.find((one) => one.id === 'overtime')?.negatedAuthors).toBeNull();
  });

  it('stands 100 kB, emoji, right-to-left marks and lone surrogates', () => {
    const texts = ['加班'.repeat(50_000), '👩‍👩‍👧‍👦'.repeat(2000), '\u202eabc\u202c \ud800 \u0000', '', '   '];
    const strange = texts.map((text, index) => ({ respondent: `r${index}`, text }));
    expect(findThemes({ comments: strange, locale: 'zh-CN', minimumAuthors: 5 })).toEqual([]);
    expect(evenOut('Ａ\u202e 😤😤  B!!!')).not.toMatch(/😤|!!/);
  });

  it('takes a host’s own themes and segmenter', () => {
    const own = ['a', 'b', 'c', 'd', 'e'].map((respondent) => ({ respondent, text: '青云系统 崩溃' }));
    const themes = [{ id: 'qingyun', name: '青云', words: ['青云系统'] }];
    const found = findThemes({
      comments: own,
      locale: 'zh-CN',
      minimumAuthors: 5,
      themes,
      segmentWords: (text) => text.split(' '),
    });
    expect(found.map((theme) => theme.id)).not.toContain('overtime');
    expect(
      findThemes({ comments: own, locale: 'zh-CN', minimumAuthors: 5, themes }).map((theme) => theme.id),
    ).toContain('qingyun');
  });

  it('releases themes through the audit, counting only the group', () => {
    const roster = Array.from({ length: 20 }, (_, i) => ({ respondent: `r${i}`, team: i < 8 ? 'a' : 'b' }));
    const given = roster.map((entry) => ({
      respondent: entry.respondent,
      text: entry.team === 'a' ? '加班太多' : '会议太多',
    }));
    const audit = openAudit({ survey: 's', minimumGroup: 5, roster });
    const released = releaseThemes({ audit, comments: given, where: { team: 'a' }, locale: 'zh-CN' });
    expect(released.ok && released.themes.map((theme) => theme.id)).toEqual(['overtime']);
    expect(releaseThemes({ audit, comments: given.slice(0, 4), where: {}, locale: 'zh-CN' }).ok).toBe(false);
  });
});
