import { createRandom } from '@meritkit/core/random';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CycleCommand, decideCycle, type LogEntry, type LogText, type ReviewCycle, verifyLog } from '../index.ts';

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
const decide = (decision: 'upheld' | 'rejected', value?: number): CycleCommand => ({
  kind: 'decide-appeal',
  appealId: 'q4/appeal-1',
  decision,
  reason: 'We asked',
  ...(value === undefined ? {} : { value }),
});

describe('appeals', () => {
  const appeal = (personId = 'lin', reason = 'Why'): CycleCommand => ({ kind: 'appeal', personId, reason });
  it('are made by the person, with a reason, once at a time, after results are shared and before the end', () => {
    expect(play(...appealed).cycle.appeals).toMatchObject([
      { id: 'q4/appeal-1', personId: 'lin', status: 'open', decidedBy: null },
    ]);
    expect(play(...appealed, ['lin', appeal()]).rejection).toEqual({
      code: 'performance/appeal-open',
      appealId: 'q4/appeal-1',
    });
    expect(play(...shared, ['wu', appeal()]).rejection).toEqual({
      code: 'performance/not-own-result',
      personId: 'lin',
      actorId: 'wu',
    });
    expect(play(...shared, ['lin', appeal('lin', ' ')]).rejection).toEqual({
      code: 'performance/reason-required',
      command: 'appeal',
    });
    expect(play(...shared, ['wu', appeal('wu')]).rejection).toEqual({ code: 'performance/no-result', personId: 'wu' });
    expect(play(...confirmed, ['lin', appeal()]).rejection).toMatchObject({
      code: 'performance/wrong-stage',
      allowed: ['shared', 'appeal'],
    });
    expect(play(...shared, hr(advance), ['lin', appeal()]).cycle.appeals).toHaveLength(1);
    expect(play(...shared, hr(advance), hr(advance), ['lin', appeal()]).rejection).toEqual({
      code: 'performance/appeal-after-close',
      cycleId: 'q4',
    });
  });
  it('change the result when upheld with a value, and keep what stood before', () => {
    const upheld = play(...appealed, ['wu', decide('upheld', 88)]).cycle;
    expect(upheld.appeals[0]).toMatchObject({ status: 'upheld', decidedBy: 'wu' });
    expect(upheld.results[0]).toMatchObject({
      proposed: 80,
      current: 88,
      status: 'confirmed',
      overrides: [{ from: 80, to: 88, by: 'wu' }],
    });
    expect(play(...appealed, ['wu', decide('upheld')]).cycle.results[0]).toMatchObject({ current: 80, overrides: [] });
    expect(play(...appealed, ['wu', decide('rejected', 88)]).cycle.results[0]).toMatchObject({
      current: 80,
      overrides: [],
    });
    expect(play(...appealed, ['wu', decide('rejected')], ['lin', appeal()]).cycle.appeals).toHaveLength(2);
  });
  it('stand beside each other, and only open ones keep the cycle open', () => {
    const both = [...appealed, ['zhao', appeal('zhao')]] as const;
    const decided = play(...both, ['wu', { ...decide('upheld', 71), appealId: 'q4/appeal-2' } as CycleCommand]);
    expect(decided.cycle.appeals.map(({ personId, status }) => [personId, status])).toEqual([
      ['lin', 'open'],
      ['zhao', 'upheld'],
    ]);
    expect(decided.cycle.results.map(({ current }) => current)).toEqual([80, 71]);
    expect(play(...appealed, hr(advance)).cycle.stage).toBe('appeal');
    const settled = [...appealed, ['wu', decide('rejected')], hr(advance), hr(advance)] as const;
    expect(play(...settled).cycle.stage).toBe('closed');
    const half = [...both, ['wu', decide('rejected')], hr(advance), hr(advance)] as const;
    expect(play(...half).rejection).toEqual({ code: 'performance/open-appeals', appealIds: ['q4/appeal-2'] });
  });
  it('are decided once, with a reason, by nobody involved', () => {
    expect(play(...appealed, ['lin', decide('upheld')]).rejection).toEqual({
      code: 'performance/judge-in-own-cause',
      appealId: 'q4/appeal-1',
      actorId: 'lin',
    });
    expect(play(...appealed, ['zhou', decide('upheld')]).rejection).toMatchObject({
      code: 'performance/judge-in-own-cause',
      actorId: 'zhou',
    });
    expect(play(...appealed, ['wu', decide('upheld')], ['xu', decide('rejected')]).rejection).toEqual({
      code: 'performance/appeal-decided',
      appealId: 'q4/appeal-1',
      by: 'wu',
    });
    expect(play(...appealed, ['wu', { ...decide('upheld'), appealId: 'x' } as CycleCommand]).rejection).toEqual({
      code: 'performance/unknown-appeal',
      appealId: 'x',
    });
    expect(play(...appealed, ['wu', { ...decide('upheld'), reason: ' ' } as CycleCommand]).rejection).toEqual({
      code: 'performance/reason-required',
      command: 'decide-appeal',
    });
    expect(() => play(...appealed, ['wu', decide('upheld', Number.NaN)])).toThrow('command.value: a score is a number');
    const overridden = [
      ...untilCalibration,
      ['xu', { kind: 'override', personId: 'lin', value: 81, reason: 'r' }],
      ...confirmed.slice(-2),
      hr(advance),
      appealed.at(-1)!,
    ] as const;
    expect(play(...overridden, ['xu', decide('upheld')]).rejection).toMatchObject({
      code: 'performance/judge-in-own-cause',
      actorId: 'xu',
    });
  });
});

