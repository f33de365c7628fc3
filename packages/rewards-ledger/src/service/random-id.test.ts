import { describe, expect, it } from 'vitest';
import { createRandomIds } from './random-id.ts';

describe('random ids', () => {
  it('are UUIDs of version 4, none twice, over many batches', () => {
    const newId = createRandomIds();
    const ids = Array.from({ length: 1000 }, () => newId());
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(new Set(ids).size).toBe(1000);
  });

  it('use every digit in every free place', () => {
    const newId = createRandomIds();
    const seen = Array.from({ length: 36 }, () => new Set<string>());
    for (let count = 0; count < 1000; count += 1)
      for (const [place, digit] of [...newId()].entries()) seen[place]!.add(digit);
    expect(seen.map((digits) => digits.size).join(' ')).toBe(
      '16 16 16 16 16 16 16 16 1 16 16 16 16 1 1 16 16 16 1 4 16 16 16 1 16 16 16 16 16 16 16 16 16 16 16 16',
    );
  });
});
