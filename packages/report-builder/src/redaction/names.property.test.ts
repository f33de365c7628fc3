import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildReport, redact } from '../index.ts';

const frame = { asOf: '2026-11-22', period: { start: '2026-11-16', end: '2026-11-30' } };
const names = ['Lin', 'Li', 'Zoë', 'Анна', 'O.K', 'lin-7'] as const;
const others = ['Linear', 'Lina', 'berlin', 'Zoës', 'Аннасия', 'xLi', 'Li7', 'work', '42'] as const;
const ends = ['', ',', '.', '’s', ')', '!'] as const;

/** Words with a space between them: what stands as a word is known without looking for it. */
const written = fc.array(fc.record({ word: fc.constantFrom(...names, ...others), end: fc.constantFrom(...ends) }), {
  minLength: 1,
  maxLength: 12,
});

test('of words between spaces exactly the hidden ones are replaced, each person always alike', () => {
  fc.assert(
    fc.property(written, fc.subarray([...names], { minLength: 1 }), (words, hidden) => {
      const text = words.map(({ word, end }) => word + end).join(' ');
      const report = buildReport({ title: 'T', blocks: [{ type: 'callout', tone: 'good', text }] }, frame);
      const block = redact(report, { roles: [], hidePeople: hidden }).blocks[0];
      const person = (word: string) => hidden.indexOf(word as (typeof names)[number]) + 1;
      const expected = words.map(({ word, end }) => (person(word) === 0 ? word : `Person ${person(word)}`) + end);
      const whole = words.length === 1 && expected[0] !== text && words[0]!.end === '';
      if (whole) expect(block).toMatchObject({ text: { en: expected[0] } });
      else expect(block).toMatchObject({ text: expected.join(' ') });
    }),
    { numRuns: 300, seed: 20261128 },
  );
});
