import { describe, expect, it } from 'vitest';
import { stories, storyFacts } from '../../testing/engagement.ts';
import { finishActivity } from './finish.ts';

const activity = { ...stories(), finished: null };
const enrolments = ['lin', 'zhao'].map((id) => ({
  ...{ id: `entry-${id}`, activityId: 'stories', members: [id], enrolledOn: '2026-11-02' },
}));
const facts = [...storyFacts('lin'), ...storyFacts('zhao', 3)];
const finish = (more: Partial<Parameters<typeof finishActivity>[0]> = {}) =>
  finishActivity({ activity, enrolments, facts, on: '2026-12-01', ...more });
const winnersOf = (finished: ReturnType<typeof finish>) =>
  finished.ok ? finished.winners.rewards.map(({ personId }) => personId) : finished.rejection;

describe('an activity', () => {
  it('ends after its last day, which counts', () => {
    expect(winnersOf(finish())).toEqual(['zhao', 'lin']);
    for (const on of ['2026-10-01', '2026-11-29', '2026-11-30']) {
      expect(finish({ on })).toEqual({
        ok: false,
        rejection: { code: 'engagement/activity-not-over', deadline: '2026-11-30' },
      });
    }
  });

  it('ends before it for a reason, which is kept, and with the facts up to that day', () => {
    const early = { reason: 'The office moves' };
    const later = { ...facts[0]!, id: 'late', kind: 'story-liked', on: '2026-11-21' };
    const ended = finish({ on: '2026-11-20', early, facts: [...facts, later] });
    expect(ended).toEqual(finish({ on: '2026-11-20', early }));
    expect(ended.ok && ended.activity.finished).toEqual({ on: '2026-11-20', earlyBecause: 'The office moves' });
    expect(ended.ok && ended.activity.deadline).toBe('2026-11-30');
    const onLast = finish({ on: '2026-11-30', early });
    expect(onLast.ok && onLast.activity.finished?.earlyBecause).toBe('The office moves');
    const after = finish({ early });
    expect(after.ok && after.activity.finished).toEqual({ on: '2026-12-01', earlyBecause: null });
    for (const reason of ['', ' ', undefined as unknown as string]) {
      expect(() => finish({ on: '2026-11-20', early: { reason } })).toThrow('early.reason');
    }
  });

  it('ends once', () => {
    const ended = finish();
    if (!ended.ok) throw new Error('must end');
    const finished = { ok: false, rejection: { code: 'engagement/activity-finished', on: '2026-12-01' } };
    for (const on of ['2026-11-05', '2026-12-01', '2027-01-01']) {
      expect(finish({ activity: ended.activity, on, early: { reason: 'again' } })).toEqual(finished);
    }
  });

  it('takes days and facts that can be read, and says which cannot', () => {
    expect(() => finish({ on: '2026-12' })).toThrow('on: "2026-12" is no date');
    const broken = (more: object) => () => finish({ facts: [facts[0]!, { ...facts[1]!, ...more }] });
    expect(broken({ on: '2026-11-5' })).toThrow('facts.lin-1.on');
    expect(broken({ revision: Number.NaN })).toThrow('facts[1].revision');
    expect(broken({ personId: 'nobody here', on: 'soon' })).not.toThrow();
  });

  it('pays nobody who was erased', () => {
    const erased = enrolments.map((one) => (one.id === 'entry-zhao' ? { ...one, members: ['erased', 'wu'] } : one));
    const finished = finish({ enrolments: erased, facts: [...facts, ...storyFacts('wu', 5)] });
    expect(winnersOf(finished)).toEqual(['wu', 'lin']);
  });
});
