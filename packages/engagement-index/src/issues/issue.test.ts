import { describe, expect, it } from 'vitest';
import { assignIssue, closeIssue, type Issue, listAnswers, measureResolution, raiseIssue } from './issue.ts';

const raise = (id: string, estimate: number, interval: readonly [number, number] = [0, 1000]) =>
  raiseIssue({ id, title: `Issue ${id}`, origin: 'raised', raisedOn: '2026-11-02', affected: { estimate, interval } });

const closed = (issue: Issue, as: 'resolved' | 'declined', answer = 'Two steps now') => {
  const assigned = assignIssue({ issue, owner: 'lin', deadline: '2026-11-10' });
  const outcome = assigned.ok ? closeIssue({ issue: assigned.issue, as, on: '2026-11-09', answer }) : assigned;
  if (!outcome.ok) throw new Error(outcome.rejection.code);
  return outcome.issue;
};

describe('an issue', () => {
  it('starts open, owned by nobody, with an estimate inside its interval', () => {
    expect(raise('i1', 60, [45, 75])).toEqual({
      schemaVersion: 1,
      id: 'i1',
      title: 'Issue i1',
      origin: 'raised',
      raisedOn: '2026-11-02',
      affected: { estimate: 60, interval: [45, 75] },
      owner: null,
      deadline: null,
      status: 'open',
      closedOn: null,
      answer: null,
    });
    for (const [estimate, interval] of [
      [0, [0, 0]],
      [5, [5, 5]],
      [5, [0, 5]],
    ] as const) {
      expect(raise('edge', estimate, interval).affected.estimate).toBe(estimate);
    }
    for (const [estimate, interval] of [
      [5, [-1, 9]],
      [5, [6, 9]],
      [10, [6, 9]],
      [Number.NaN, [0, 9]],
      [5, [0, Number.POSITIVE_INFINITY]],
    ] as const) {
      expect(() => raise('broken', estimate, interval)).toThrow(
        'affected: an estimate lies within its interval, from 0 up',
      );
      expect(() => raise('broken', estimate, interval)).toThrow(
        expect.objectContaining({ code: 'engagement/impossible-count' }),
      );
    }
  });

  it('is resolved by an owner only, declined by anyone, and changes no more', () => {
    const issue = raise('i1', 60);
    const close = { on: '2026-11-09', answer: 'Two steps now' };
    expect(closeIssue({ issue, as: 'resolved', ...close })).toEqual({
      ok: false,
      rejection: { code: 'engagement/issue-without-owner' },
    });
    const declined = closeIssue({ issue, as: 'declined', ...close });
    expect(declined).toEqual({
      ok: true,
      issue: { ...issue, status: 'declined', closedOn: '2026-11-09', answer: 'Two steps now' },
    });
    const resolved = closed(issue, 'resolved');
    expect(resolved).toMatchObject({ owner: 'lin', deadline: '2026-11-10', status: 'resolved' });
    const done = { ok: false, rejection: { code: 'engagement/issue-closed', status: 'resolved' } };
    expect(assignIssue({ issue: resolved, owner: 'zhao', deadline: '2026-12-01' })).toEqual(done);
    expect(closeIssue({ issue: resolved, as: 'declined', ...close })).toEqual(done);
  });

  it('counts in the rate by the people it touches; open ones are overdue after their deadline', () => {
    const open = raise('open', 10);
    const due = assignIssue({ issue: raise('due', 10), owner: 'lin', deadline: '2026-11-10' });
    if (!due.ok) throw new Error('must be assigned');
    const issues = [closed(raise('a', 70), 'resolved'), closed(raise('b', 10), 'declined'), open, due.issue];
    expect(measureResolution({ issues, asOf: '2026-11-11', target: 0.7 })).toEqual({
      rate: 0.7,
      unweighted: 0.25,
      target: 0.7,
      reached: true,
      overdue: ['due'],
    });
    expect(measureResolution({ issues, asOf: '2026-11-10', target: 0.71 })).toMatchObject({
      reached: false,
      overdue: [],
    });
    expect(measureResolution({ issues: [], asOf: '2026-11-10', target: 0.7 })).toMatchObject({
      rate: null,
      unweighted: null,
      reached: null,
    });
    expect(measureResolution({ issues: [raise('none', 0)], asOf: '2026-11-10', target: 0.7 })).toMatchObject({
      rate: null,
      unweighted: 0,
    });
  });

  it('counts as it stood on a day gone by, raised, resolved and overdue', () => {
    const late = { ...closed(raise('late', 30), 'resolved'), closedOn: '2026-11-20' };
    const issues = [closed(raise('a', 70), 'resolved'), late, { ...raise('new', 100), raisedOn: '2026-12-01' }];
    const rateOn = (asOf: string) => measureResolution({ issues, asOf, target: 0.7 });
    expect(rateOn('2026-11-01')).toMatchObject({ rate: null, unweighted: null });
    expect(rateOn('2026-11-08')).toMatchObject({ rate: 0, overdue: [] });
    expect(rateOn('2026-11-09')).toMatchObject({ rate: 0.7, unweighted: 0.5, overdue: [] });
    expect(rateOn('2026-11-19')).toMatchObject({ rate: 0.7, overdue: ['late'] });
    expect(rateOn('2026-11-20')).toMatchObject({ rate: 1, overdue: [] });
    expect(rateOn('2026-12-01')).toMatchObject({ rate: 0.5 });
  });

  it('takes dates and a name, and nothing else, with the path', () => {
    const issue = raise('i1', 5);
    expect(() => raiseIssue({ ...issue, raisedOn: '2026-02-30' })).toThrow('raisedOn: "2026-02-30" is no date');
    expect(() => assignIssue({ issue, owner: 'lin', deadline: 'soon' })).toThrow('deadline');
    expect(() => assignIssue({ issue, owner: '', deadline: '2026-12-01' })).toThrow('owner');
    expect(() => closeIssue({ issue, as: 'declined', on: '', answer: 'No' })).toThrow('on: ');
    expect(() => measureResolution({ issues: [issue], asOf: '2026', target: 0.7 })).toThrow('asOf');
  });

  it('is answered to everyone once closed, most people first', () => {
    const issues = [
      closed(raise('c', 5), 'declined', 'Too dear'),
      raise('open', 90),
      closed(raise('b', 50), 'resolved'),
      closed(raise('a', 50), 'resolved'),
    ];
    expect(listAnswers({ issues })).toEqual([
      { id: 'a', said: 'Issue a', did: 'Two steps now', status: 'resolved' },
      { id: 'b', said: 'Issue b', did: 'Two steps now', status: 'resolved' },
      { id: 'c', said: 'Issue c', did: 'Too dear', status: 'declined' },
    ]);
  });
});
