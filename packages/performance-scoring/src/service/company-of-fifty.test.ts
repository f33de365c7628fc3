import { createFact, type Fact } from '@meritkit/core/facts';
import { sha256Hex } from '@meritkit/core/hash';
import { canonicalJson } from '@meritkit/core/json';
import { createMemoryAuditSink } from '@meritkit/core/memory';
import { createRandom } from '@meritkit/core/random';
import { describe, expect, it } from 'vitest';
import {
  type CommandFrame,
  type CycleCommand,
  calibrate,
  createReviewService,
  evidenceFromFacts,
  evidenceFromFeedback,
  type FeedbackPolicy,
  missingFromFacts,
  type Rating,
  scorecardFromTemplate,
  scoreScorecard,
} from '../index.ts';
import { createMemoryReviewStore } from '../memory/index.ts';

/** Fifty people under eight managers, a quarter's facts with holes and doubles, and ratings of which some are too few. */
const random = createRandom('company-of-fifty');
const people = Array.from({ length: 50 }, (_, index) => `p${String(index).padStart(2, '0')}`);
const managerOf = (personId: string) => `m${Number(personId.slice(1)) % 8}`;
const scorecard = scorecardFromTemplate({ templateId: 'technology-40-30-30' });
const at = '2026-11-20T10:00:00+08:00';
const factOf = (personId: string, kind: string, ref: string, attributes: Fact['attributes'] = {}) =>
  createFact({ personId, kind, at, quantity: '1', unit: 'count', source: { system: 'jira', ref }, attributes });
const facts = people.flatMap((personId, index) => {
  const delivered = Array.from({ length: 6 }, (_, number) => {
    const onTime = number === 5 ? null : random.next() < 0.8;
    return factOf(personId, 'demand-delivered', `${personId}-D${number}`, { onTime });
  });
  const issues = Array.from({ length: 20 }, (_, number) =>
    factOf(personId, 'issue-completed', `${personId}-I${number}`),
  );
  const bugs = index % 3 === 0 ? [factOf(personId, 'bug-caused', `${personId}-B`)] : [];
  // The import ran twice, and somebody's quarter is empty.
  return index === 49 ? [] : [...delivered, ...delivered, ...issues, ...bugs];
});
const policy: FeedbackPolicy = {
  scale: { minimum: 1, maximum: 5 },
  groups: [
    { id: 'manager', weight: 1, minimumRaters: 1, anonymous: false },
    { id: 'peer', weight: 1, minimumRaters: 3, anonymous: true },
  ],
};
const ratings = people.flatMap((ratee, index): readonly Rating[] => {
  const manager = {
    ratee,
    rater: managerOf(ratee),
    group: 'manager',
    item: 'delivered-value',
    value: random.integer(2, 5),
  };
  const peers = Array.from({ length: index % 10 === 0 ? 2 : 4 }, (_, step) => people[(index + step + 1) % 50]!);
  const items = ['peer-feedback', 'technical-depth'];
  return [
    manager,
    ...peers.flatMap((rater) =>
      items.map((item) => ({ ratee, rater, group: 'peer', item, value: random.integer(1, 5) })),
    ),
  ];
});
const feedback = evidenceFromFeedback({
  scorecard,
  personIds: people,
  ratings,
  policy,
  round: { system: '360', ref: 'q4' },
});
const scores = people.map((personId, index) => {
  const input = { scorecard, personId, facts, from: '2026-10-01T00:00:00+08:00', to: '2027-01-01T00:00:00+08:00' };
  const evidence = [...evidenceFromFacts(input), ...feedback[index]!.evidence];
  const missing = [...missingFromFacts(input), ...feedback[index]!.missing];
  return { personId, result: scoreScorecard({ scorecard, evidence, missing }) };
});

/** The cycle, played over a service, as the browsers of hr, managers and people send it. */
function company() {
  const store = createMemoryReviewStore({ tenantId: 'acme' });
  const audit = createMemoryAuditSink({ tenantId: 'acme' });
  const service = createReviewService({ store, audit });
  const sent: (readonly [CommandFrame, CycleCommand])[] = [];
  const send = async (key: string, actorId: string, command: CycleCommand) => {
    const frame: CommandFrame = { key, cycleId: '2026-q4', actor: { id: actorId, requestId: key }, at };
    sent.push([frame, command]);
    return (await service.execute(frame, command)).result;
  };
  const codeOf = async (answer: ReturnType<typeof send>) => {
    const result = await answer;
    return result.ok ? 'ok' : result.rejection.code;
  };
  const by = (id: string) => ({ actor: { id, requestId: `read-${id}` }, at });
  return { store, audit, service, sent, send, codeOf, by };
}
const page = { cursor: null, limit: 100 };
const period = { start: '2026-10-01', end: '2027-01-01' };

