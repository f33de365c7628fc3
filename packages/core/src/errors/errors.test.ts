import { describe, expect, it, vi } from 'vitest';
import {
  assertInvariant,
  InvalidInputError,
  InvariantError,
  invalidInput,
  KeyConflictError,
  MeritkitError,
  pathText,
  reject,
  StorageUnavailableError,
  VersionConflictError,
} from './index.ts';

describe('an error', () => {
  it('is known to every copy of the package that is installed', async () => {
    const mine = invalidInput('x/bad', ['a'], 'bad');
    vi.resetModules();
    const other = await import('./index.ts');
    expect(other.MeritkitError).not.toBe(MeritkitError);
    expect(mine instanceof other.MeritkitError).toBe(false);
    expect(other.MeritkitError.isInstance(mine)).toBe(true);
    expect(other.InvalidInputError.isInstance(mine)).toBe(true);
    expect(other.VersionConflictError.isInstance(mine)).toBe(false);
    const theirs = new other.VersionConflictError({ subject: 's', expectedVersion: 1, actualVersion: 2 });
    expect([MeritkitError.isInstance(theirs), VersionConflictError.isInstance(theirs)]).toEqual([true, true]);
    expect([InvalidInputError.isInstance(theirs), KeyConflictError.isInstance(theirs)]).toEqual([false, false]);
  });

  it.each([null, undefined, 'text', {}, new Error('x'), { code: 'core/invalid-input' }, []])('is not %j', (value) => {
    expect(MeritkitError.isInstance(value)).toBe(false);
  });

  it('carries code, data and cause, and is plain as JSON', () => {
    const cause = new Error('socket');
    const error = new StorageUnavailableError({ operation: 'append', cause });
    expect(error).toMatchObject({ code: 'core/storage-unavailable', name: 'StorageUnavailableError', cause });
    expect(JSON.parse(JSON.stringify(error))).toEqual({
      code: 'core/storage-unavailable',
      message: 'storage did not answer: append',
      data: { operation: 'append' },
    });
    expect(new KeyConflictError({ key: 'k' }).data).toEqual({ key: 'k' });
    expect(new VersionConflictError({ subject: 'a', expectedVersion: 1, actualVersion: null }).message).toBe(
      'a: expected version 1, found another',
    );
    expect(Object.keys(error)).not.toContain('Symbol(meritkit.error)');
  });
});

describe('broken input', () => {
  it('names every place', () => {
    const error = new InvalidInputError({
      issues: [
        { path: ['evidence', 2, 'level'], code: 'x/a', message: 'too high' },
        { path: [], code: 'x/b', message: 'empty' },
      ],
    });
    expect(error).toMatchObject({ code: 'x/a', message: 'evidence[2].level: too high; (root): empty' });
    expect(pathText([0, 'a', 'b', 1, 2])).toBe('[0].a.b[1][2]');
    expect(new InvalidInputError({ issues: [] })).toMatchObject({
      code: 'core/invalid-input',
      message: 'invalid input',
    });
  });
});

describe('an invariant and a refusal', () => {
  it('one is thrown, the other returned', () => {
    expect(() => assertInvariant(false, 'x/broken', 'never', { a: 1 })).toThrow(InvariantError);
    expect(() => assertInvariant(true, 'x/broken', 'never')).not.toThrow();
    expect(reject('x/no', { needed: '2' })).toEqual({ ok: false, rejection: { code: 'x/no', needed: '2' } });
  });
});
