import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { InvalidInputError } from '../errors/index.ts';
import { defineUpcasters, jsonSchemaOf, parseWith, safeParseWith } from './index.ts';

const schema = z.object({ people: z.array(z.object({ name: z.string(), level: z.number().optional() })) });

describe('reading from outside', () => {
  it('gives the value, or every issue with its path', () => {
    expect(parseWith({ schema, input: { people: [{ name: 'Lin', extra: 1 }] } })).toEqual({
      people: [{ name: 'Lin' }],
    });
    const read = () =>
      parseWith({ schema, input: { people: [{}, { name: 'x', level: 'high' }] }, at: ['file', 0], code: 'x/bad' });
    expect(read).toThrow(InvalidInputError);
    expect(read).toThrow(
      expect.objectContaining({
        code: 'x/bad',
        issues: [
          expect.objectContaining({ path: ['file', 0, 'people', 0, 'name'], code: 'x/bad' }),
          expect.objectContaining({ path: ['file', 0, 'people', 1, 'level'] }),
        ],
      }),
    );
    expect(safeParseWith({ schema, input: null })).toMatchObject({
      ok: false,
      issues: [{ path: [], code: 'core/invalid-input' }],
    });
  });
});

it('refuses the one name that would be lost on the way, wherever it stands', () => {
  const levels = z.object({ people: z.array(z.object({ skills: z.record(z.string(), z.number()) })) });
  const input = JSON.parse('{"people": [{"skills": {"go": 1}}, {"skills": {"__proto__": 2}}]}');
  expect(safeParseWith({ schema: levels, input, at: ['file'] })).toMatchObject({
    ok: false,
    issues: [{ path: ['file', 'people', 1, 'skills', '__proto__'], code: 'core/invalid-input' }],
  });
  const loop: Record<string, unknown> = { name: 'x' };
  loop.self = loop;
  expect(safeParseWith({ schema: z.object({ name: z.string() }), input: loop })).toEqual({
    ok: true,
    value: { name: 'x' },
  });
});

describe('a stored document of any version', () => {
  const account = defineUpcasters({
    type: 'account',
    steps: [({ name, ...rest }) => ({ ...rest, title: name }), (document) => ({ ...document, tags: [] })],
  });

  it('is read as the current one', () => {
    expect(account.current).toBe(3);
    expect(account.read({ schemaVersion: 1, name: 'Lin' })).toEqual({ schemaVersion: 3, title: 'Lin', tags: [] });
    expect(account.read({ schemaVersion: 2, title: 'Lin' })).toEqual({ schemaVersion: 3, title: 'Lin', tags: [] });
    expect(account.read({ schemaVersion: 3, title: 'Lin', tags: ['a'] })).toEqual({
      schemaVersion: 3,
      title: 'Lin',
      tags: ['a'],
    });
  });

  it('is refused when it is newer, or says no version', () => {
    expect(() => account.read({ schemaVersion: 4 })).toThrow(expect.objectContaining({ code: 'core/newer-document' }));
    for (const schemaVersion of [0, 1.5, '1', null]) {
      expect(() => account.read({ schemaVersion })).toThrow(expect.objectContaining({ code: 'core/invalid-input' }));
    }
  });
});

describe('a JSON Schema', () => {
  it('is of draft 2020-12 and plain JSON', () => {
    const made = jsonSchemaOf({ schema, id: 'urn:x', title: 'People' });
    expect(made).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: 'urn:x',
      title: 'People',
      type: 'object',
    });
    expect(structuredClone(made)).toEqual(JSON.parse(JSON.stringify(made)));
    expect(jsonSchemaOf({ schema: z.string().transform((text) => text.length), id: 'urn:y' })).toMatchObject({
      type: 'string',
    });
  });
});
