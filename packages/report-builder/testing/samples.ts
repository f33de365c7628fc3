import {
  buildActivityEffectReport,
  buildAlignmentReport,
  buildAppraisalReport,
  buildDeliveryReport,
  buildEngagementReport,
  buildLoadReport,
  buildPersonalStateReport,
  buildSkillGapsReport,
  buildStrategicReport,
  buildTechnologyValueReport,
  type ReportDocument,
} from '../src/index.ts';

/** One report of each kind, about one made-up company; their numbers are the golden ones. */
export const frame = { asOf: '2026-10-01', period: { start: '2026-07-01', end: '2026-10-01' } };

const two = (en: string, zh: string) => ({ en, 'zh-CN': zh });

export const technologyValue = (): ReportDocument =>
  buildTechnologyValueReport(
    {
      effects: [
        {
          id: 'pay',
          title: two('Payment success', '支付成功率'),
          achievedOn: '2026-08-14',
          unit: 'percent',
          before: '95',
          after: '99.9',
          usersKept: '100000',
          relation: 'association',
          confirmedBy: 'zhou',
          attribution: '80',
          assumptions: [two('A failed payment loses the user', '支付失败即流失用户')],
          sources: [{ system: 'jira', ref: 'PAY-118', url: 'https://jira.example/browse/PAY-118' }],
        },
        {
          id: 'bug',
          title: two('Critical bug fixed', '修复严重缺陷'),
          achievedOn: '2026-07-22',
          lossAvoided: { amount: '1000000', currency: 'CNY' },
          confirmedBy: 'zhou',
          sources: [{ system: 'jira', ref: 'BUG-9' }],
        },
        {
          id: 'search',
          title: two('Faster search', '搜索提速'),
          achievedOn: '2026-09-09',
          unit: 'minutes',
          before: '4',
          after: '1.5',
          sources: [{ system: 'jira', ref: 'SRCH-40' }],
        },
      ],
      investment: {
        researchSpend: { amount: '3000000', currency: 'CNY' },
        revenue: { amount: '20000000', currency: 'CNY' },
        innovationRevenue: { amount: '5000000', currency: 'CNY' },
        leavers: 3,
        averageHeadcount: '48',
        sources: [{ system: 'ledger', ref: '2026-Q3' }],
      },
    },
    frame,
  );

export const strategic = (): ReportDocument =>
  buildStrategicReport(
    {
      investment: { amount: '10000000', currency: 'CNY' },
      returns: { amount: '20000000', currency: 'CNY' },
      capabilities: [
        { id: 'payments', title: two('Payments', '支付'), effortHours: '1500' },
        { id: 'ai', title: two('AI', '人工智能'), effortHours: '3600' },
        { id: 'platform', title: two('Platform', '平台'), effortHours: '900' },
      ],
      plan: [
        {
          id: 'assistant',
          title: two('Sales assistant', '销售助手'),
          start: '2026-10-15',
          end: '2027-02-01',
          needs: [{ role: two('senior engineer', '高级工程师'), people: '5' }],
        },
        {
          id: 'gateway',
          title: two('Second payment gateway', '第二支付网关'),
          start: '2026-12-01',
          end: '2027-03-15',
          needs: [{ role: two('engineer', '工程师'), people: '2' }],
        },
      ],
      sources: [{ system: 'ledger', ref: '2026-Q3' }],
    },
    frame,
  );

const people = [
  { id: 'lin', name: two('Lin', '林') },
  { id: 'zhao', name: two('Zhao', '赵') },
  { id: 'chen', name: two('Chen Xiaoyu', '陈晓雨') },
  { id: 'petrova', name: 'Alexandra Petrova' },
  { id: 'wu', name: two('Wu', '吴') },
  { id: 'sun', name: two('Sun', '孙') },
];

export const skillGaps = (): ReportDocument =>
  buildSkillGapsReport(
    {
      skills: [
        { id: 'go', title: 'Go' },
        { id: 'distributed', title: two('Distributed systems', '分布式架构') },
        { id: 'payments', title: two('Payment systems', '支付系统') },
        { id: 'kubernetes', title: 'Kubernetes' },
      ],
      people: people.map((person, index) => ({
        ...person,
        skills: {
          go: [4, 3, 2, 5, null, 3][index]!,
          distributed: [4, 2, 2, 1, 2, 1][index]!,
          payments: [3, 3, 1, 2, 4, null][index]!,
          kubernetes: [2, 4, 3, 3, 1, 2][index]!,
        },
      })),
      demand: [
        { skillId: 'go', atLeast: 3, people: 4 },
        { skillId: 'distributed', atLeast: 3, people: 3 },
        { skillId: 'payments', atLeast: 3, people: 4 },
      ],
    },
    frame,
  );

