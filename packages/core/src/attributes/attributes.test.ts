import { describe, expect, it } from 'vitest';
import { type AttributeDeclaration, attributesUpTo, parseAttributeDeclarations, readAttributes } from './index.ts';

const declarations: readonly AttributeDeclaration[] = [
  {
    id: 'site',
    owner: 'person',
    type: 'choice',
    label: { en: 'Site', 'zh-CN': '办公地' },
    sensitivity: 'public',
    choices: [{ id: 'sh', label: '上海' }],
  },
  { id: 'badge', owner: 'person', type: 'number', label: 'Badge', sensitivity: 'internal', required: true },
  { id: 'birthday', owner: 'person', type: 'date', label: 'Birthday', sensitivity: 'restricted' },
  { id: 'remote', owner: 'person', type: 'boolean', label: 'Remote', sensitivity: 'confidential' },
  { id: 'note', owner: 'unit', type: 'text', label: 'Note', sensitivity: 'internal' },
];
const read = (values: Record<string, string | number | boolean | null>) =>
  readAttributes({ declarations, owner: 'person', values, at: ['people', 0] });

describe('custom fields', () => {
  it('fit their declaration', () => {
    const values = { site: 'sh', badge: 7, birthday: '1990-02-28', remote: false };
    expect(read(values)).toEqual(values);
    expect(read({ badge: 1, site: null })).toEqual({ badge: 1, site: null });
  });

  it.each<[string, Record<string, string | number | boolean | null>, string]>([
    ['one that is not declared', { badge: 1, nickname: 'x' }, 'nickname'],
    ["another owner's", { badge: 1, note: 'x' }, 'note'],
    ['another choice', { badge: 1, site: 'bj' }, 'site'],
    ['a date that does not exist', { badge: 1, birthday: '1990-02-30' }, 'birthday'],
    ['a text for a number', { badge: '1' }, 'badge'],
    ['NaN', { badge: Number.NaN }, 'badge'],
    ['a number for a boolean', { badge: 1, remote: 1 }, 'remote'],
    ['a required one left out', { site: 'sh' }, 'badge'],
    ['a required one empty', { badge: null }, 'badge'],
  ])('%s is refused with its path', (_, values, id) => {
    expect(() => read(values)).toThrow(
      expect.objectContaining({
        code: 'core/attribute-value',
        issues: [expect.objectContaining({ path: ['people', 0, id] })],
      }),
    );
  });

  it('are shown up to a sensitivity', () => {
    const values = { site: 'sh', badge: 7, birthday: '1990-02-28', remote: true };
    const shown = (sensitivity: Parameters<typeof attributesUpTo>[0]['sensitivity']) =>
      Object.keys(attributesUpTo({ declarations, owner: 'person', values, sensitivity }));
    expect(shown('public')).toEqual(['site']);
    expect(shown('internal')).toEqual(['site', 'badge']);
    expect(shown('confidential')).toEqual(['site', 'badge', 'remote']);
    expect(shown('restricted')).toEqual(['site', 'badge', 'birthday', 'remote']);
  });

  it('are declared once each, and a choice has choices', () => {
    expect(parseAttributeDeclarations(declarations)).toEqual(declarations);
    const twice = [declarations[1], declarations[1]];
    expect(() => parseAttributeDeclarations(twice)).toThrow(
      expect.objectContaining({ code: 'core/attribute-declaration' }),
    );
    const bare = [{ ...declarations[0], choices: [] }];
    expect(() => parseAttributeDeclarations(bare)).toThrow(
      expect.objectContaining({ code: 'core/attribute-declaration' }),
    );
    expect(() => parseAttributeDeclarations([{ id: '' }])).toThrow(
      expect.objectContaining({ code: 'core/invalid-input' }),
    );
  });
});

it('a required field may have any name, and no object has it by itself', () => {
  const declarations = [
    { id: 'constructor', owner: 'person', type: 'text', label: 'x', sensitivity: 'public', required: true },
  ] as const;
  expect(() => readAttributes({ declarations, owner: 'person', values: {} })).toThrow(
    expect.objectContaining({ code: 'core/attribute-value' }),
  );
});
