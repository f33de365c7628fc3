import { describe, expect, it } from 'vitest';
import {
  type CycleCommand,
  decideCycle,
  type LogEntry,
  type LogText,
  nextStage,
  parseCycleCommand,
  type ReviewCycle,
} from '../index.ts';

const at = '2026-11-22T09:00:00+08:00';
const open: CycleCommand = {
  kind: 'open',
  cycleKind: 'quarterly',
  period: { start: '2026-10-01', end: '2027-01-01' },
  participants: ['lin', 'zhao'],
};
const score = (personId: string, value = 80): CycleCommand => ({
  kind: 'record-score',
  personId,
  value,
  coverage: 0.9,
  explanationHash: 'e',
});
const advance: CycleCommand = { kind: 'advance' };

/** A cycle on which commands are played, with its log. */
function play(...steps: readonly (readonly [actorId: string, command: CycleCommand])[]) {
  let cycle: ReviewCycle | null = null;
  const entries: LogEntry[] = [];
  const texts: LogText[] = [];
  let last: ReturnType<typeof decideCycle> | undefined;
  for (const [index, [actorId, command]] of steps.entries()) {
    last = decideCycle({ cycle, cycleId: 'q4', command, actorId, at, newId: `t${index}`, salt: `s${index}` });
    if (!last.ok) continue;
    cycle = last.cycle;
    entries.push(last.entry);
    if (last.text !== null) texts.push(last.text);
  }
  return { cycle: cycle!, entries, texts, last: last!, rejection: last?.ok === false ? last.rejection : undefined };
}
const hr = (command: CycleCommand) => ['hr', command] as const;
const manager = (command: CycleCommand) => ['zhou', command] as const;
const untilManager = [hr(open), hr(advance), hr(advance), hr(advance), hr(advance)] as const;
const untilCalibration = [...untilManager, manager(score('lin')), manager(score('zhao', 70)), hr(advance)] as const;
const confirmed = [
  ...untilCalibration,
  manager({ kind: 'confirm', personId: 'lin' }),
  manager({ kind: 'confirm', personId: 'zhao' }),
] as const;
const shared = [...confirmed, hr(advance)] as const;
const appealed = [...shared, ['lin', { kind: 'appeal', personId: 'lin', reason: 'The client was not asked' }]] as const;

describe('stages', () => {
  it('run from goals to closed, without a check-in for a milestone', () => {
    expect(play(...untilManager).cycle.stage).toBe('manager');
    expect(play(...shared, hr(advance), hr(advance)).cycle.stage).toBe('closed');
    expect(play(...shared, hr(advance), hr(advance), hr(advance)).rejection).toEqual({
      code: 'performance/wrong-stage',
      stage: 'closed',
      allowed: [],
    });
    expect([
      nextStage('milestone', 'goals-agreed'),
      nextStage('quarterly', 'goals-agreed'),
      nextStage('half-yearly', 'closed'),
    ]).toEqual(['self', 'check-in', null]);
  });
  it('lock the inputs when calibration begins', () => {
    const { cycle, rejection } = play(...untilCalibration, manager(score('lin', 99)));
    expect(cycle.inputsHash).toMatch(/^[0-9a-f]{64}$/);
    expect(rejection).toMatchObject({
      code: 'performance/inputs-locked',
      stage: 'calibration',
      inputsHash: cycle.inputsHash,
    });
    expect(play(...untilManager).cycle.inputsHash).toBeNull();
    const other = play(...untilManager, manager(score('lin', 81)), manager(score('zhao', 70)), hr(advance)).cycle;
    expect(other.inputsHash).not.toBe(cycle.inputsHash);
  });
  it('share nothing that nobody confirmed, and close nothing with an open appeal', () => {
    expect(play(...untilCalibration, manager({ kind: 'confirm', personId: 'lin' }), hr(advance)).rejection).toEqual({
      code: 'performance/unconfirmed-results',
      personIds: ['zhao'],
    });
    expect(play(...appealed, hr(advance), hr(advance)).rejection).toEqual({
      code: 'performance/open-appeals',
      appealIds: ['q4/appeal-1'],
    });
  });
});

