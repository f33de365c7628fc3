import { InvalidInputError } from '@meritkit/core/errors';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exposedExactly } from '../../testing/exact-judge.ts';
import { certifyAudit } from './certificate.ts';
import { fractionOf, inverse, PRIME, residue } from './field.ts';
import { peopleWhere } from './filter.ts';
import { isWholeCombination } from './membership.ts';
import { addPerson, countPeople, emptySet, forEachPerson, hasPerson, parseSet, setText } from './people-set.ts';
import { planReleases } from './plan.ts';
import { previewVisibility } from './preview.ts';
import { auditQuery } from './query.ts';
import { emptySpan, extendSpan } from './span.ts';
import { type AuditState, openAudit } from './state.ts';
import { judgeSupport } from './support.ts';

const setOf = (bits: readonly number[]) => {
  const set = emptySet(bits.length);
  bits.forEach((bit, index) => {
    if (bit === 1) addPerson(set, index);
  });
  return set;
};
const people = (count: number, cell: (i: number) => Record<string, string | number | boolean | null> = () => ({})) =>
  Array.from({ length: count }, (_, i) => ({ ...cell(i), respondent: `r${String(i).padStart(3, '0')}` }));
const ask = (
  audit: AuditState,
  where: Parameters<typeof auditQuery>[0]['query']['where'] = {},
  items: readonly string[] = ['x'],
) => auditQuery({ audit, query: { where, items: items.map((id) => ({ id })) } });

