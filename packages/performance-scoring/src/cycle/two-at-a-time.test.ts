import { describe, expect, it } from 'vitest';
import { type CycleCommand, decideCycle, parseCycleCommand, type ReviewCycle } from '../index.ts';

/** Plays commands; the last one's answer. */
function play(...steps: readonly (readonly [actorId: string, command: CycleCommand])[]) {
  let cycle: ReviewCycle | null = null;
  let last: ReturnType<typeof decideCycle> | undefined;
  for (const [index, [actorId, command]] of steps.entries()) {
    const at = '2026-11-22T09:00:00+08:00';
    last = decideCycle({ cycle, cycleId: 'q4', command, actorId, at, newId: `t${index}`, salt: `s${index}` });
    if (last.ok) cycle = last.cycle;
  }
  if (cycle === null || last === undefined) throw new Error('nothing was played');
  return { cycle, last, rejection: last.ok ? undefined : last.rejection };
}
type Step = readonly [string, CycleCommand];
const period = { start: '2026-10-01', end: '2027-01-01' };
const open: Step = ['hr', { kind: 'open', cycleKind: 'milestone', period, participants: ['lin', 'zhao'] }];
const advance: Step = ['hr', { kind: 'advance' }];
const score = (actorId: string, value = 80): Step => [
  actorId,
  { kind: 'record-score', personId: 'lin', value, coverage: 1, explanationHash: 'h' },
];
const override = (actorId: string, value: number): Step => [
  actorId,
  { kind: 'override', personId: 'lin', value, reason: 'r' },
];
const confirm = (actorId: string): Step => [actorId, { kind: 'confirm', personId: 'lin' }];
const appeal: Step = ['lin', { kind: 'appeal', personId: 'lin', reason: 'r' }];
const decideBy = (actorId: string, number = 1): Step => [
  actorId,
  { kind: 'decide-appeal', appealId: `q4/appeal-${number}`, decision: 'rejected', reason: 'r' },
];
const unscored: Step = ['he', { kind: 'leave-unscored', personId: 'zhao', reason: 'On leave' }];
const untilManager = [open, advance, advance, unscored, advance];
const calibrating = [...untilManager, score('zhou'), advance];

describe('two browsers', () => {
  it('that advance at a time go one stage on when they say from which', () => {
    const from: Step = ['hr', { kind: 'advance', from: 'goals-agreed' }];
    const second = play(open, from, from);
    expect(second.cycle.stage).toBe('self');
    expect(second.rejection).toEqual({ code: 'performance/wrong-stage', stage: 'self', allowed: ['goals-agreed'] });
    expect(parseCycleCommand({ kind: 'advance', from: 'self' })).toEqual({ kind: 'advance', from: 'self' });
    expect(() => parseCycleCommand({ kind: 'advance', from: 'lunch' })).toThrow('from');
  });

  it('put nobody under a value they did not see', () => {
    const seen: Step = ['he', { kind: 'confirm', personId: 'lin', seen: 80 }];
    const changed = { code: 'performance/result-changed', personId: 'lin', seen: 80, current: 60 };
    const late = play(...calibrating, override('zhou', 60), seen);
    expect([late.rejection, late.cycle.results[0]?.status]).toEqual([changed, 'proposed']);
    const over: Step = ['he', { kind: 'override', personId: 'lin', value: 90, reason: 'r', seen: 80 }];
    expect(play(...calibrating, override('zhou', 60), over).rejection).toEqual(changed);
    expect(play(...calibrating, seen).cycle.results[0]).toMatchObject({ status: 'confirmed', confirmedBy: 'he' });
    expect(play(...calibrating, over).cycle.results[0]).toMatchObject({ current: 90 });
    for (const command of [seen[1], over[1]]) expect(parseCycleCommand(command)).toEqual(command);
  });
});

describe('an appeal is judged by nobody', () => {
  const judged = (...steps: readonly Step[]) => play(...steps, advance, appeal, decideBy('zhou')).rejection?.code;
  const own = 'performance/judge-in-own-cause';
  it('who proposed the score, though somebody else confirmed it', () => {
    expect(judged(...calibrating, confirm('he'))).toBe(own);
    expect(judged(...untilManager, score('zhou'), score('wu', 70), advance, confirm('he'))).toBe(own);
    expect(judged(...untilManager, score('wu'), advance, confirm('he'))).toBeUndefined();
  });
  it('who confirmed it before it was changed', () => {
    const again = [confirm('zhou'), override('he', 70), confirm('he')];
    expect(judged(...untilManager, score('wu'), advance, ...again)).toBe(own);
  });
  it('who judged the one before', () => {
    const second = [...calibrating, confirm('zhou'), advance, appeal, decideBy('gao'), appeal];
    expect(play(...second, decideBy('gao', 2)).rejection?.code).toBe(own);
    const other = play(...second, decideBy('mei', 2));
    expect(other.cycle.appeals.map(({ decidedBy }) => decidedBy)).toEqual(['gao', 'mei']);
    expect(other.cycle.results[0]?.tookPart).toEqual(['zhou']);
  });
});