const issueTimes: readonly (readonly [created: string, resolved: string | null, kind: 'feature' | 'bug'])[] = [
  ['2026-07-01', '2026-07-09', 'feature'],
  ['2026-07-03', '2026-07-16', 'feature'],
  ['2026-07-10', '2026-07-20', 'bug'],
  ['2026-07-15', '2026-07-28', 'feature'],
  ['2026-07-27', '2026-08-04', 'feature'],
  ['2026-08-03', '2026-08-10', 'bug'],
  ['2026-08-07', '2026-08-14', 'feature'],
  ['2026-08-17', '2026-08-24', 'feature'],
  ['2026-08-25', '2026-08-31', 'feature'],
  ['2026-09-01', '2026-09-07', 'feature'],
  ['2026-09-09', '2026-09-14', 'feature'],
  ['2026-09-16', '2026-09-21', 'bug'],
  ['2026-09-28', null, 'feature'],
];

export const delivery = (): ReportDocument =>
  buildDeliveryReport(
    {
      timeZone: 'Asia/Shanghai',
      issues: issueTimes.map(([created, resolved, kind], index) => ({
        id: `PAY-${index + 1}`,
        kind,
        createdAt: `${created}T09:00:00+08:00`,
        resolvedAt: resolved === null ? null : `${resolved}T17:30:00+08:00`,
      })),
      overtime: [
        { weekId: '2026-W36', hours: '12', people: 4, sources: [{ system: 'planner', ref: 'load-2026-W36' }] },
        { weekId: '2026-W37', hours: '31.5', people: 6, sources: [{ system: 'planner', ref: 'load-2026-W37' }] },
        { weekId: '2026-W38', hours: '8', people: 2, sources: [{ system: 'planner', ref: 'load-2026-W38' }] },
      ],
      pullRequests: [
        {
          id: '#118',
          mergedAt: '2026-08-12T16:30:00+08:00',
          firstCommit: 'a1',
          codingMinutes: 1440,
          firstReviewId: 'c1',
          pickupMinutes: 300,
          reviewMinutes: 90,
          deploymentId: 'd1',
          deployMinutes: 1200,
          cycleMinutes: 3030,
        },
        {
          id: '#121',
          mergedAt: '2026-08-20T11:05:00+08:00',
          firstCommit: 'b1',
          codingMinutes: 480,
          firstReviewId: null,
          pickupMinutes: null,
          reviewMinutes: null,
          deploymentId: 'd1',
          deployMinutes: 60,
          cycleMinutes: 600,
        },
      ],
    },
    frame,
  );

/** 20 demands before with 14 on time and 5 complaints, 20 now with 18 and 2: 70% to 90%, 25% to 10%. */
export const alignment = (): ReportDocument =>
  buildAlignmentReport(
    {
      levels: [
        { id: 'junior', title: two('Junior', '初级') },
        { id: 'senior', title: two('Senior', '高级') },
      ],
      previous: {
        period: { start: '2026-04-01', end: '2026-07-01' },
        demands: Array.from({ length: 20 }, (_, index) => ({
          id: `p${index + 1}`,
          deadline: '2026-06-10',
          deliveredOn: index < 14 ? '2026-06-09' : '2026-06-20',
          ...(index >= 15 ? { complaint: { cause: 'unknown' as const } } : {}),
        })),
      },
      current: {
        demands: Array.from({ length: 20 }, (_, index) => ({
          id: `c${index + 1}`,
          deadline: '2026-09-10',
          deliveredOn: index < 18 ? '2026-09-10' : '2026-09-16',
          level: index % 2 === 0 ? 'senior' : 'junior',
          ...(index === 18 ? { cause: 'over-promise' as const } : {}),
          ...(index === 19 ? { cause: 'research' as const } : {}),
          ...(index >= 18 ? { complaint: { cause: 'changed-requirement' as const } } : {}),
        })),
      },
    },
    frame,
  );

export const engagement = (): ReportDocument =>
  buildEngagementReport(
    {
      certificate: {
        id: 'pulse-2026-09',
        survey: two('the September pulse', '九月脉搏调查'),
        minimumGroup: 5,
        answered: 41,
        invited: 48,
        method: 'audited-release@1',
      },
      items: [
        { id: 'trust', title: two('Trust', '信任') },
        { id: 'help', title: two('Mutual help', '互助') },
        { id: 'voice', title: two('Being heard', '意见被听见') },
        { id: 'pace', title: two('Sustainable pace', '工作节奏') },
      ],
      groups: [
        { id: 'backend', title: two('Backend', '后端') },
        { id: 'frontend', title: two('Frontend', '前端') },
        { id: 'sales', title: two('Sales', '销售') },
        { id: 'office', title: two('Beijing office', '北京办公室') },
      ],
      cells: ['backend', 'frontend', 'sales', 'office'].flatMap((groupId, row) =>
        ['trust', 'help', 'voice', 'pace'].map((itemId, column) =>
          row === 3 && column === 3
            ? { itemId, groupId, favourable: null, suppressed: 'too-few' }
            : { itemId, groupId, favourable: String([83, 75, 62, 41][column]! + row * 4), answered: 12 - row },
        ),
      ),
      issues: [
        {
          id: 'approval',
          title: two('Approval takes five steps', '审批要走五步'),
          affected: 7,
          raisedOn: '2026-08-20',
          owner: two('Zhou', '周'),
          deadline: '2026-09-30',
          resolvedOn: '2026-09-18',
          answer: two('Expenses under CNY 500 need one step now.', '500 元以下的报销现在只需一步。'),
        },
        {
          id: 'build',
          title: two('The build takes 40 minutes', '构建需要四十分钟'),
          affected: 3,
          raisedOn: '2026-09-02',
          owner: two('Lin', '林'),
          deadline: '2026-10-20',
          resolvedOn: null,
        },
      ],
      satisfaction: '4.52',
      managerHours: { before: '20', after: '14', sources: [{ system: 'calendar', ref: 'people-matters-2026-Q3' }] },
    },
    frame,
  );

