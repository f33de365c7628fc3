import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minutesBetween, readInstant, revisionOf } from './instant.ts';
import { childOf, childText, readXml, type XmlElement } from './xml.ts';

describe('instants of tools', () => {
  it.each([
    ['2020-06-19T06:31:18.495+0000', '2020-06-19T06:31:18.495+00:00'],
    ['2016-08-12 15:23:28 UTC', '2016-08-12T15:23:28Z'],
    ['2021-04-28 21:50:00 +0200', '2021-04-28T21:50:00+02:00'],
    ['2026-11-22T09:00:00Z', '2026-11-22T09:00:00Z'],
    ['2015-05-17T18:21:36.123456Z', '2015-05-17T18:21:36.123456Z'],
  ])('%s is %s', (text, expected) => {
    expect(readInstant(text)).toBe(expected);
  });

  it.each([
    '2026-11-22',
    '2026-11-22T09:00:00',
    '2026-02-30T09:00:00Z',
    '2026-11-22T25:00:00Z',
    '2026-11-22T09:00:00+1900',
    '',
    null,
    5,
  ])('%s is none', (value) => {
    expect(readInstant(value)).toBeNull();
  });

  it('minutes are whole and rounded down, and none before', () => {
    expect(minutesBetween('2026-11-22T09:00:00Z', '2026-11-22T17:01:59+08:00')).toBe(1);
    expect(minutesBetween('2026-11-22T09:00:00Z', '2026-11-22T08:59:59Z')).toBeNull();
    expect(revisionOf('1969-12-31T00:00:00Z')).toBe(0);
  });
});

const read = (text: string) => {
  const result = readXml(text);
  if ('problem' in result) throw new Error(result.problem.detail);
  return result.root;
};

describe('XML', () => {
  const escaped = (text: string) => text.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`);
  const name = fc.constantFrom('a', 'b-c', 'd.e', '名');
  const words = fc.string({ unit: fc.constantFrom('a', '<', '&', '"', "'", ' ', '中', ']') });
  const treeOf = (depth: number): fc.Arbitrary<Tree> =>
    fc.record({
      name,
      text: words,
      attribute: words,
      children: depth === 0 ? fc.constant([]) : fc.array(treeOf(depth - 1), { maxLength: 2 }),
    });
  type Tree = { name: string; text: string; attribute: string; children: readonly Tree[] };
  const write = (node: Tree): string =>
    `<${node.name} x="${escaped(node.attribute)}">${escaped(node.text)}${node.children.map(write).join('')}</${node.name}>`;
  const plain = (element: XmlElement): unknown => [element.name, element.attributes.x, element.children.map(plain)];
  const expected = (node: Tree): unknown => [node.name, node.attribute, node.children.map(expected)];

  it('is read as it was written', () => {
    fc.assert(
      fc.property(treeOf(3), (node) => {
        const root = read(`<?xml version="1.0"?>\n<!-- x --><r>${write(node)}</r>`);
        expect(plain(root.children[0]!)).toEqual(expected(node));
        expect(root.text.startsWith(node.text)).toBe(true);
      }),
    );
  });

  it('knows CDATA, entities, empty elements, quotes of both kinds and lines', () => {
    const root = read(`<a y='1&lt;"2'>\n<b/><c><![CDATA[<x> & y]]></c>&#x4e2d;&#25991;&nbsp;&amp;</a>`);
    expect([root.attributes.y, childText(root, 'c'), childOf(root, 'b')?.line, childOf(root, 'none')]).toEqual([
      '1<"2',
      '<x> & y',
      2,
      undefined,
    ]);
    expect(root.text).toBe('\n<x> & y中文&nbsp;&');
    expect(read('<a b="x>y"/>').attributes.b).toBe('x>y');
  });

  it.each([
    ['a document type', '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', 1],
    ['a tag that is closed twice', '<a>\n</a></a>', 2],
    ['another tag', '<a>\n</b>', 2],
    ['no end', '<a>\n\n', 3],
    ['nothing', '   ', 1],
    ['text outside', 'x<a/>', 1],
    ['two roots', '<a/><b/>', 1],
    ['half a tag', '<a><b', 1],
  ])('%s is refused with its line', (_, text, line) => {
    expect(readXml(text)).toEqual({ problem: { line, detail: expect.stringMatching(/./) } });
  });
});
