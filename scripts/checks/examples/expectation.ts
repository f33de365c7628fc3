/** Stands for "anything" where the documentation writes `…`. */
const anything = Symbol('…');
/** A member of this name means "and more members". */
const more = '__and more';

/** A value that a comment promises, or why it is none though it looks like one. */
export type Expectation = { readonly value: unknown } | { readonly problem: string };

/**
 * Reads the comment behind an expression as the value it promises. `{…}` is any object, `…` in a list or object any
 * further members. Undefined when the comment is prose: a promise that cannot be read is not.
 */
export function readExpectation(comment: string): Expectation | undefined {
  const text = comment
    .trim()
    .replace(/^=>?\s*/, '')
    .replace(/\{\s*…\s*\}|\[\s*…\s*\]/g, '__any')
    .replace(/,\s*…\s*(?=\})/g, `, "${more}": true `)
    .replace(/,\s*…\s*(?=\])/g, ', __more ')
    .replace(/(?<=:\s*)…/g, '__any');
  if (text === '') return undefined;
  if (!/^(?:[[{'"`\d]|-\d)|^(true|false|null|undefined|__any)\b/.test(text)) return undefined;
  try {
    return {
      value: new Function('__any', '__more', `"use strict"; return (${text});`)(anything, { [more]: true }) as unknown,
    };
  } catch {
    return { problem: `the promise cannot be read: ${comment.trim()}` };
  }
}

/** Where a value differs from its promise, or undefined. Numbers agree to the digits that are written. */
export function difference(actual: unknown, expected: unknown, path = 'value'): string | undefined {
  if (expected === anything) return actual === undefined ? `${path} is missing` : undefined;
  if (typeof expected === 'number' && typeof actual === 'number') {
    return closeEnough(actual, expected) ? undefined : `${path} is ${actual}, not ${expected}`;
  }
  if (typeof expected === 'string' && typeof actual === 'string' && expected.includes('…')) {
    return new RegExp(`^${expected.split('…').map(escapePattern).join('[\\s\\S]*')}$`).test(actual)
      ? undefined
      : `${path} is ${JSON.stringify(actual)}`;
  }
  if (Array.isArray(expected)) return arrayDifference(actual, expected, path);
  if (typeof expected === 'object' && expected !== null)
    return objectDifference(actual, expected as Record<string, unknown>, path);
  return Object.is(actual, expected)
    ? undefined
    : `${path} is ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`;
}

function closeEnough(actual: number, expected: number): boolean {
  const decimals = String(expected).split('.')[1]?.length ?? 0;
  const slack = decimals === 0 ? 0 : decimals >= 9 ? 1e-9 * Math.abs(expected) : 0.5000001 / Number(`1e${decimals}`);
  return Object.is(actual, expected) || Math.abs(actual - expected) <= slack;
}

function arrayDifference(actual: unknown, expected: readonly unknown[], path: string): string | undefined {
  if (!Array.isArray(actual)) return `${path} is ${JSON.stringify(actual)}, not a list`;
  const last = expected.at(-1);
  const open = typeof last === 'object' && last !== null && more in last;
  const items = open ? expected.slice(0, -1) : expected;
  if (open ? actual.length < items.length : actual.length !== items.length)
    return `${path} has ${actual.length} items, not ${items.length}`;
  return items
    .map((item, index) => difference(actual[index], item, `${path}[${index}]`))
    .find((found) => found !== undefined);
}

function objectDifference(actual: unknown, expected: Record<string, unknown>, path: string): string | undefined {
  if (typeof actual !== 'object' || actual === null) return `${path} is ${JSON.stringify(actual)}, not an object`;
  const members = actual as Record<string, unknown>;
  const { [more]: open, ...wanted } = expected;
  const extra =
    open === true ? [] : Object.keys(members).filter((key) => members[key] !== undefined && !(key in wanted));
  if (extra.length > 0) return `${path} also has ${extra.join(', ')}`;
  return Object.entries(wanted)
    .map(([key, value]) => difference(members[key], value, `${path}.${key}`))
    .find((found) => found !== undefined);
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