describe('a quarter in a company of fifty', () => {
  it('proposes scores only where enough is known, and says of the others what is missing', () => {
    const known = scores.filter(({ result }) => result.ok);
    expect(known).toHaveLength(44);
    const unknown = scores.flatMap(({ personId, result }) => (result.ok ? [] : [[personId, result.rejection.code]]));
    expect(unknown.map(([personId]) => personId)).toEqual(['p00', 'p10', 'p20', 'p30', 'p40', 'p49']);
    expect(new Set(unknown.map(([, code]) => code))).toEqual(new Set(['performance/insufficient-coverage']));
    expect(feedback[10]?.missing).toContainEqual({ metricId: 'peer-feedback', reason: 'too-few-raters' });
  });

  it('runs to its end: forgotten people, two browsers, a manager who leaves, appeals, replays', async () => {
    const { store, service, sent, send, codeOf, by } = company();
    await send('open', 'hr', { kind: 'open', cycleKind: 'quarterly', period, participants: people });
    for (const from of ['goals-agreed', 'check-in', 'self', 'peers'] as const) {
      const both = ['a', 'b'].map((browser) => codeOf(send(`${from}-${browser}`, 'hr', { kind: 'advance', from })));
      expect((await Promise.all(both)).sort()).toEqual(['ok', 'performance/wrong-stage']);
    }
    await Promise.all(
      scores.map(async ({ personId, result }) => {
        if (!result.ok) return;
        const { value, coverage, explanation } = result;
        const explanationHash = sha256Hex(canonicalJson(explanation));
        const score = { kind: 'record-score', personId, value, coverage, explanationHash } as const;
        await send(`score-${personId}`, managerOf(personId), score);
      }),
    );
    expect(await codeOf(send('lock', 'hr', { kind: 'advance' }))).toBe('performance/people-without-score');
    // m2 has left: the host's organisation says who follows, and what waits, waits on them.
    const reviewerOf = (personId: string) => (managerOf(personId) === 'm2' ? 'm3' : managerOf(personId));
    const waiting = await service.listWaiting({ ...by('hr'), page, reviewerOf });
    const turns = waiting.items[0]!.steps.map(({ personId, waitsOn }) => [personId, waitsOn]);
    expect(turns).toEqual([
      ...'p00 p10 p20 p30 p40 p49'.split(' ').map((personId) => [personId, reviewerOf(personId)]),
    ]);
    for (const [personId, waitsOn] of turns) {
      const reason = 'Too little is known of this quarter';
      await send(`unscored-${personId}`, waitsOn!, { kind: 'leave-unscored', personId: personId!, reason });
    }
    const locked = await send('calibration', 'hr', { kind: 'advance', from: 'manager' });
    if (!locked.ok) throw new Error(locked.rejection.code);
    const { results } = locked.cycle;
    expect(await codeOf(send('late', 'm1', { kind: 'leave-unscored', personId: 'p01', reason: 'r' }))).toBe(
      'performance/inputs-locked',
    );
    const bands = { kind: 'thresholds', bands: [{ id: 'A', from: 70 }] } as const;
    const inputs = results.map(({ personId, current }) => ({
      personId,
      value: current,
      managerId: managerOf(personId),
    }));
    const calibration = calibrate({ results: inputs, policy: { normalise: 'shrink-managers', bands } });
    expect(calibration.ok && calibration.managers.every(({ people: n, leftAlone }) => n >= 5 && !leftAlone)).toBe(true);

    // One manager changes a result while another stands for what they saw.
    const seen = results.find(({ personId }) => personId === 'p01')!.current;
    await send('change', 'm5', { kind: 'override', personId: 'p01', value: 60, reason: 'Led the outage review' });
    expect(await codeOf(send('stale', 'm1', { kind: 'confirm', personId: 'p01', seen }))).toBe(
      'performance/result-changed',
    );
    for (const { personId } of results)
      await send(`confirm-${personId}`, reviewerOf(personId), { kind: 'confirm', personId });
    expect(await codeOf(send('share', 'hr', { kind: 'advance', from: 'calibration' }))).toBe('ok');

    const appeal = (personId: string) =>
      send(`appeal-${personId}`, personId, { kind: 'appeal', personId, reason: 'Low' });
    for (const personId of ['p01', 'p02']) expect((await appeal(personId)).ok).toBe(true);
    const open = (await service.listWaiting({ ...by('hr'), page })).items[0]!.steps;
    // m2 proposed p02's score before leaving, and m3 confirmed it: neither judges.
    expect(open.map(({ personId, notBy }) => [personId, notBy])).toEqual([
      ['p01', ['p01', 'm1', 'm5']],
      ['p02', ['p02', 'm2', 'm3']],
    ]);
    const decide = (number: number, actorId: string, value?: number) =>
      send(`judge-${number}-${actorId}`, actorId, {
        ...{ kind: 'decide-appeal', appealId: `2026-q4/appeal-${number}`, decision: 'upheld', reason: 'Checked' },
        ...(value === undefined ? {} : { value }),
      });
    expect(await codeOf(decide(2, 'm2', 90))).toBe('performance/judge-in-own-cause');
    for (const number of [1, 2]) expect(await codeOf(decide(number, 'm7', 75))).toBe('ok');
    for (const from of ['shared', 'appeal'] as const) await send(`on-${from}`, 'hr', { kind: 'advance', from });
    expect(await codeOf(appeal('p03'))).toBe('performance/appeal-after-close');

    // Every browser sends everything once more: nothing happens twice.
    const before = await store.loadCycle('2026-q4');
    for (const [frame, command] of sent) await service.execute(frame, command);
    const after = await store.loadCycle('2026-q4');
    expect([after?.version, after?.cycle]).toEqual([before?.version, before?.cycle]);
    expect(await service.verify('2026-q4')).toEqual({ ok: true, entries: after?.cycle.log.length });
    const [summary] = (await service.listCycles({ ...by('hr'), page, personId: 'p02' })).items;
    expect(summary).toMatchObject({ stage: 'closed', participants: 50, scored: 44, unscored: 6, confirmed: 44 });
    const review = await service.readReview({ ...by('p02'), cycleId: '2026-q4', personId: 'p02' });
    expect(review.ok && review.review.history.map(({ action, actorId }) => `${action} by ${actorId}`)).toEqual([
      ...['record-score by m2', 'confirm by m3', 'appeal by p02', 'decide-appeal by m7'],
    ]);
    await service.erasePerson({ key: 'erase-p02', ...by('hr'), personId: 'p02' });
    expect(await service.verify('2026-q4')).toMatchObject({ ok: true });
  });
});