describe('auditQuery', () => {
  it('answers what was answered before, and what follows from it, and counts every question', () => {
    const audit = openAudit({
      survey: 's',
      minimumGroup: 5,
      roster: people(15, (i) => ({ team: i < 5 ? 'a' : i < 10 ? 'b' : 'c' })),
    });
    const first = ask(audit, { team: 'a' });
    const second = ask(first.audit, { team: 'b' });
    const union = ask(second.audit, { team: ['a', 'b'] });
    expect([first.ok, second.ok, union.ok]).toEqual([true, true, true]);
    expect(union.audit.answers.sets.length).toBe(2);
    const again = ask(union.audit, { team: 'a' });
    expect(again.ok && again.answered).toEqual([5]);
    const refused = ask(again.audit, { team: 'none' });
    expect(refused.audit.queries).toEqual({ answered: 4, refused: 1 });
    expect(refused.audit.version).toBe(audit.version + 5);
    expect(Object.isFrozen(refused.audit)).toBe(true);
  });

  it('refuses a question of which one item has too few answers, and one of no items', () => {
    const roster = Array.from({ length: 9 }, (_, i) => ({ respondent: `r${i}` }));
    const audit = openAudit({ survey: 's', minimumGroup: 5, roster });
    const few = ['r0', 'r1', 'r2', 'r3'];
    const small = { ok: false, rejection: { code: 'engagement/group-too-small' } };
    expect(
      auditQuery({ audit, query: { where: {}, items: [{ id: 'a' }, { id: 'b', respondents: few }] } }),
    ).toMatchObject(small);
    expect(auditQuery({ audit, query: { where: {}, items: [] } })).toMatchObject(small);
    expect(auditQuery({ audit, query: { where: {}, items: [{ id: 'a' }, { id: 'b' }] } }).ok).toBe(true);
  });

  it('draws the line exactly at the minimum group, for groups and for differences', () => {
    for (const minimumGroup of [5, 6, 9]) {
      for (const spare of [minimumGroup - 1, minimumGroup]) {
        const roster = people(20 + spare, (i) => ({ part: i < 20 ? 'most' : 'rest' }));
        const audit = openAudit({ survey: 's', minimumGroup, roster });
        expect(ask(audit, { part: 'rest' }).ok).toBe(spare >= minimumGroup);
        const all = ask(audit);
        expect(ask(all.audit, { part: 'most' }).ok).toBe(spare >= minimumGroup);
      }
    }
  });

  it('holds items apart, and a question about several items to all of them', () => {
    const audit = openAudit({ survey: 's', minimumGroup: 5, roster: people(12, (i) => ({ one: i === 0 })) });
    const all = ask(audit, {}, ['x']);
    expect(ask(all.audit, { one: false }, ['y']).ok).toBe(true);
    expect(ask(all.audit, { one: false }, ['y', 'x']).ok).toBe(false);
    expect(ask(ask(all.audit, { one: false }, ['y', 'x']).audit, {}, ['y']).ok).toBe(true);
    expect(ask(audit, {}, []).ok).toBe(false);
  });

  it('filters by every attribute, by lists of values and by null, and refuses what nobody has', () => {
    const roster = people(12, (i) => ({ team: i < 6 ? 'a' : 'b', level: i % 2, lead: i === 3 ? true : null }));
    const { answers } = openAudit({ survey: 's', minimumGroup: 5, roster });
    const size = (where: Parameters<typeof peopleWhere>[1]) => countPeople(peopleWhere(answers, where));
    expect([
      size({}),
      size({ team: 'a' }),
      size({ team: 'a', level: 1 }),
      size({ team: ['a', 'b'] }),
      size({ lead: null }),
      size({ team: [] }),
      size({ level: '1' }),
    ]).toEqual([12, 6, 3, 12, 11, 0, 0]);
    for (const name of ['salary', 'toString', '__proto__', 'respondent']) {
      expect(() => peopleWhere(answers, JSON.parse(`{"${name}":1}`))).toThrow(InvalidInputError);
    }
  });

  it('counts only respondents who are in the group, and throws for strangers', () => {
    const audit = openAudit({ survey: 's', minimumGroup: 5, roster: people(12, (i) => ({ team: i < 6 ? 'a' : 'b' })) });
    const given = audit.answers.people.slice(1);
    const decision = auditQuery({ audit, query: { where: { team: 'a' }, items: [{ id: 'x', respondents: given }] } });
    expect(decision.ok && decision.answered).toEqual([5]);
    expect(() => auditQuery({ audit, query: { where: {}, items: [{ id: 'x', respondents: ['stranger'] }] } })).toThrow(
      /answers\.stranger/,
    );
  });

  it('opens only what it can protect', () => {
    const open =
      (roster: readonly { respondent: string }[], minimumGroup = 5) =>
      () =>
        openAudit({ survey: 's', minimumGroup, roster });
    expect(open([])).toThrow(/roster: nobody/);
    expect(open([{ respondent: '' }])).toThrow(/roster\[0\]\.respondent/);
    expect(open([...people(5), { respondent: 'r001' }])).toThrow(/roster\[5\]\.respondent: comes twice/);
    for (const minimumGroup of [4, 0, -5, 5.5, Number.NaN])
      expect(open(people(9), minimumGroup)).toThrow(/minimumGroup/);
    const audit = open(people(9))();
    const invited = people(9).map(({ respondent: person }) => ({ person }));
    expect(() => openAudit({ survey: 't', minimumGroup: 5, roster: people(9), earlier: audit, invited })).toThrow(
      /all waves or in none/,
    );
    expect(() => openAudit({ survey: 't', minimumGroup: 6, roster: people(9), earlier: audit })).toThrow(
      /were opened with 5/,
    );
  });

  it('carries released sets into the next wave, newcomers among them', () => {
    const one = ask(openAudit({ survey: 'w1', minimumGroup: 5, roster: people(10) }));
    const next = [...people(10), { respondent: 'a-newcomer' }];
    const two = openAudit({ survey: 'w2', minimumGroup: 5, roster: next, earlier: one.audit });
    expect(two.answers.sets.map((text) => countPeople(parseSet(text, 11)))).toEqual([10]);
    expect(two.queries).toEqual({ answered: 1, refused: 0 });
    expect(ask(two).ok).toBe(false);
    const many = [...people(10), ...Array.from({ length: 5 }, (_, i) => ({ respondent: `a${i}` }))];
    expect(ask(openAudit({ survey: 'w2', minimumGroup: 5, roster: many, earlier: one.audit })).ok).toBe(true);
  });

  it('certifies the same history with the same digest', () => {
    const audit = openAudit({ survey: 's', minimumGroup: 5, roster: people(9) });
    const [once, copy] = [
      certifyAudit({ audit: ask(audit).audit }),
      certifyAudit({ audit: ask(structuredClone(audit)).audit }),
    ];
    expect(once).toEqual(copy);
    expect(once).toMatchObject({ survey: 's', waves: 1, releasedSets: 1, queries: { answered: 1, refused: 0 } });
    expect(certifyAudit({ audit }).digest).not.toBe(once.digest);
  });
});

