import fc from 'fast-check';
import { expect, it } from 'vitest';
import { uuidV7 } from './index.ts';

it('an id has the bits of version 7 and the time in front', () => {
  const bytes = fc.uint8Array({ minLength: 10, maxLength: 16 });
  fc.assert(
    fc.property(fc.nat(2 ** 47), bytes, bytes, (milliseconds, random, other) => {
      const id = uuidV7({ milliseconds, random });
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(milliseconds);
      expect(uuidV7({ milliseconds: milliseconds + 1, random: other }) > id).toBe(true);
    }),
  );
  for (const options of [
    { milliseconds: -1, random: new Uint8Array(10) },
    { milliseconds: 0.5, random: new Uint8Array(10) },
    { milliseconds: 2 ** 48, random: new Uint8Array(10) },
    { milliseconds: 0, random: new Uint8Array(9) },
  ]) {
    expect(() => uuidV7(options)).toThrow(expect.objectContaining({ code: 'core/invalid-input' }));
  }
});
