import { type BlockInput, buildReport, type ReportDocument } from '@meritkit/report-builder';
import type { Admission, Remedy } from '@meritkit/workload-planner';
import { explainFitInPercent, nameShortage } from './explained.ts';
import { type Names, namesOf } from './names.ts';
import { breaksText, remedyText } from './remedy-text.ts';
import type { Slice } from './slice.ts';
import { type Both, both, percent, plain, short } from './text.ts';

/** The answer to the demand: a sentence, the shortlist with reasons, and what else could be done. */
export function staffingReport(
  slice: Slice,
  frame: { readonly asOf: string; readonly period: { readonly start: string; readonly end: string } },
): ReportDocument {
  const names = namesOf(slice);
  const { admission, remedies } = slice.proposal;
  return buildReport(
    {
      title: both('Who can do it, and by when?', '谁能做，什么时候能完成？'),
      blocks: [
        { type: 'callout', tone: admission.ok ? 'good' : 'attention', text: answerText(slice, admission, names) },
        ...missingHours(admission, names),
        shortlistTable(slice, names),
        ...(remedies.length === 0 ? [] : [remedyTable(remedies, names)]),
      ],
    },
    frame,
  );
}

/** Yes with a date, or no with what is missing and the earliest date. */
export function answerText(slice: Slice, admission: Admission, names: Names): Both {
  const { deadline } = slice.demand;
  if (admission.ok) {
    const slack = short(admission.slackHours, 0);
    return both(
      `Yes: it can be done by ${deadline}. The plan ends on ${admission.finishDate}, with ${slack} hours to spare.`,
      `可以：${deadline}前能完成。按计划${admission.finishDate}结束，还剩余${slack}小时。`,
    );
  }
  const { rejection } = admission;
  const date = 'earliestDate' in rejection ? rejection.earliestDate : null;
  const yes =
    date === null
      ? both(' No day in the next three years would do.', '未来三年内没有可行的日期。')
      : both(` ${date}: yes.`, `最早可在${date}完成。`);
  switch (rejection.code) {
    case 'planner/not-enough-hours': {
      const hours = short(rejection.missingHours, 0);
      const skill = rejection.bottleneck.skill === null ? both('work', '') : names.skill(rejection.bottleneck.skill);
      return both(
        `Not by ${deadline}: ${hours} hours of ${skill.en} are missing.${yes.en}`,
        `${deadline}前完成不了：还缺${hours}小时的${skill['zh-CN']}工时。${yes['zh-CN']}`,
      );
    }
    case 'planner/nobody-has-skill':
      return both(
        'Nobody here has the skills it needs yet. Train or hire first.',
        '目前没有人具备所需技能，需要先培养或招聘。',
      );
    case 'planner/no-capacity':
      return both(
        `Those who could do it have no free hours before ${deadline}.${yes.en}`,
        `能做的人在${deadline}前没有空余时间。${yes['zh-CN']}`,
      );
    case 'planner/deadline-passed':
      return both(`${deadline} has passed.${yes.en}`, `${deadline}已经过去。${yes['zh-CN']}`);
    default:
      return both(`It does not fit before ${deadline}.${yes.en}`, `${deadline}前安排不下。${yes['zh-CN']}`);
  }
}

function missingHours(admission: Admission, names: Names): readonly BlockInput[] {
  if (admission.ok || admission.explanation === null || admission.explanation === undefined) return [];
  if (admission.rejection.code !== 'planner/not-enough-hours') return [];
  const explanation = nameShortage(admission.explanation, names);
  return [
    {
      type: 'metric',
      id: 'missing-hours',
      label: both('Hours missing', '缺少的工时'),
      value: plain(admission.rejection.missingHours),
      unit: 'hours',
      decimals: 1,
      explanation,
    },
  ];
}

function shortlistTable(slice: Slice, names: Names): BlockInput {
  return {
    type: 'table',
    id: 'shortlist',
    title: both('Shortlist', '候选人'),
    columns: [
      { id: 'person', label: both('Person', '人员') },
      { id: 'fit', label: both('Fit', '匹配度'), unit: 'percent', align: 'end' },
      { id: 'free', label: both('Free time', '空余时间'), unit: 'percent', align: 'end' },
      { id: 'score', label: both('Last review', '上次评估'), unit: 'score', align: 'end' },
      { id: 'missing', label: both('What is missing', '尚缺') },
    ],
    rows: slice.proposal.shortlist.map((candidate) => ({
      id: candidate.personId,
      cells: [
        names.person(candidate.personId),
        fitCell(slice, candidate, names),
        candidate.availability === null
          ? { value: null, unknown: 'not-supplied' }
          : { value: percent(candidate.availability), decimals: 0 },
        scoreCell(slice, candidate.personId),
        missingText(candidate.missing, names),
      ],
    })),
    empty: both(
      'Nobody is in the matrix yet. Import people and evidence first.',
      '技能库里还没有人，请先导入人员和证据。',
    ),
  };
}

function fitCell(slice: Slice, candidate: Slice['proposal']['shortlist'][number], names: Names) {
  const explanation = explainFitInPercent(slice, candidate.personId, candidate.explanation, names);
  return { value: plain(Number(explanation.value)), decimals: 0, explanation };
}

function scoreCell(slice: Slice, personId: string) {
  const review = slice.reviews.find((item) => item.personId === personId);
  return review?.ok === true
    ? { value: plain(review.value), decimals: 1, explanation: review.explanation }
    : { value: null, unknown: 'not-enough-evidence' };
}

function missingText(missing: Slice['proposal']['shortlist'][number]['missing'], names: Names): Both {
  if (missing.length === 0) return both('nothing', '无');
  const parts = missing.map((item) =>
    'skillId' in item ? names.skill(item.skillId) : 'tag' in item ? tagName(item.tag) : both('free time', '空余时间'),
  );
  return both(parts.map((part) => part.en).join(', '), parts.map((part) => part['zh-CN']).join('、'));
}

function tagName(tag: string): Both {
  return both(`experience: ${tag}`, `经验：${tag}`);
}

function remedyTable(remedies: readonly Remedy[], names: Names): BlockInput {
  return {
    type: 'table',
    id: 'remedies',
    title: both('What would make it possible', '怎样才能做到'),
    columns: [
      { id: 'what', label: both('Step', '办法') },
      { id: 'hours', label: both('Hours it frees', '腾出工时'), unit: 'hours', align: 'end' },
      { id: 'enough', label: both('Enough?', '是否足够') },
      { id: 'breaks', label: both('What it costs others', '对其他工作的影响') },
    ],
    rows: remedies.slice(0, 6).map((remedy, index) => ({
      id: String(index + 1),
      cells: [
        remedyText(remedy, names),
        { value: plain(remedy.freesHours), decimals: 0 },
        remedy.closes
          ? both('yes', '足够')
          : both(`${short(remedy.missingHours, 0)} h still missing`, `还缺${short(remedy.missingHours, 0)}小时`),
        breaksText(remedy, names),
      ],
    })),
  };
}
