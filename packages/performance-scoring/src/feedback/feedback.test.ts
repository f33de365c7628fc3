import { InvalidInputError } from '@meritkit/core/errors';
import { leavesOf, recompute } from '@meritkit/core/explanation';
import { createRandom } from '@meritkit/core/random';
import { describe, expect, it } from 'vitest';
import {
  type FeedbackPolicy,
  modelLeniency,
  parseFeedbackPolicy,
  parseRatings,
  type Rating,
  summariseFeedback,
} from '../index.ts';

const policy: FeedbackPolicy = {
  scale: { minimum: 1, maximum: 5 },
  selfGroup: 'self',
  groups: [
    { id: 'self', weight: 1, minimumRaters: 1, anonymous: false },
    { id: 'manager', weight: 4, minimumRaters: 1, anonymous: false },
    { id: 'peer', weight: 5, minimumRaters: 3, anonymous: true },
  ],
};
const rate = (rater: string, group: string, value: number, ratee = 'lin'): Rating => ({ ratee, rater, group, value });

describe('summariseFeedback', () => {
  it('weights groups, ends an anonymous group at its mean, and recomputes', () => {
    const { people } = summariseFeedback({
      policy,
      ratings: [
        rate('lin', 'self', 5),
        rate('zhou', 'manager', 4),
        ...[3, 4, 5].map((value, i) => rate(`p${i}`, 'peer', value)),
      ],
    });
    const [lin] = people;
    if (!lin?.ok) throw new Error('no result');
    expect(lin).toMatchObject({ value: (5 + 16 + 20) / 10, coverage: 1 });
    expect(recompute({ explanation: lin.explanation })).toBe(lin.value);
    expect(leavesOf(lin.explanation).map((leaf) => leaf.key)).toEqual(['self:1', 'manager:1', 'peer']);
    expect(lin.groups[2]).toEqual({ groupId: 'peer', raters: 3, status: 'known', mean: 4 });
    const many = summariseFeedback({
      policy,
      ratings: [3, 4, 5, 3, 4, 5].map((value, i) => rate(`p${i}`, 'peer', value)),
    });
    expect(many.people[0]?.ok && many.people[0].groups[2]?.agreement?.value).toBeCloseTo(0.6, 12);
  });

  it('suppresses a group below its minimum from the score too, and shares its weight', () => {
    const { people } = summariseFeedback({
      policy,
      ratings: [rate('zhou', 'manager', 4), rate('p1', 'peer', 1), rate('p2', 'peer', 1)],
    });
    expect(people[0]).toMatchObject({ ok: true, value: 4, coverage: 0.4 });
    expect(JSON.stringify(people)).not.toContain('"value":1');
    expect(people[0]?.ok && people[0].groups.map((group) => group.status)).toEqual(['absent', 'known', 'suppressed']);
  });

  it('takes several items from one rater, and says why a group is not there', () => {
    const items = ['pace', 'care'].map((item) => ({ ...rate('zhou', 'manager', item === 'pace' ? 2 : 4), item }));
    const { people } = summariseFeedback({ policy, ratings: [...items, rate('p1', 'peer', 1)] });
    const [lin] = people;
    if (!lin?.ok) throw new Error('no result');
    expect(lin.value).toBe(3);
    expect(lin.groups[1]).toMatchObject({ groupId: 'manager', raters: 1, mean: 3 });
    expect(lin.explanation).toMatchObject({
      key: 'feedback:lin',
      children: [
        { key: 'self', value: null, unknown: { reason: 'no-raters' }, weight: 1 },
        { key: 'manager', value: 3, children: [{ key: 'manager:1' }, { key: 'manager:2' }] },
        { key: 'peer', value: null, unknown: { reason: 'too-few-raters' } },
      ],
    });
    const named = { ...policy, groups: policy.groups.map((group) => ({ ...group, name: group.id.toUpperCase() })) };
    const labelled = summariseFeedback({ policy: named, ratings: items }).people[0]!;
    expect(labelled.ok && labelled.explanation.children!.map(({ label }) => label)).toEqual([
      'SELF',
      'MANAGER',
      'PEER',
    ]);
    expect(lin.explanation.children![1]).not.toHaveProperty('label');
    const peers = [3, 4, 5].map((value, i) => rate(`p${i}`, 'peer', value));
    const anonymous = summariseFeedback({ policy, ratings: peers }).people[0]!;
    expect(anonymous.ok && anonymous.explanation.children![2]!.population).toEqual({ name: 'peer', n: 3 });
  });

  it('gives no score when no group may be shown', () => {
    const { people } = summariseFeedback({ policy, ratings: [rate('p1', 'peer', 1)] });
    expect(people[0]).toMatchObject({ ok: false, rejection: { code: 'performance/too-few-raters', personId: 'lin' } });
  });

  it('takes out leniency, shrunk, without leaving the scale', () => {
    const random = createRandom(11);
    const lenient: Record<string, number> = { soft: 1, hard: -1, even: 0 };
    const ratings = Array.from({ length: 20 }, (_, person) => {
      const merit = 3 + 0.8 * random.normal();
      return Object.entries(lenient).map(([rater, bias]) =>
        rate(rater, 'peer', Math.min(5, Math.max(1, merit + bias + 0.2 * random.normal())), `e${person}`),
      );
    }).flat();
    const raw = summariseFeedback({ policy, ratings: ratings.filter((_, index) => index % 3 !== 1 || index > 3) });
    const { people, leniency } = summariseFeedback({ policy: { ...policy, correctLeniency: true }, ratings });
    expect(leniency?.status).toBe('known');
    const by = Object.fromEntries(leniency!.raters.map((rater) => [rater.raterId, rater.leniency]));
    expect(by.soft).toBeGreaterThan(0.5);
    expect(by.hard).toBeLessThan(-0.5);
    expect(Math.abs(by.soft! + by.hard! + by.even!)).toBeLessThan(1e-6);
    expect(raw.leniency).toBeUndefined();
    for (const person of people) {
      if (!person.ok) throw new Error('no result');
      expect(person.value).toBeGreaterThanOrEqual(1);
      expect(person.value).toBeLessThanOrEqual(5);
    }
  });

  it('corrects named groups in the open: every step recomputes', () => {
    const open: FeedbackPolicy = {
      scale: policy.scale,
      correctLeniency: true,
      groups: [{ id: 'peer', weight: 1, minimumRaters: 1, anonymous: false }],
    };
    const ratings = ['a', 'b', 'c', 'd'].flatMap((ratee, i) => [
      rate('x', 'peer', 1 + i, ratee),
      rate('y', 'peer', [2, 4, 4, 5][i]!, ratee),
    ]);
    const { people, leniency } = summariseFeedback({ policy: open, ratings });
    const x = leniency!.raters.find((rater) => rater.raterId === 'x')!.leniency;
    const y = leniency!.raters.find((rater) => rater.raterId === 'y')!.leniency;
    expect(x).toBeLessThan(0);
    for (const person of people)
      if (person.ok) expect(recompute({ explanation: person.explanation })).toBe(person.value);
    expect(people[0]?.ok && people[0].value).toBeCloseTo((1 - x + (2 - y)) / 2, 9);
    expect(people[0]?.ok && people[0].explanation.children![0]!.children![0]).toMatchObject({
      key: 'peer:1',
      operation: { name: 'minimum' },
      children: [
        {
          key: 'peer:1:raised',
          children: [
            {
              key: 'peer:1:corrected',
              children: [
                { key: 'peer:1:rating', value: 1 },
                { key: 'peer:1:leniency', value: x },
              ],
            },
            { key: 'scale-minimum', value: 1 },
          ],
        },
        { key: 'scale-maximum', value: 5 },
      ],
    });
    const own = { ...open, selfGroup: 'self', groups: [...open.groups, policy.groups[0]!] };
    const withSelf = summariseFeedback({ policy: own, ratings: [...ratings, rate('x', 'self', 5, 'x')] });
    const self = withSelf.people.find((person) => person.ok && person.personId === 'x');
    expect(self?.ok && self.value).toBe(5);
  });

  it('refuses ratings that cannot be', () => {
    const run = (ratings: readonly Rating[]) => coded(() => summariseFeedback({ policy, ratings }));
    expect(run([rate('zhou', 'manager', 6)])).toThrow(
      'performance/rating-out-of-scale ratings[0].value: 6 is not between 1 and 5',
    );
    expect(run([rate('zhou', 'manager', Number.NaN)])).toThrow('ratings[0].value');
    expect(run([rate('lin', 'peer', 5)])).toThrow(
      'performance/self-as-peer ratings[0].group: "lin" rates themselves as peer',
    );
    expect(run([rate('zhou', 'self', 5)])).toThrow('"zhou" is not "lin"');
    expect(run([rate('zhou', 'client', 5)])).toThrow(
      'performance/unknown-group ratings[0].group: no rater group "client"',
    );
    expect(run([rate('zhou', 'manager', 5), rate('zhou', 'manager', 4)])).toThrow(
      'performance/duplicate-rating ratings[1]: "zhou" rated "lin" twice',
    );
    expect(() => parseRatings([{ ratee: 'a' }])).toThrow('[0].rater');
  });
});