describe('the log', () => {
  const { cycle, entries, texts } = play(...appealed, ['wu', decide('upheld', 88)]);
  const verify = (list: readonly LogEntry[], log = cycle.log, kept = texts) =>
    verifyLog({ cycle: { ...cycle, log }, entries: list, texts: kept });
  it('says of every step what it changed', () => {
    const { inputsHash } = cycle;
    const scored = (personId: string, value: number) => [
      'record-score',
      'zhou',
      { personId, value, coverage: 0.9, explanationHash: 'e' },
    ];
    const moved = (from: string, to: string, hash: string | null = null) => [
      'advance',
      'hr',
      { from, to, inputsHash: hash },
    ];
    const said = (text: LogText) => ({ textId: text.id, commitment: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(entries.map(({ action, actorId, data }) => [action, actorId, data])).toEqual([
      ['open', 'hr', { kind: 'quarterly', period: cycle.period, participants: ['lin', 'zhao'] }],
      moved('goals-agreed', 'check-in'),
      moved('check-in', 'self'),
      moved('self', 'peers'),
      moved('peers', 'manager'),
      scored('lin', 80),
      scored('zhao', 70),
      moved('manager', 'calibration', inputsHash),
      ['confirm', 'zhou', { personId: 'lin', value: 80 }],
      ['confirm', 'zhou', { personId: 'zhao', value: 70 }],
      moved('calibration', 'shared', inputsHash),
      ['appeal', 'lin', { appealId: 'q4/appeal-1', personId: 'lin', ...said(texts[0]!) }],
      [
        'decide-appeal',
        'wu',
        { appealId: 'q4/appeal-1', personId: 'lin', decision: 'upheld', from: 80, to: 88, ...said(texts[1]!) },
      ],
    ]);
    expect(cycle.period).toEqual({ start: '2026-10-01', end: '2027-01-01' });
    const kept = play(...appealed, ['wu', { ...decide('rejected'), value: 99 } as CycleCommand]);
    expect(kept.entries.at(-1)!.data).toMatchObject({ decision: 'rejected' });
    expect(kept.entries.at(-1)!.data).not.toHaveProperty('to');
    expect(kept.cycle.results[0]).toMatchObject({ current: 80, overrides: [] });
    const changed = play(...untilCalibration, ['xu', { kind: 'override', personId: 'lin', value: 81, reason: 'r' }]);
    expect(changed.entries.at(-1)!.data).toMatchObject({ personId: 'lin', from: 80, to: 81 });
  });
  it('verifies, with and without its erasable texts', () => {
    expect(verify(entries)).toEqual({ ok: true, entries: entries.length });
    expect(verify(entries, cycle.log, [])).toMatchObject({ ok: true });
    expect(texts).toHaveLength(2);
  });
  it.each<readonly [string, unknown, (changed: unknown) => { readonly ok: boolean }]>([
    ['an entry', entries, (changed) => verify(changed as readonly LogEntry[])],
    ['the cycle', cycle, (changed) => verifyLog({ cycle: changed as ReviewCycle, entries, texts })],
  ])('fails when any byte of %s changes', (_, whole, check) => {
    const bytes = JSON.stringify(whole);
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: bytes.length - 1 }),
        fc.integer({ min: 32, max: 126 }),
        (position, code) => {
          const letter = String.fromCharCode(code);
          if (bytes[position] === letter) return;
          let changed: unknown;
          try {
            changed = JSON.parse(bytes.slice(0, position) + letter + bytes.slice(position + 1));
          } catch {
            return;
          }
          if (JSON.stringify(changed) === bytes) return;
          expect(check(changed).ok).toBe(false);
        },
      ),
      { numRuns: 600 },
    );
  });
  it('fails when a text changes, an entry goes, moves, or the end is cut off', () => {
    const problem = (result: ReturnType<typeof verify>) => (result.ok ? 'none' : result.rejection.problem);
    expect(problem(verify(entries, cycle.log, [{ ...texts[0]!, text: 'Other words' }]))).toBe('text');
    expect(problem(verify(entries, cycle.log, [{ ...texts[0]!, personId: 'zhao' }]))).toBe('text');
    const raised = { ...cycle.results[0]!, current: 99 };
    expect(problem(verifyLog({ cycle: { ...cycle, results: [raised] }, entries, texts }))).toBe('state');
    expect(problem(verify([], { length: 0, hash: '0'.repeat(64) }))).toBe('length');
    expect(problem(verify(entries.slice(0, -1)))).toBe('length');
    expect(problem(verify(entries.slice(1)))).toBe('order');
    expect(problem(verify([entries[1]!, entries[0]!, ...entries.slice(2)]))).toBe('order');
    expect(problem(verify(entries, { ...cycle.log, hash: '0'.repeat(64) }))).toBe('head');
    expect(problem(verify(entries.map((entry, index) => (index === 3 ? { ...entry, actorId: 'x' } : entry))))).toBe(
      'hash',
    );
    expect(
      problem(verify(entries.map((entry, index) => (index === 3 ? { ...entry, previousHash: 'x' } : entry)))),
    ).toBe('previous');
  });
});

describe('whatever is asked in whatever order', () => {
  it('keeps the first proposal, chains every step and refuses the rest without a trace', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), (seed) => {
        const random = createRandom(seed);
        const people = ['lin', 'zhao', 'zhou', 'wu', 'hr'];
        const commands: readonly CycleCommand[] = [
          advance,
          advance,
          score('lin', 70 + random.integer(0, 20)),
          { kind: 'confirm', personId: 'lin' },
          { kind: 'override', personId: 'lin', value: 75, reason: 'r' },
          { kind: 'appeal', personId: 'lin', reason: 'r' },
          decide('upheld', 77),
        ];
        const steps = Array.from({ length: 40 }, () => [random.pick(people), random.pick(commands)] as const);
        const played = play(hr(open), ...steps);
        expect(verifyLog(played).ok).toBe(true);
        for (const result of played.cycle.results) {
          expect(result.overrides.at(0)?.from ?? result.current).toBe(result.proposed);
          expect(result.confirmedBy).not.toBe(result.personId);
        }
      }),
      { numRuns: 60 },
    );
  });
});
