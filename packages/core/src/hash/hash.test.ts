import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hmacSha256Hex, sha256Bytes, sha256Hex, stableId } from './index.ts';

describe('hashes', () => {
  it('are those of the standards, and of the platform', () => {
    // FIPS 180-4 example; RFC 4231 test case 2.
    expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(hmacSha256Hex('Jefe', 'what do ya want for nothing?')).toBe(
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    );
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (key, text) => {
        expect(sha256Hex(text)).toBe(createHash('sha256').update(text, 'utf8').digest('hex'));
        expect(hmacSha256Hex(key, text)).toBe(createHmac('sha256', key).update(text, 'utf8').digest('hex'));
      }),
    );
    expect(sha256Bytes('')).toHaveLength(32);
  });

  it('an id depends on every part and on where the parts are cut', () => {
    expect(stableId('jira', 'PAY-118')).toBe(stableId('jira', 'PAY-118'));
    expect(stableId('jira', 'PAY-118')).toMatch(/^[0-9a-f]{32}$/);
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 4 }), fc.array(fc.string(), { maxLength: 4 }), (left, right) => {
        expect(stableId(...left) === stableId(...right)).toBe(JSON.stringify(left) === JSON.stringify(right));
      }),
    );
    expect(stableId('a', 'bc')).not.toBe(stableId('ab', 'c'));
    expect(stableId('n', 1)).toBe(stableId('n', '1'));
  });
});
