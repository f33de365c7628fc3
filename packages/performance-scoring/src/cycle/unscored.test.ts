import { describe, expect, it } from 'vitest';
import { type CycleCommand, decideCycle, parseCycleCommand, type ReviewCycle, waitingIn } from '../index.ts';

type Step = readonly [actorId: string, command: CycleCommand];

/** Plays commands; the last one's answer. */
function play(...steps: readonly Step[]) {
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
const period = { start: '2026-10-01', end: '2027-01-01' };
const open: Step = ['hr', { kind: 'open', cycleKind: 'milestone', period, participants: ['lin', 'zhao'] }];
const advance: Step = ['hr', { kind: 'advance' }];
const score = (personId: string): Step => [
  'zhou',
  { kind: 'record-score', personId, value: 80, coverage: 1, explanationHash: 'h' },
];
const leave = (personId = 'zhao', reason = 'On leave', actorId = 'zhou'): Step => [
  actorId,
  { kind: 'leave-unscored', personId, reason },
];
const untilManager = [open, advance, advance, advance];

describe('somebody who joins', () => {
  const admit = (personId = 'wu'): Step => ['hr', { kind: 'admit', personId }];
  it('takes part from then on, and is waited for like everybody', () => {
    const { cycle, last } = play(...untilManager, score('lin'), score('zhao'), admit());
    expect(cycle.participants).toEqual(['lin', 'zhao', 'wu']);
    expect(last.ok && last.entry).toMatchObject({ action: 'admit', data: { personId: 'wu' } });
    expect(waitingIn({ cycle }).steps).toMatchObject([{ step: 'score', personId: 'wu' }]);
    expect(play(open, admit()).cycle.participants).toHaveLength(3);
    expect(parseCycleCommand(admit()[1])).toEqual(admit()[1]);
  });
  it('is refused twice, without a name, and once inputs are locked', () => {
    expect(play(open, admit('lin')).rejection).toEqual({ code: 'performance/takes-part-already', personId: 'lin' });
    expect(() => play(open, admit(''))).toThrow('command.personId');
    const locked = play(...untilManager, score('lin'), score('zhao'), advance, admit());
    expect(locked.rejection?.code).toBe('performance/inputs-locked');
  });
});

describe('nobody falls out of a cycle unseen', () => {
  it('inputs lock only when everybody has a score, or a reason why not', () => {
    const early = play(...untilManager, score('lin'), advance);
    expect(early.rejection).toEqual({ code: 'performance/people-without-score', personIds: ['zhao'] });
    expect(waitingIn({ cycle: early.cycle }).steps.map(({ personId }) => personId)).toEqual(['zhao']);
    const { cycle } = play(...untilManager, score('lin'), leave(), advance);
    expect([cycle.stage, cycle.results.length]).toEqual(['calibration', 1]);
    expect(cycle.unscored).toMatchObject([{ personId: 'zhao', by: 'zhou', reasonId: 't5' }]);
    expect(play(...untilManager, score('lin'), score('zhao'), advance).cycle.stage).toBe('calibration');
  });

  it('the reason is an erasable text about the person, and what was locked covers it', () => {
    const { last } = play(...untilManager, leave());
    expect(last.ok && last.text).toMatchObject({ personId: 'zhao', text: 'On leave' });
    expect(last.ok && last.entry.data).toMatchObject({ personId: 'zhao', textId: 't4' });
    const hashes = [leave(), score('zhao')].map(
      (step) => play(...untilManager, score('lin'), step, advance).cycle.inputsHash,
    );
    expect(new Set(hashes).size).toBe(2);
    const other = play(...untilManager, leave('zhao', 'r', 'he'), leave('lin'), advance).cycle.inputsHash;
    expect(play(...untilManager, leave('zhao', 'r', 'wu'), leave('lin'), advance).cycle.inputsHash).not.toBe(other);
  });

  it('may be said before scores come in, and taken back by one; the last word holds', () => {
    const known = play(open, leave()).cycle;
    expect(known.unscored).toHaveLength(1);
    const scored = play(open, leave(), advance, advance, advance, score('zhao')).cycle;
    expect([scored.unscored, scored.results.map(({ personId }) => personId)]).toEqual([[], ['zhao']]);
    const left = play(...untilManager, score('zhao'), leave()).cycle;
    expect([left.unscored.length, left.results]).toEqual([1, []]);
    expect(play(open, leave(), leave()).cycle.unscored).toHaveLength(1);
  });

  it('may be appealed against; judged by neither who left them out nor who judged before, and no score comes of it', () => {
    const confirm: Step = ['he', { kind: 'confirm', personId: 'lin' }];
    const shared = [...untilManager, score('lin'), leave(), advance, confirm, advance];
    const appeal: Step = ['zhao', { kind: 'appeal', personId: 'zhao', reason: 'I worked till November' }];
    const decide = (actorId: string, number: number, value?: number): Step => [
      actorId,
      {
        ...{ kind: 'decide-appeal', appealId: `q4/appeal-${number}`, decision: 'upheld', reason: 'r' },
        ...(value === undefined ? {} : { value }),
      },
    ];
    const { cycle } = play(...shared, appeal);
    expect(waitingIn({ cycle }).steps).toMatchObject([{ step: 'appeal-decision', notBy: ['zhao', 'zhou'] }]);
    const codes = [decide('zhou', 1), decide('gao', 1, 70)].map(
      (step) => play(...shared, appeal, step).rejection?.code,
    );
    expect(codes).toEqual(['performance/judge-in-own-cause', 'performance/no-result']);
    const upheld = play(...shared, appeal, decide('gao', 1));
    expect(upheld.cycle.appeals).toMatchObject([{ status: 'upheld', decidedBy: 'gao' }]);
    const again = play(...shared, appeal, decide('gao', 1), appeal, decide('gao', 2));
    expect(again.rejection?.code).toBe('performance/judge-in-own-cause');
  });

  it('is refused without a reason, about oneself, about others, and once inputs are locked', () => {
    const codes = [
      play(open, leave('zhao', ' ')),
      play(open, leave('zhao', 'r', 'zhao')),
      play(open, leave('wu')),
      play(...untilManager, score('lin'), score('zhao'), advance, leave()),
    ].map(({ rejection }) => rejection?.code);
    expect(codes).toEqual([
      'performance/reason-required',
      'performance/own-result',
      'performance/unknown-person',
      'performance/inputs-locked',
    ]);
    expect(parseCycleCommand(leave()[1])).toEqual(leave()[1]);
  });
});
