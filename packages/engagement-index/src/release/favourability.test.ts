import { InvalidInputError } from '@meritkit/core/errors';
import { describe, expect, it } from 'vitest';
import { openAudit } from '../audit/state.ts';
import { releaseFavourability } from './favourability.ts';

const roster = [1, 2, 3, 4, 5, 6].map((i) => ({
  respondent: `r${i}`,
  team: 'backend',
  level: i < 6 ? 'senior' : 'junior',
}));
const answers = { r1: 5, r2: 4, r3: 4, r4: 2, r5: 4, r6: 5 };
const audit = openAudit({ survey: 'pulse-2026-11', minimumGroup: 5, roster });

describe('releaseFavourability', () => {
  it('releases a team and refuses the subgroup that would leave one person out', () => {
    const team = releaseFavourability({ audit, answers, item: 'trust', invited: 8, where: { team: 'backend' } });
    expect(team).toEqual({
      ok: true,
      favourable: 0.83,
      interval: [0.63, 0.94],
      answered: 6,
      audit: expect.objectContaining({ queries: { answered: 1, refused: 0 } }),
    });
    expect(
      releaseFavourability({
        audit: team.audit,
        answers,
        item: 'trust',
        invited: 6,
        where: { team: 'backend', level: 'senior' },
      }),
    ).toEqual({
      ok: false,
      audit: expect.objectContaining({ queries: { answered: 1, refused: 1 } }),
      rejection: {
        code: 'engagement/would-isolate',
        minimumGroup: 5,
        hint: 'Together with what was already shown, this could reveal one answer.',
      },
    });
  });

  it('shows a unanimous group exactly as one with a single dissenter', () => {
    const release = (given: Record<string, number>) => {
      const result = releaseFavourability({ audit, answers: given, item: 'trust', invited: 6, where: {} });
      return result.ok ? { favourable: result.favourable, interval: result.interval } : null;
    };
    const unanimous = { r1: 5, r2: 5, r3: 5, r4: 4, r5: 5, r6: 5 };
    expect(release(unanimous)).toEqual(release({ ...unanimous, r4: 2 }));
    expect(release({ r1: 1, r2: 1, r3: 1, r4: 1, r5: 1, r6: 1 })?.favourable).toBe(0.17);
  });

  it.each([0, 6, 4.5, Number.NaN, Number.POSITIVE_INFINITY])(
    'throws for %s on a scale of 1 to 5, with the path',
    (value) => {
      const call = () =>
        releaseFavourability({ audit, answers: { ...answers, r3: value }, item: 'trust', invited: 8, where: {} });
      expect(call).toThrow(InvalidInputError);
      expect(call).toThrow(/answers\.r3: an answer is a whole number from 1 to 5/);
    },
  );

  it('refuses an empty group, a group of one and one of four alike, without a count', () => {
    const many = openAudit({
      survey: 's',
      minimumGroup: 5,
      roster: Array.from({ length: 20 }, (_, i) => ({
        respondent: `r${i}`,
        cell: i === 0 ? 'one' : i < 5 ? 'four' : 'rest',
      })),
    });
    const given = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`r${i}`, 3]));
    const refusals = ['none', 'one', 'four'].map((cell) =>
      releaseFavourability({ audit: many, answers: given, item: 'trust', invited: 0, where: { cell } }),
    );
    for (const refusal of refusals) {
      expect(refusal).toMatchObject({ ok: false, rejection: { code: 'engagement/group-too-small', minimumGroup: 5 } });
      expect(Object.keys('rejection' in refusal ? refusal.rejection : {})).toEqual(['code', 'minimumGroup', 'hint']);
    }
    expect(new Set(refusals.map((refusal) => JSON.stringify('rejection' in refusal && refusal.rejection))).size).toBe(
      1,
    );
  });

  it('refuses, on record, when fewer people were invited than answered, and throws for a respondent nobody knows, and for an unknown attribute', () => {
    const base = { audit, answers, item: 'trust', invited: 8, where: {} };
    expect(releaseFavourability({ ...base, invited: 5 })).toEqual({
      ok: false,
      audit: expect.objectContaining({ queries: { answered: 1, refused: 0 } }),
      rejection: { code: 'engagement/invited-below-answered' },
    });
    expect(() => releaseFavourability({ ...base, invited: 5.5 })).toThrow(/invited: people are counted/);
    expect(() => releaseFavourability({ ...base, answers: { ...answers, x9: 3 } })).toThrow(
      /answers\.x9: is not in the roster/,
    );
    expect(() => releaseFavourability({ ...base, where: { salary: 1 } })).toThrow(/where\.salary/);
  });
});
