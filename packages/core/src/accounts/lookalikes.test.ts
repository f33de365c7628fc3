import { describe, expect, it } from 'vitest';
import { type AccountCandidate, proposeAccountLinks } from './index.ts';

const propose = (people: readonly AccountCandidate[], sighting: { readonly name?: string; readonly email?: string }) =>
  proposeAccountLinks({ sightings: [{ system: 'git', account: 'a', ...sighting }], people, links: [] }).links.map(
    ({ personId, reason }) => [personId, reason],
  );

describe('whose an account may be', () => {
  it.each(['ｍike@example.com', 'mi\u212ae@example.com', 'ﬁona@example.com', 'mіke@example.com'])(
    '%s looks like an address of somebody and is not proposed as the same',
    (email) => {
      const people = [
        { id: 'mike', name: 'Mike', email: 'mike@example.com' },
        { id: 'fiona', name: 'Fiona', email: 'fiona@example.com' },
      ];
      expect(propose(people, { email })).toEqual([]);
    },
  );

  it('is told by the same address in another case', () => {
    expect(propose([{ id: 'lin', name: 'Lin', email: 'Lin@Example.com ' }], { email: 'LIN@example.COM' })).toEqual([
      ['lin', 'same-email'],
    ]);
  });

  it('is not told by two blanks', () => {
    expect(propose([{ id: 'lin', name: '', email: ' ' }], { name: ' ', email: '' })).toEqual([]);
  });

  it('is told for a person with a row for each time, and open between namesakes', () => {
    const lin = { id: 'lin', name: { en: 'Lin', 'zh-CN': '林' } };
    expect(propose([lin, { ...lin, name: { ...lin.name, en: 'Lin Wei' } }], { name: '林' })).toEqual([
      ['lin', 'same-name'],
    ]);
    expect(propose([lin, { id: 'other', name: '林' }], { name: '林' })).toEqual([]);
    expect(propose([lin, { id: 'other', name: '林' }, lin], { name: '林' })).toEqual([]);
  });
});
