import { describe, expect, it } from 'vitest';
import { type AccountLink, lookUpAccounts, parseAccountLinks, proposeAccountLinks } from './index.ts';

const link = (change: Partial<AccountLink> = {}): AccountLink => ({
  schemaVersion: 1,
  system: 'git',
  account: 'lin@example.com',
  personId: 'lin',
  status: 'confirmed',
  revision: 0,
  ...change,
});

describe('a lookup', () => {
  it('goes by the highest revision, in whatever order, and only by what is confirmed', () => {
    const moved = link({ personId: 'zhao', revision: 2 });
    for (const links of [
      [link(), moved],
      [moved, link()],
      [moved, link(), moved],
    ]) {
      expect(lookUpAccounts(links)('git', 'lin@example.com')).toEqual({
        status: 'person',
        personId: 'zhao',
        revision: 2,
      });
    }
    expect(lookUpAccounts([link({ status: 'proposed' })])('git', 'lin@example.com')).toEqual({ status: 'unmapped' });
    expect(lookUpAccounts([link(), link({ status: 'refused', revision: 1 })])('git', 'lin@example.com')).toEqual({
      status: 'unmapped',
    });
    expect(lookUpAccounts([link({ personId: null })])('git', 'lin@example.com')).toEqual({ status: 'nobody' });
    expect(lookUpAccounts([link()])('jira', 'lin@example.com')).toEqual({ status: 'unmapped' });
  });

  it('refuses two decisions of one revision', () => {
    expect(() => lookUpAccounts([link(), link({ personId: 'zhao' })])).toThrow(
      expect.objectContaining({ code: 'core/account-conflict' }),
    );
    expect(() => parseAccountLinks([{ ...link(), revision: -1 }])).toThrow(
      expect.objectContaining({ issues: [expect.objectContaining({ path: [0, 'revision'] })] }),
    );
  });
});

describe('proposals', () => {
  const people = [
    { id: 'lin', name: { en: 'Lin Wei', 'zh-CN': '林伟' }, email: 'Lin@Example.com' },
    { id: 'zhao', name: 'Zhao' },
    { id: 'zhao2', name: ' zhao ' },
  ];

  it('go by e-mail, then by a name that one person has, and leave the rest open', () => {
    const { links, open } = proposeAccountLinks({
      sightings: [
        { system: 'git', account: 'lin@example.com', email: 'lin@example.com', name: 'someone' },
        { system: 'jira', account: 'j-1', name: '林伟' },
        { system: 'jira', account: 'j-2', name: 'ZHAO' },
        { system: 'jira', account: 'j-1', name: '林伟' },
        { system: 'jira', account: 'known', name: '林伟' },
        { system: 'jira', account: 'j-3' },
      ],
      people,
      links: [link({ system: 'jira', account: 'known', personId: null })],
    });
    expect(links.map(({ account, personId, status, reason }) => [account, personId, status, reason])).toEqual([
      ['lin@example.com', 'lin', 'proposed', 'same-email'],
      ['j-1', 'lin', 'proposed', 'same-name'],
    ]);
    expect(open.map(({ account }) => account)).toEqual(['j-2', 'j-3']);
    expect(lookUpAccounts(links)('jira', 'j-1')).toEqual({ status: 'unmapped' });
  });
});
