import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { exampleDemand, exampleTeam } from '../testing/example-team.ts';
import {
  type Admission,
  admitDemand,
  describeAdmission,
  describeReason,
  describeRemedy,
  describeUnplaced,
  errorCodes,
  faultCodes,
  instanceErrorCodes,
  type Remedy,
  rejectionCodes,
  scheduleWork,
  suggestRemedies,
} from './index.ts';
import { plannerCatalogue } from './messages.ts';

const locales = ['en', 'zh-CN'] as const;

it('has words in both languages and a page for every code', () => {
  for (const code of [...errorCodes, ...rejectionCodes, ...instanceErrorCodes, ...faultCodes]) {
    for (const locale of locales) expect(plannerCatalogue.messages[locale][code], `${code} ${locale}`).toBeTruthy();
    const page = join(import.meta.dirname, '../../../docs/errors', `${code.replace('/', '-')}.md`);
    expect(existsSync(page), page).toBe(true);
  }
});

it('says each answer in a sentence', () => {
  const say = (demand: object, locale = 'en') =>
    describeAdmission({
      admission: admitDemand({ team: exampleTeam, demand: { ...exampleDemand, ...demand } }),
      locale,
    });
  expect(say({})).toBe(
    'Not with the people there are: 12 hours are missing in go in 2026-W47, 2026-W48. Earliest possible date: 2026-11-30.',
  );
  expect(say({}, 'zh-CN')).toBe('现有人手不够：2026-W47、2026-W48 会 go 的人还差 12 小时。最早可在 2026-11-30 完成。');
  expect(say({ effortHours: 40 })).toBe(
    'Yes: done by 2026-11-26 as planned, with 8 hours to spare until the deadline.',
  );
  expect(say({ needs: { rust: 2, go: 5 } })).toBe(
    'Nobody can do "promo": go 5 needed, the best has 4, rust 2 needed, nobody has it.',
  );
  expect(say({ candidateIds: ['gone'] })).toBe(
    'Nobody can do "promo": none of the people named for it is here and able.',
  );
  const pair = [
    { ...exampleTeam.people[0]!, id: 'a', skills: { go: 3 } },
    { ...exampleTeam.people[0]!, id: 'b', skills: { sql: 2 } },
  ];
  const apart = admitDemand({ team: { people: pair }, demand: { ...exampleDemand, needs: { go: 3, sql: 1 } } });
  expect(describeAdmission({ admission: apart, locale: 'zh-CN' })).toBe(
    '没有人能做“promo”：没有一个人同时具备 go 3、sql 1。',
  );
  const idle = admitDemand({
    team: { people: [{ ...exampleTeam.people[0]!, hoursPerDay: 0 }] },
    demand: exampleDemand,
  });
  expect(describeAdmission({ admission: idle, locale: 'en' })).toBe(
    'The people who could do "promo" have no working hours in 2026-W47, 2026-W48: they are away or not employed then. No date was found in the next three years.',
  );
  expect(say({ deadline: '2026-11-01' }, 'zh-HK')).toBe(
    '截止日期 2026-11-01 早于最早可开工的日子 2026-11-16。最早可在 2026-11-30 完成。',
  );
  expect(say({ needs: {}, effortHours: 1e6 })).toContain('No date was found in the next three years.');
  const items = [
    { id: 'a', effortHours: 50 },
    { id: 'b', effortHours: 50, predecessors: ['a'] },
  ];
  const { effortHours: _hours, ...rest } = exampleDemand;
  const answer = describeAdmission({
    admission: admitDemand({ team: exampleTeam, demand: { ...rest, items } }),
    locale: 'en',
  });
  expect(answer).toContain('The items follow each other for too long: a → b.');
  const undecided: Admission = {
    ok: false,
    decision: 'undecided',
    brokenPromises: [],
    rejection: { code: 'planner/undecided', notBefore: '2026-11-18', earliestDate: null },
    proof: null,
    explanation: null,
  };
  expect(describeAdmission({ admission: undecided, locale: 'en' })).toContain('no safe date was found');
  const stopped: Admission = { ...undecided, rejection: { code: 'planner/search-stopped', demandId: 'promo' } };
  expect(describeAdmission({ admission: stopped, locale: 'en' })).toContain('nothing is promised');
  expect(describeAdmission({ admission: stopped, locale: 'zh-CN' })).toContain('没有作出任何承诺');
});