describe('the span', () => {
  it('verifies a dependency with fractions in whole numbers', () => {
    const rows = [
      [1, 1, 0],
      [0, 1, 1],
      [1, 0, 1],
    ].map((row) => Uint8Array.from(row));
    const half = inverse(2);
    expect(isWholeCombination(rows, Float64Array.from([half, PRIME - half, half]), Uint8Array.from([1, 0, 0]))).toBe(
      true,
    );
    expect(isWholeCombination(rows, Float64Array.from([half, half, half]), Uint8Array.from([1, 0, 0]))).toBe(false);
    expect(isWholeCombination(rows, Float64Array.from([half, half, half]), Uint8Array.from([1, 1, 1]))).toBe(true);
    expect(isWholeCombination(rows, Float64Array.from([12_345_678, 0, 0]), Uint8Array.from([1, 1, 0]))).toBe(false);
    expect(isWholeCombination([], new Float64Array(0), Uint8Array.from([0]))).toBe(true);
  });

  it('finds the fraction behind a residue', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -4000, max: 4000 }),
        fc.integer({ min: 1, max: 4000 }),
        (numerator, denominator) => {
          const value = residue(residue(numerator) * inverse(denominator));
          const fraction = fractionOf(value);
          expect(fraction === null || fraction.numerator * denominator === numerator * fraction.denominator).toBe(true);
          expect(residue(value * denominator)).toBe(residue(numerator));
        },
      ),
      { seed: 7 },
    );
    expect(fractionOf(inverse(3))).toEqual({ numerator: 1, denominator: 3 });
    expect(fractionOf(PRIME - 1)).toEqual({ numerator: -1, denominator: 1 });
  });

  it('says known for a repeated set and for a sum, new for others', () => {
    const first = extendSpan(emptySpan(6), setOf([1, 1, 1, 0, 0, 0]), 5);
    const second = first.kind === 'new' ? extendSpan(first.span, setOf([0, 0, 0, 1, 1, 1]), 5) : first;
    if (second.kind !== 'new') throw new Error('must be new');
    expect(extendSpan(second.span, setOf([1, 1, 1, 1, 1, 1]), 5).kind).toBe('known');
    expect(extendSpan(second.span, setOf([1, 1, 1, 0, 0, 0]), 5).kind).toBe('known');
    expect(extendSpan(second.span, setOf([1, 0, 0, 0, 0, 0]), 5).kind).toBe('new');
    expect(extendSpan(second.span, emptySet(6), 5).kind).toBe('known');
  });

  it('judges like the exact judge on random sets that need not be filters, for several minimums', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 6 }),
        fc.array(fc.array(fc.integer({ min: 0, max: 1 }), { minLength: 11, maxLength: 11 }), {
          minLength: 1,
          maxLength: 7,
        }),
        (minimum, sets) => {
          let span = emptySpan(11);
          const released: boolean[][] = [];
          for (const bits of sets) {
            const row = bits.map((bit) => bit === 1);
            if (!row.includes(true)) continue;
            const safe = exposedExactly([...released, row], minimum).length === 0;
            const extension = extendSpan(span, setOf(bits), minimum);
            if (extension.kind === 'known') {
              expect(safe).toBe(true);
              continue;
            }
            const verdict = extension.kind === 'new' ? judgeSupport(extension.span, minimum).verdict : 'unknown';
            expect(verdict === 'safe').toBe(safe);
            if (extension.kind !== 'new' || !safe) continue;
            span = extension.span;
            released.push(row);
          }
        },
      ),
      { numRuns: process.env.MERITKIT_LONG === '1' ? 1000 : 120, seed: 11 },
    );
  });

  it('keeps sets as text and back, for any size', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1 }), { maxLength: 200 }), (bits) => {
        const set = setOf(bits);
        const members: number[] = [];
        forEachPerson(set, (person) => members.push(person));
        expect(members).toEqual(bits.flatMap((bit, index) => (bit === 1 ? [index] : [])));
        expect(countPeople(set)).toBe(members.length);
        expect(setText(parseSet(setText(set), bits.length))).toBe(setText(set));
        bits.forEach((bit, index) => {
          expect(hasPerson(set, index)).toBe(bit === 1);
        });
      }),
      { seed: 3 },
    );
  });
});

