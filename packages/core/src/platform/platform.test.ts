import { afterEach, describe, expect, it, vi } from 'vitest';
import { createIds, createUnguessableIds, randomUniform, systemNow } from './index.ts';

/** The machine's chance, replaced by bytes that are known. */
function draw(fill: number): void {
  vi.spyOn(globalThis.crypto, 'getRandomValues').mockImplementation((array) => {
    new Uint8Array(array!.buffer, array!.byteOffset, array!.byteLength).fill(fill);
    return array;
  });
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe('the clock', () => {
  it('is an instant in UTC, to the millisecond', () => {
    vi.spyOn(Date, 'now').mockReturnValue(1_795_824_000_007);
    expect(systemNow()).toBe('2026-11-28T00:00:00.007Z');
  });
});

describe('ids', () => {
  it('carry their time first, and sort by it', () => {
    let milliseconds = 0x017f22e279b0;
    const ids = createIds({ now: () => milliseconds });
    const first = ids();
    milliseconds += 1;
    const second = ids();
    expect(first).toMatch(/^017f22e2-79b0-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(second.startsWith('017f22e2-79b1-7')).toBe(true);
    expect(first < second).toBe(true);
  });

  it('differ within a millisecond', () => {
    const ids = createIds({ now: () => 0 });
    expect(new Set(Array.from({ length: 1000 }, ids)).size).toBe(1000);
  });

  it('keep their time in a burst that outgrows what was drawn for it, and after it', () => {
    let asked = 0;
    const ids = createIds({ now: () => 1_000_000 + Math.floor(asked / 1500) });
    const all = Array.from({ length: 4000 }, () => {
      const id = ids();
      asked += 1;
      return id;
    });
    expect(new Set(all).size).toBe(4000);
    const times = all.map((id) => Number.parseInt(id.slice(0, 13).replace('-', ''), 16));
    expect(times).toEqual(all.map((_, index) => 1_000_000 + Math.floor(index / 1500)));
    for (const id of all) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('are those of the standard’s own example', () => {
    vi.spyOn(globalThis.crypto, 'getRandomValues').mockImplementation((array) => {
      // Bytes 6 to 15 of RFC 9562, appendix A.6; the first six are the time's.
      new Uint8Array(array!.buffer, array!.byteOffset, 16).set([
        0, 0, 0, 0, 0, 0, 0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f,
      ]);
      return array;
    });
    expect(createIds({ now: () => 0x017f22e279b0 })()).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f');
  });

  it('say nothing of their time where nobody may guess them', () => {
    vi.spyOn(Date, 'now').mockImplementation(() => {
      throw new Error('the clock was asked');
    });
    const ids = createUnguessableIds();
    const all = Array.from({ length: 1000 }, ids);
    expect(new Set(all).size).toBe(1000);
    for (const id of all) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('mark version and variant whatever was drawn', () => {
    draw(0xff);
    expect(createUnguessableIds()()).toBe('ffffffff-ffff-4fff-bfff-ffffffffffff');
    expect(createIds({ now: () => 0 })()).toBe('00000000-0000-7fff-bfff-ffffffffffff');
    draw(0);
    expect(createUnguessableIds()()).toBe('00000000-0000-4000-8000-000000000000');
  });
});

describe('a uniform number', () => {
  it('is above 0 and below 1, whatever was drawn', () => {
    draw(0);
    expect(randomUniform()).toBe(2 ** -53);
    draw(0xff);
    expect(randomUniform()).toBe(1 - 2 ** -53);
  });

  it('is uniform', () => {
    const counts = new Array<number>(10).fill(0);
    for (let index = 0; index < 10_000; index += 1) counts[Math.floor(randomUniform() * 10)]! += 1;
    const chiSquare = counts.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
    expect(chiSquare).toBeLessThan(60); // nine degrees of freedom: one time in a hundred million
  });
});
