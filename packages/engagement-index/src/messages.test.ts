import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatMessage } from '@meritkit/core/locale';
import { describe, expect, it } from 'vitest';
import { errorCodes, rejectionCodes } from './errors.ts';
import { catalogue, describeRejection } from './messages.ts';
import type { EngagementRejection } from './rejection.ts';

const source = import.meta.dirname;
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
  (name) => name.endsWith('.ts') && !name.includes('.test'),
);
const used = new Set(
  files
    .filter((name) => !/(errors|messages)\.ts$/.test(name))
    .flatMap((name) =>
      [...readFileSync(join(source, name), 'utf8').matchAll(/'(engagement\/[a-z-]+)'/g)].map((match) => match[1]!),
    ),
);
const values = {
  minimumGroup: 5,
  capacity: 2,
  personId: 'lin',
  attribute: 'team',
  left: 0,
  needed: 1,
  points: 3,
  allowed: 2,
  type: 'survey',
  id: 's',
  prerequisite: 'go',
  status: 'open',
  minimum: 2,
  maximum: 5,
  members: 1,
  minimumAuthors: 10,
  deadline: '2026-11-30',
  on: '2026-11-20',
  code: 'host/frozen',
  share: '80%',
  index: 70,
  coverage: 0.9,
};

describe('words', () => {
  it('declares exactly the codes that the sources use', () => {
    expect([...used].sort()).toEqual([...errorCodes].sort());
  });

  it('has English and Chinese words for every key, and they format', () => {
    const keys = Object.keys(catalogue.messages.en) as (keyof typeof catalogue.messages.en)[];
    for (const code of errorCodes) expect(keys).toContain(code);
    for (const key of keys) {
      const [en, zh] = ['en', 'zh-CN'].map((locale) => formatMessage({ catalogue, key, parameters: values, locale }));
      expect(en).not.toMatch(/[{}]|undefined/);
      expect(zh).toMatch(/\p{Script=Han}/u);
    }
  });

  it('has a page for every code', () => {
    const pages = new Set(readdirSync(join(source, '../../../docs/errors')));
    for (const code of errorCodes) expect(pages).toContain(`${code.replace('/', '-')}.md`);
  });
});

/** A refusal of every code, with the data that its type says and nothing else. */
const refusals: {
  readonly [Code in EngagementRejection['code']]: Omit<Extract<EngagementRejection, { code: Code }>, 'code'>;
} = {
  'engagement/activity-finished': { on: '2026-11-20' },
  'engagement/activity-full': { capacity: 2 },
  'engagement/activity-not-over': { deadline: '2026-11-30' },
  'engagement/already-answered': {},
  'engagement/already-enrolled': { personId: 'p-17' },
  'engagement/already-there': { type: 'activity', id: 'a-1' },
  'engagement/budget-exceeded': { left: 0.30000000000000004, needed: 1 },
  'engagement/enrolment-closed': { deadline: '2026-11-30' },
  'engagement/group-too-small': { minimumGroup: 5, hint: 'not for people' },
  'engagement/invited-below-answered': {},
  'engagement/issue-closed': { status: 'declined' },
  'engagement/issue-without-owner': {},
  'engagement/nobody-shortlisted': {},
  'engagement/noise-too-large': { points: 12.5, allowed: 10 },
  'engagement/not-enrolled': { personId: 'p-17' },
  'engagement/not-found': { type: 'help-need', id: 'n-1' },
  'engagement/not-on-shortlist': { personId: 'p-17' },
  'engagement/not-own-act': { personId: 'p-17' },
  'engagement/not-signed-up': { personId: 'p-17' },
  'engagement/not-the-asker': { personId: 'p-17' },
  'engagement/outside-audience': { personId: 'p-17', attribute: 'unit' },
  'engagement/own-review': { personId: 'p-17' },
  'engagement/own-team': { teamId: 'pay' },
  'engagement/own-vote': { personId: 'p-17' },
  'engagement/policy-immutable': { status: 'open' },
  'engagement/prerequisite-missing': { personId: 'p-17', prerequisite: 'go' },
  'engagement/survey-not-open': { status: 'draft' },
  'engagement/team-size': { minimum: 2, maximum: 5, members: 1 },
  'engagement/too-few-authors': { minimumAuthors: 10 },
  'engagement/unknown-token': {},
  'engagement/voting-closed': {},
  'engagement/wave-superseded': {},
  'engagement/would-isolate': { minimumGroup: 5, hint: 'not for people' },
};

describe('a refusal in words', () => {
  const say = (code: string, data: object, locale = 'en') =>
    describeRejection({ rejection: { code, ...data }, locale });

  it.each(rejectionCodes)('%s has all its words from its own data, in both languages', (code) => {
    const [en, zh] = ['en', 'zh-HK'].map((locale) => say(code, refusals[code], locale));
    for (const text of [en, zh]) expect(text).not.toMatch(/[{}]|undefined|null|NaN|\[object|00000/);
    expect(zh).toMatch(/\p{Script=Han}/u);
    // What the package names itself is in the reader's language; what the host names stands as it is.
    const own = zh!.replace(/p-17|a-1|n-1|unit|\bgo\b/g, '');
    expect(own).not.toMatch(/[a-z]/i);
  });

  it('says what is not there, or there already, in the reader’s language', () => {
    for (const type of ['survey', 'audit', 'result', 'issue', 'activity', 'help-need', 'award']) {
      for (const code of ['engagement/not-found', 'engagement/already-there']) {
        expect(say(code, { type, id: '7' }, 'zh-CN')).not.toMatch(/[a-z]/);
        expect(say(code, { type, id: '7' })).not.toContain('help-need');
      }
    }
    expect(say('engagement/not-found', { type: 'later', id: '7' })).toBe('There is no such later (7).');
  });

  it('knows no code without a sample, and samples no other', () => {
    expect(Object.keys(refusals).sort()).toEqual([...rejectionCodes].sort());
  });

  it('names people as the host does, and ids where it has no name', () => {
    const rejection = { code: 'engagement/own-vote' as const, personId: 'p-17' };
    const full = { code: 'engagement/already-enrolled' as const, personId: 'p-17' };
    expect(describeRejection({ rejection: full, locale: 'en', nameOf: () => 'Lin' })).toBe('Lin takes part already.');
    expect(describeRejection({ rejection: full, locale: 'en', nameOf: () => undefined })).toContain('p-17');
    expect(describeRejection({ rejection, locale: 'en' })).toBe('Nobody votes for themselves.');
  });

  it('is there for a code that the package lacks: a general one, or the host’s', () => {
    const rejection = { code: 'host/frozen', since: 'Monday' };
    const overrides = { en: { 'host/frozen': 'Frozen since {since}.' } };
    expect(say('host/frozen', {})).toBe('This was refused (host/frozen).');
    expect(say('host/frozen', {}, 'zh-HK')).toBe('操作被拒绝（host/frozen）。');
    expect(describeRejection({ rejection, locale: 'en', overrides })).toBe('Frozen since Monday.');
    expect(say('toString', {})).toBe('This was refused (toString).');
  });
});