describe('policies', () => {
  const [self, manager, peer] = policy.groups;
  const broken = (change: Partial<FeedbackPolicy>) =>
    coded(() => summariseFeedback({ policy: { ...policy, ...change }, ratings: [] }));
  it('refuses a scale that does not ascend', () => {
    for (const scale of [
      { minimum: 5, maximum: 5 },
      { minimum: 5, maximum: 1 },
      { minimum: Number.NaN, maximum: 5 },
      { minimum: 1, maximum: Number.POSITIVE_INFINITY },
    ]) {
      expect(broken({ scale })).toThrow(
        `performance/invalid-feedback-policy policy.scale: from ${scale.minimum} to ${scale.maximum} is no scale`,
      );
    }
  });
  it('refuses groups that weigh nothing, ask nobody, or stand twice', () => {
    for (const weight of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(broken({ groups: [self!, { ...manager!, weight }] })).toThrow(
        `policy.groups[1].weight: a weight is a number above zero, not ${weight}`,
      );
    }
    for (const minimumRaters of [0, 1.5, Number.NaN]) {
      expect(broken({ groups: [self!, { ...peer!, minimumRaters }] })).toThrow(
        `policy.groups[1].minimumRaters: at least one rater, a whole number, not ${minimumRaters}`,
      );
    }
    expect(broken({ groups: [self!, self!] })).toThrow('policy.groups[1].id: "self" stands twice');
    expect(broken({ selfGroup: 'me' })).toThrow('policy.selfGroup: no rater group "me"');
    expect(broken({})).not.toThrow();
  });
  it('reads one from outside', () => {
    expect(parseFeedbackPolicy(policy)).toEqual(policy);
    expect(() => parseFeedbackPolicy({ ...policy, groups: [{ ...self, weight: -1 }] })).toThrow('groups[0].weight');
  });
});

describe('modelLeniency', () => {
  it('leaves self ratings out and says when it cannot know', () => {
    const model = modelLeniency({ ratings: [rate('lin', 'self', 5), rate('zhou', 'manager', 4)] });
    expect(model).toEqual({ status: 'unknown', reason: 'performance/too-few-ratings', raters: [], ratees: [] });
  });
});

/** The same work, with the error's code before its words. */
function coded(work: () => unknown): () => void {
  return () => {
    try {
      work();
    } catch (error) {
      if (InvalidInputError.isInstance(error)) throw new Error(`${error.code} ${error.message}`);
      throw error;
    }
  };
}
