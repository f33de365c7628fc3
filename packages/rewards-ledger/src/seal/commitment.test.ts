import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commitTo, isOpening, withoutFields } from './commitment.ts';

const name = fc.constantFrom('reason', 'requestedBy', 'approvedBy', 'approvedOnBehalfOf');
const fields = fc.dictionary(name, fc.string(), { minKeys: 1, noNullPrototype: true });
const salt = fc.string({ minLength: 16 });

describe('a commitment', () => {
  it('stands while fields are erased, in any order and any number of times', () => {
    fc.assert(
      fc.property(fields, salt, fc.array(fc.array(name)), (whole, drawn, steps) => {
        const commitment = commitTo({ fields: whole, salt: drawn });
        let left = { fields: whole as Readonly<Record<string, string>>, salt: drawn };
        for (const names of steps) {
          left = withoutFields({ ...left, names });
          expect(commitTo(left)).toBe(commitment);
          expect(isOpening(left.salt)).toBe(true);
          expect(left.salt).not.toContain(JSON.stringify(drawn).slice(1, -1));
          for (const gone of names) expect(left.fields).not.toHaveProperty(gone);
        }
      }),
    );
  });

  it('is another for another text, another name, one field more or one less, erased in part or not', () => {
    fc.assert(
      fc.property(fields, salt, fc.boolean(), (whole, drawn, erased) => {
        const start = { fields: { ...whole, note: 'kept', hidden: 'gone' }, salt: drawn };
        const details = erased ? withoutFields({ ...start, names: ['hidden'] }) : start;
        const commitment = commitTo(details);
        const { note: _, ...less } = details.fields;
        for (const changed of [
          { ...details.fields, note: 'forged' },
          { ...less, other: 'kept' },
          { ...details.fields, more: '' },
          less,
        ]) {
          expect(commitTo({ ...details, fields: changed })).not.toBe(commitment);
        }
      }),
    );
  });

  it('is not opened by what only looks like keys', () => {
    for (const text of [
      '{',
      '{"erased":{},"keys":{"a":"b"}}',
      '{"erased":{},"keys":{},}',
      ' {"erased":{},"keys":{}}',
    ]) {
      expect(isOpening(text)).toBe(false);
      expect(commitTo({ fields: { reason: 'x' }, salt: text })).toHaveLength(64);
    }
    expect(isOpening('{"erased":{},"keys":{}}')).toBe(true);
  });
});