describe('scores', () => {
  it('come in while managers review, for participants, and the last one counts', () => {
    expect(play(...untilManager, manager(score('lin', 60)), manager(score('lin', 80))).cycle.results).toMatchObject([
      { personId: 'lin', proposed: 80, status: 'proposed', confirmedBy: null },
    ]);
    expect(play(hr(open), manager(score('lin'))).rejection).toEqual({
      code: 'performance/wrong-stage',
      stage: 'goals-agreed',
      allowed: ['manager'],
    });
    expect(play(...untilManager, manager(score('wu'))).rejection).toEqual({
      code: 'performance/unknown-person',
      personId: 'wu',
    });
    expect(() => play(...untilManager, manager(score('lin', Number.NaN)))).toThrow('command.value');
    expect(() => play(...untilManager, manager({ ...score('lin'), coverage: 0 } as CycleCommand))).toThrow(
      'command.value',
    );
    expect(() => play(...untilManager, manager({ ...score('lin'), coverage: 1.1 } as CycleCommand))).toThrow(
      'command.value: a score is a number with a coverage above 0',
    );
    expect(
      play(...untilManager, manager({ ...score('lin'), coverage: 1 } as CycleCommand)).cycle.results,
    ).toMatchObject([{ coverage: 1 }]);
  });
  it('are confirmed once, in calibration, by somebody else', () => {
    expect(play(...confirmed).cycle.results[0]).toMatchObject({ status: 'confirmed', confirmedBy: 'zhou' });
    const confirm: CycleCommand = { kind: 'confirm', personId: 'lin' };
    expect(play(...confirmed, hr(confirm)).rejection).toEqual({
      code: 'performance/already-confirmed',
      personId: 'lin',
      by: 'zhou',
    });
    expect(play(...untilCalibration, ['lin', confirm]).rejection).toEqual({
      code: 'performance/own-result',
      personId: 'lin',
    });
    expect(play(...untilCalibration, hr({ kind: 'confirm', personId: 'wu' })).rejection).toEqual({
      code: 'performance/no-result',
      personId: 'wu',
    });
    expect(play(...untilManager, hr(confirm)).rejection).toMatchObject({
      code: 'performance/wrong-stage',
      allowed: ['calibration'],
    });
  });
});

describe('overrides', () => {
  const override = (value = 85, reason = 'Led the migration too'): CycleCommand => ({
    kind: 'override',
    personId: 'lin',
    value,
    reason,
  });
  it('keep the original and every step, need a reason, and ask for confirmation again', () => {
    const { cycle, texts } = play(...confirmed, ['wu', override()], ['wu', override(90)]);
    expect(cycle.results[0]).toMatchObject({
      proposed: 80,
      current: 90,
      status: 'proposed',
      confirmedBy: null,
      overrides: [
        { from: 80, to: 85, by: 'wu' },
        { from: 85, to: 90, by: 'wu' },
      ],
    });
    expect(texts.map((text) => [text.personId, text.text])).toEqual([
      ['lin', 'Led the migration too'],
      ['lin', 'Led the migration too'],
    ]);
    expect(JSON.stringify(cycle)).not.toContain('migration');
  });
  it('are refused without a reason, for oneself, without a result, at another stage', () => {
    expect(play(...untilCalibration, ['wu', override(85, '  ')]).rejection).toEqual({
      code: 'performance/reason-required',
      command: 'override',
    });
    expect(play(...untilCalibration, ['lin', override()]).rejection).toEqual({
      code: 'performance/own-result',
      personId: 'lin',
    });
    expect(play(...untilCalibration, hr({ ...override(), personId: 'wu' } as CycleCommand)).rejection).toEqual({
      code: 'performance/no-result',
      personId: 'wu',
    });
    expect(play(...shared, ['wu', override()]).rejection).toEqual({
      code: 'performance/wrong-stage',
      stage: 'shared',
      allowed: ['calibration'],
    });
    expect(() => play(...untilCalibration, ['wu', override(Number.POSITIVE_INFINITY)])).toThrow(
      'command.value: a score is a number',
    );
  });
});

describe('opening', () => {
  it('happens once, with people', () => {
    expect(play(hr(open), hr(open)).rejection).toEqual({ code: 'performance/cycle-exists', cycleId: 'q4' });
    expect(play(hr(advance)).rejection).toEqual({ code: 'performance/unknown-cycle', cycleId: 'q4' });
    const undated = () =>
      decideCycle({ cycle: null, cycleId: 'q4', command: open, actorId: 'hr', at: 'today', newId: 't', salt: 's' });
    expect(undated).toThrow('at: ');
    expect(() => play(hr({ ...open, participants: [] } as CycleCommand))).toThrow(
      'participants: at least one person, each once',
    );
    expect(() => play(hr({ ...open, participants: ['a', 'a'] } as CycleCommand))).toThrow('participants');
    expect(() => play(hr({ ...open, participants: ['a', ''] } as CycleCommand))).toThrow('participants');
    expect(() => play(hr({ ...open, period: { start: '2026-13-01', end: '2027-01-01' } } as CycleCommand))).toThrow();
  });
});

describe('commands from outside', () => {
  it.each<CycleCommand>([
    open,
    advance,
    score('lin'),
    { kind: 'confirm', personId: 'lin' },
    { kind: 'override', personId: 'lin', value: 80, reason: 'r' },
    { kind: 'appeal', personId: 'lin', reason: 'r' },
    { kind: 'decide-appeal', appealId: 'q4/appeal-1', decision: 'upheld', reason: 'r', value: 81 },
  ])('$kind is read as it is', (command) => {
    expect(parseCycleCommand(JSON.parse(JSON.stringify(command)))).toEqual(command);
  });
  it.each<readonly [string, unknown]>([
    ['kind', { kind: 'delete' }],
    ['participants', { ...open, participants: [] }],
    ['cycleKind', { ...open, cycleKind: 'weekly' }],
    ['value', { ...score('lin'), value: '80' }],
    ['coverage', { ...score('lin'), coverage: 0 }],
    ['decision', { kind: 'decide-appeal', appealId: 'a', decision: 'maybe', reason: 'r' }],
  ])('a broken %s is named', (path, command) => {
    expect(() => parseCycleCommand(command)).toThrow(path);
  });
});