export const personalState = (): ReportDocument =>
  buildPersonalStateReport(
    {
      person: { id: 'lin', name: two('Lin', '林') },
      managerId: 'zhou',
      indicators: [
        {
          id: 'load',
          title: two('Load', '负载'),
          unit: 'percent',
          value: '120',
          before: '85',
          causes: [two('Two promotions overlap in late November', '十一月底有两个大促重叠')],
          suggestions: [two('Hand the survey page over to Zhao', '把问卷页面交给赵')],
          sources: [{ system: 'planner', ref: 'campaign' }],
        },
        {
          id: 'problems',
          title: two('Problems raised and solved', '提出并解决的问题'),
          unit: 'count',
          value: '6',
          before: '4',
          sources: [{ system: 'jira', ref: 'filter-12' }],
        },
        {
          id: 'courses',
          title: two('Course progress', '课程进度'),
          unit: 'percent',
          value: null,
          unknown: 'not-yet',
          sources: [],
        },
      ],
    },
    frame,
  );

/** 48 of 160 took part before, 120 of 160 after: 30% to 75%. */
export const activityEffect = (): ReportDocument =>
  buildActivityEffectReport(
    {
      activity: { id: 'challenge', title: two('Tech challenge', '技术挑战赛') },
      beforePeriod: { start: '2026-04-01', end: '2026-07-01' },
      groups: [
        {
          id: 'research',
          title: two('R&D', '研发'),
          before: { took: 30, invited: 90 },
          after: { took: 72, invited: 90 },
        },
        {
          id: 'sales',
          title: two('Sales', '销售'),
          before: { took: 18, invited: 70 },
          after: { took: 48, invited: 70 },
        },
      ],
      effect: {
        value: '18.5',
        interval: { low: '6.2', high: '30.8', level: '0.95' },
        method: two('difference in differences', '双重差分'),
        n: 160,
      },
    },
    frame,
  );

export const appraisal = (): ReportDocument =>
  buildAppraisalReport(
    {
      roles: ['hr-partner'],
      people: people.slice(0, 4).map((person, index) => ({
        ...person,
        managerId: 'zhou',
        ...(index === 0
          ? { status: 'decided' as const, decidedBy: two('Zhou', '周') }
          : { status: 'proposed' as const }),
        terms: [
          {
            id: 'project',
            title: two('Project contribution', '项目贡献'),
            weight: '40',
            value: ['90', '82', '75', '88'][index]!,
            sources: [{ system: 'jira', ref: 'PAY-118' }],
          },
          {
            id: 'innovation',
            title: two('Innovation', '技术创新'),
            weight: '30',
            value: ['80', '70', '91', '77'][index]!,
            sources: [{ system: 'review', ref: 'r-12' }],
          },
          {
            id: 'collaboration',
            title: two('Collaboration', '团队协作'),
            weight: '30',
            value: [null, '85', '88', '79'][index]!,
            sources: [],
          },
        ],
      })),
    },
    frame,
  );

const weeks = ['2026-W46', '2026-W47', '2026-W48', '2026-W49', '2026-W50', '2026-W51'];

export const load = (): ReportDocument =>
  buildLoadReport(
    {
      people,
      weeks: weeks.map((id) => ({ id })),
      cells: people.flatMap((person, row) =>
        weeks.flatMap((weekId, column) => {
          if (row === 5 && column > 3) return [];
          const planned = ['38.4', '26', '30', '12', '22', '18'][row]!;
          const hours =
            row === 0 && (column === 1 || column === 2) ? '38.4' : String(Number(planned) - 8 + ((column * 3) % 7));
          return [{ personId: person.id, weekId, assignedHours: hours, capacityHours: '32' }];
        }),
      ),
    },
    { asOf: '2026-11-22', period: { start: '2026-11-09', end: '2026-12-21' } },
  );

/** Every report by name, in the order of the gallery. */
export const samples: Readonly<Record<string, () => ReportDocument>> = {
  'technology-value': technologyValue,
  strategic,
  'skill-gaps': skillGaps,
  delivery,
  alignment,
  engagement,
  'personal-state': personalState,
  'activity-effect': activityEffect,
  appraisal,
  load,
};
