import { format } from 'node:util';
import { expect as jestExpect } from 'expect';

/**
 * The part of vitest that the tests use, on mocha: a mutation run keeps every module loaded and starts the tests that
 * reach a mutant again and again, so that a mutant costs milliseconds; a vitest run loads them anew each time.
 */
type Body = (...values: readonly unknown[]) => unknown;
type Options = number | { readonly timeout?: number };

type Declare = (name: string, body: () => unknown) => unknown;
type Skippable = Declare & { readonly skip: Declare };

interface Mocha {
  readonly describe: Skippable;
  readonly it: Skippable;
  readonly before: (body: Body) => void;
  readonly after: (body: Body) => void;
  readonly beforeEach: (body: Body) => void;
  readonly afterEach: (body: Body) => void;
}

const mocha = globalThis as unknown as Mocha;

interface Declaration {
  (name: string, first: Body | Options, second?: Body | Options): void;
  each(cases: readonly unknown[]): (name: string, first: Body | Options, second?: Body | Options) => void;
  runIf(condition: unknown): Declaration;
  skipIf(condition: unknown): Declaration;
}

/** vitest takes the options before or after the body. */
function bodyOf(first: Body | Options, second?: Body | Options): Body {
  if (typeof first === 'function') return first;
  if (typeof second === 'function') return second;
  throw new TypeError('a test without a body');
}

/** `%s` and its kin take the case's values in order, `$name` a property of the case. */
function titleOf(name: string, values: readonly unknown[], index: number): string {
  const numbered = name.replaceAll('%#', String(index));
  const marks = (numbered.match(/%[sdifjoO]/g) ?? []).length;
  const filled = format(numbered, ...values.slice(0, marks));
  const [first] = values;
  if (typeof first !== 'object' || first === null) return filled;
  return filled.replace(/\$(\w+)/g, (whole, key: string) =>
    key in first ? String((first as Record<string, unknown>)[key]) : whole,
  );
}

function declaration(declare: Declare, skip: Declare): Declaration {
  const plain = (name: string, first: Body | Options, second?: Body | Options): void => {
    const body = bodyOf(first, second);
    declare(name, () => body());
  };
  return Object.assign(plain, {
    each: (cases: readonly unknown[]) => (name: string, first: Body | Options, second?: Body | Options) => {
      const body = bodyOf(first, second);
      for (const [index, one] of cases.entries()) {
        const values: readonly unknown[] = Array.isArray(one) ? one : [one];
        declare(titleOf(name, values, index), () => body(...values));
      }
    },
    runIf: (condition: unknown) => (condition ? declaration(declare, skip) : declaration(skip, skip)),
    skipIf: (condition: unknown) => (condition ? declaration(skip, skip) : declaration(declare, skip)),
  }) as Declaration;
}

/** mocha names its functions anew for every file: they are looked up when called. */
function late(name: 'describe' | 'it'): Declaration {
  return declaration(
    (title, body) => mocha[name](title, body),
    (title, body) => mocha[name].skip(title, body),
  );
}

export const describe: Declaration = late('describe');
export const it: Declaration = late('it');
export const test: Declaration = late('it');
export const beforeAll = (body: Body): void => mocha.before(() => body());
export const afterAll = (body: Body): void => mocha.after(() => body());
export const beforeEach = (body: Body): void => mocha.beforeEach(() => body());
export const afterEach = (body: Body): void => mocha.afterEach(() => body());

jestExpect.extend({
  toBeTypeOf: (received: unknown, type: string) => ({
    pass: typeof received === type,
    message: () => `expected ${typeof received} to be ${type}`,
  }),
});

/** vitest's `expect` takes a message beside the value. */
export const expect: typeof jestExpect = Object.assign((received: unknown) => jestExpect(received), jestExpect);