it('says every remedy and what it breaks, and lets a host choose its own words', () => {
  const remedies = suggestRemedies({ team: exampleTeam, demand: exampleDemand });
  const [defer, hire, split] = remedies.map((remedy) => describeRemedy({ remedy, locale: 'en' }));
  expect(defer?.[0]).toBe('Put off "survey" until 2026-11-30: frees 16 hours.');
  expect(hire?.[0]).toBe('Bring in one person with go 3 from 2026-11-16 for 2 weeks, 19% of a full job in all.');
  expect(split).toEqual([
    'Deliver 48 hours of the work by the deadline and the other 12 by 2026-11-30.',
    'Done later: lin (go 4) 6.4 from 2026-11-30 to 2026-11-30; zhao (go 3) 5.6 from 2026-11-30 to 2026-11-30.',
    '"promo" would be 3 days late, on 2026-11-30.',
  ]);
  const overrides = { en: { 'planner.remedy.defer': 'Later: {itemId}' } };
  expect(describeRemedy({ remedy: remedies[0]!, locale: 'en', overrides })[0]).toBe('Later: survey');
  const common = {
    closes: true,
    freesHours: 1,
    missingHours: 0,
    breaks: [],
    price: remedies[0]!.price,
    evidence: {
      addsUpTo: 'freesHours',
      hours: [{ personId: 'lin', skills: {}, firstDay: '2026-11-16', lastDay: '2026-11-16', hours: 1 }],
      leftOut: { lines: 1, hours: 2 },
      elsewhereHours: 0,
      givesWay: [],
    } as const,
    explanation: remedies[0]!.explanation,
  };
  const others: readonly Remedy[] = [
    { kind: 'cut', itemId: 'x', personId: 'lin', ...common },
    { kind: 'move', itemId: 'x', fromPersonId: 'a', toPersonId: 'b', ...common },
    { kind: 'reprioritise', demandId: 'd', newDate: '2026-12-01', ...common },
    {
      kind: 'train',
      personId: 'a',
      skills: [{ skill: 'go', from: null, to: 2 }],
      weeks: 1,
      readyOn: '2026-12-01',
      ...common,
    },
  ];
  const all: readonly Remedy[] = [...others, { kind: 'combine', steps: [others[0] as never], ...common }];
  const broken = [
    { kind: 'overload', personId: 'lin', hours: 3 },
    { kind: 'demands', missingHours: 3 },
    { kind: 'dropped', itemId: 'x', hours: 3 },
  ] as const;
  for (const locale of locales) {
    for (const remedy of all) {
      const lines = describeRemedy({ remedy: { ...remedy, breaks: broken } as Remedy, locale });
      expect(lines.length).toBe(5);
      for (const line of lines) expect(line).not.toMatch(/undefined|\{|\}/);
    }
  }
});

it('says why an item has no place', () => {
  const team = { people: [{ ...exampleTeam.people[0]!, focus: 0.5 }] };
  const items = [
    { id: 'port', effortHours: 8, needs: { rust: 2, go: 1 } },
    { id: 'after', effortHours: 8, predecessors: ['port'] },
    { id: 'pair', effortHours: 8, people: 2 },
    { id: 'long', effortHours: 1e5 },
  ];
  const { unplaced } = scheduleWork({ team, items, start: '2026-11-16', seed: 1, horizonDays: 30 });
  expect(unplaced.map((one) => describeUnplaced({ unplaced: one, locale: 'en' }))).toEqual([
    'Nobody can do "port": too few people have rust 2, go 1.',
    'Waits for "port", which cannot be placed.',
    'Nobody can do "pair": too few people may do it.',
    'Does not fit before 2026-12-16.',
  ]);
  expect(describeUnplaced({ unplaced: unplaced[0]!, locale: 'zh-CN' })).toBe(
    '没有人能做“port”：具备 rust 2、go 1 的人不够。',
  );
});

it('says why an item is where it is', () => {
  const items = [
    { id: 'a', effortHours: 8 },
    { id: 'b', effortHours: 8, predecessors: ['a'] },
  ];
  const plan = scheduleWork({ team: { people: [exampleTeam.people[0]!] }, items, start: '2026-11-16', seed: 1 });
  const words = (locale: string) => plan.items.map(({ reason }) => describeReason({ reason, locale }));
  expect(words('en')).toEqual(['Begins at once.', 'Waits for "a".']);
  expect(words('zh-CN')).toEqual(['立即开始。', '等待“a”完成。']);
});
