import { buildReport, type ReportDocument } from '@meritkit/report-builder';
import { withSkills } from '@meritkit/workflows/staff-demand';
import { levelLoad } from '@meritkit/workload-planner';
import { projectGroups } from '../company/groups.ts';
import { namesOf } from './names.ts';
import type { Slice } from './slice.ts';
import { both, percent, short } from './text.ts';

type Frame = { readonly asOf: string; readonly period: { readonly start: string; readonly end: string } };

/** Load by group and week, and the shortlist's own, unclipped: 120% shows as 120%. */
export function loadReport(slice: Slice, frame: Frame): ReportDocument {
  const names = namesOf(slice);
  const load = levelLoad({
    team: withSkills(slice.company.team, slice.company.profiles),
    by: 'week',
    period: frame.period,
  });
  const weeks = [...new Set(load.rows.map((row) => row.period))];
  const groups = projectGroups.map((group) => ({
    id: group.id,
    label: group.name,
    values: weeks.map((week) => loadValue(load.teams.find((row) => row.group === group.id && row.period === week))),
  }));
  const people = slice.proposal.shortlist.map((candidate) => ({
    id: candidate.personId,
    label: names.person(candidate.personId),
    values: weeks.map((week) =>
      loadValue(load.rows.find((row) => row.personId === candidate.personId && row.period === week)),
    ),
  }));
  const worst = busiest(load.teams);
  const categories = weeks.map((week) => ({ id: week, label: week }));
  const reference = { value: '100', label: both('all the time there is', '全部可用时间') };
  return buildReport(
    {
      title: both('Team load', '团队负荷'),
      blocks: [
        {
          type: 'chart',
          chart: 'heatmap',
          id: 'groups',
          title: worst,
          subtitle: both(
            'Planned work as a share of working time without overtime, by group and week',
            '计划工作占可用工时的比例（不含加班），按组和周',
          ),
          unit: 'percent',
          categories,
          series: groups,
          reference,
        },
        {
          type: 'chart',
          chart: 'heatmap',
          id: 'people',
          title: both('The shortlist week by week', '候选人每周负荷'),
          subtitle: both(
            'Planned work as a share of working time without overtime',
            '计划工作占可用工时的比例（不含加班）',
          ),
          unit: 'percent',
          categories,
          series: people,
          reference,
        },
      ],
    },
    frame,
  );
}

function loadValue(cell: { readonly load: number | null; readonly state: string } | undefined) {
  if (cell !== undefined && cell.load !== null) return { value: percent(cell.load), decimals: 0 };
  // Somebody on leave is no riddle.
  return { value: null, unknown: cell?.state === 'away' ? 'away' : 'nothing-to-divide-by' };
}

function busiest(rows: readonly { readonly group: string; readonly load: number | null; readonly period: string }[]) {
  const [worst] = rows.filter((row) => row.load !== null).sort((one, other) => (other.load ?? 0) - (one.load ?? 0));
  const group = projectGroups.find((item) => item.id === worst?.group);
  if (worst?.load === null || worst === undefined || group === undefined)
    return both('No load is planned', '没有计划中的工作');
  const share = short(worst.load * 100, 0);
  const name =
    typeof group.name === 'string'
      ? both(group.name, group.name)
      : both(group.name.en ?? group.id, group.name['zh-CN'] ?? group.id);
  return worst.load > 1
    ? both(
        `${name.en} is planned at ${share}% of its time in ${worst.period}`,
        `${name['zh-CN']}在${worst.period}的负荷为${share}%`,
      )
    : both(
        `Nobody's group is over its time; ${name.en} is highest at ${share}%`,
        `各组均未超负荷，最高为${name['zh-CN']}（${share}%）`,
      );
}