describe('plans and previews', () => {
  const roster = people(31, (i) => ({ unit: i < 3 ? 'tiny' : i < 17 ? 'one' : 'two', site: i < 16 ? 'x' : 'y' }));
  const views = [
    { id: 'two', where: { unit: 'two' } },
    { id: 'one', where: { unit: 'one' } },
    { id: 'x', where: { site: 'x' } },
    { id: 'y', where: { site: 'y' } },
    { id: 'company', where: {}, first: true },
    { id: 'tiny', where: { unit: 'tiny' } },
  ];
  const audit = openAudit({ survey: 's', minimumGroup: 5, roster });

  it('publishes what must come first, at least as much as the named order, and ends where it says', () => {
    const plan = planReleases({ audit, views, items: [{ id: 'x' }], seed: 1 });
    expect(plan.order[0]).toBe('company');
    expect(plan.publishedWeight).toBeGreaterThanOrEqual(plan.namedOrderWeight);
    expect(plan.withheld.find((view) => view.id === 'tiny')?.code).toBe('engagement/group-too-small');
    expect([...plan.published, ...plan.withheld.map((view) => view.id)].sort()).toEqual(
      views.map((view) => view.id).sort(),
    );
    expect(plan.audit.queries.answered).toBe(plan.published.length);
    expect(planReleases({ audit, views, items: [{ id: 'x' }], seed: 1 })).toEqual(plan);
    for (const id of plan.published) {
      expect(ask(plan.audit, views.find((view) => view.id === id)?.where).ok).toBe(true);
    }
  });

  it('prefers the weightier of two views that exclude each other', () => {
    const rival = [
      { id: 'light', where: {} },
      { id: 'heavy', where: { unit: ['one', 'two'] }, weight: 5 },
    ];
    expect(planReleases({ audit, views: rival, items: [{ id: 'x' }], seed: 1 }).published).toEqual(['heavy']);
    expect(() => planReleases({ audit, views: [rival[0]!, rival[0]!], items: [], seed: 1 })).toThrow(/views\[1\]\.id/);
  });

  it('previews what the audit would publish, and refuses impossible numbers', () => {
    const cells = [
      { attributes: { team: 'a' }, invited: 12 },
      { attributes: { team: 'b' }, invited: 8 },
      { attributes: { team: 'c' }, invited: 9 },
    ];
    const wanted = ['a', 'b', 'c'].map((team) => ({ id: team, where: { team } }));
    const preview = (responseRate: number, more = cells) =>
      previewVisibility({
        minimumGroup: 5,
        cells: more,
        views: [{ id: 'all', where: {} }, ...wanted],
        responseRate,
        seed: 1,
      });
    expect(preview(1)).toEqual({ expectedAnswers: 29, visible: ['all', 'a', 'b', 'c'], hidden: [] });
    expect(preview(0.5).hidden.map((view) => view.id)).toContain('b');
    expect(preview(0.01).visible).toEqual([]);
    for (const rate of [0, -1, 1.1, Number.NaN]) expect(() => preview(rate)).toThrow(/responseRate/);
    expect(() => preview(1, [{ attributes: { team: 'a' }, invited: 1.5 }])).toThrow(/cells\[0\]\.invited/);
  });
});
