import { performance } from 'node:perf_hooks';
import * as echarts from 'echarts';
import type { BenchGoal as Goal } from '../../../scripts/bench-goal.ts';
import { renderHtml } from '../src/html/index.ts';
import { buildLoadReport, type LoadInput, type ReportDocument } from '../src/index.ts';
import { renderSvg } from '../src/svg/index.ts';
import { samples } from '../testing/samples.ts';
import { gzippedSize } from './sizes.ts';

const quick = process.argv.includes('--quick');
const asJson = process.argv.includes('--json');

const round = (value: number, places = 3) => Number(value.toFixed(places));

/** The median of several runs, in ms, after warming up. */
function medianTime(runs: number, work: () => unknown): number {
  for (let run = 0; run < (runs > 50 ? 300 : 5); run += 1) work();
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  }).sort((one, other) => one - other);
  return times[Math.floor(times.length / 2)]!;
}

function limitGoal(goal: string, measure: string, value: number, unit: string, limit: number): Goal {
  const ratio = round(value / limit);
  return { goal, measure, value, unit, peer: 'limit', peerValue: limit, ratio, target: limit, pass: value <= limit };
}

function peopleInput(people: number, weeks: number): LoadInput {
  const names = Array.from({ length: people }, (_, index) => ({ id: `p${index}`, name: `Person ${index}` }));
  const columns = Array.from({ length: weeks }, (_, index) => ({ id: `2026-W${10 + index}` }));
  const cells = names.flatMap((person, row) =>
    columns.map((week, column) => ({
      personId: person.id,
      weekId: week.id,
      assignedHours: String((row * 7 + column * 5) % 42),
      capacityHours: '32',
    })),
  );
  return { people: names, weeks: columns, cells };
}

/** The same numbers as an ECharts option, drawn by its own server-side SVG renderer. */
function echartsOption(document: ReportDocument, chart: string): echarts.EChartsCoreOption {
  const block = document.blocks.find((each) => each.type === 'chart' && each.id === chart);
  if (block?.type !== 'chart' || !('series' in block)) throw new Error(`no chart ${chart}`);
  const value = (id: string) => Number(document.metrics.find((metric) => metric.id === id)?.value ?? 0);
  const rows = block.series.map((series) => String(series.id));
  const columns = block.categories.map((category) => category.id);
  if (block.chart === 'heatmap') {
    const data = block.series.flatMap((series, y) => series.values.map((id, x) => [x, y, value(id)]));
    return {
      animation: false,
      xAxis: { type: 'category', data: columns },
      yAxis: { type: 'category', data: rows },
      visualMap: { min: 0, max: 120, show: false },
      series: [{ type: 'heatmap', data, label: { show: true } }],
    };
  }
  return {
    animation: false,
    legend: {},
    xAxis: { type: 'value' },
    yAxis: { type: 'category', data: columns },
    series: block.series.map((series) => ({
      type: 'bar',
      name: series.id,
      data: series.values.map(value),
      label: { show: true },
    })),
  };
}

function drawWithEcharts(option: echarts.EChartsCoreOption): string {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: 720, height: 300 });
  chart.setOption(option);
  const text = chart.renderToSVGString();
  chart.dispose();
  return text;
}

function chartGoal(goal: string, document: ReportDocument, chart: string): Goal {
  const runs = quick ? 60 : 300;
  const reader = { locale: 'en', timeZone: 'UTC' };
  const own = medianTime(runs, () => renderSvg({ document, chart }, reader));
  const option = echartsOption(document, chart);
  const peer = medianTime(quick ? 30 : 100, () => drawWithEcharts(option));
  return {
    goal,
    measure: `one ${chart} chart to SVG text, median of ${runs} warm runs`,
    value: round(own),
    unit: 'ms',
    peer: 'echarts server-side SVG',
    peerValue: round(peer),
    ratio: round(peer / own, 1),
    target: 50,
    pass: peer / own >= 50,
  };
}

async function run(): Promise<readonly Goal[]> {
  const frame = { asOf: '2026-11-22', period: { start: '2026-03-02', end: '2026-04-27' } };
  const input = peopleInput(1000, 1);
  const runs = quick ? 5 : 15;
  const build = medianTime(runs, () => buildLoadReport(input, frame));
  const page = medianTime(runs, () => renderHtml(buildLoadReport(input, frame), { locale: 'zh-CN', timeZone: 'UTC' }));
  return [
    limitGoal('report-1000-people', 'load report on 1,000 people, inputs to document', round(build, 1), 'ms', 200),
    limitGoal('report-1000-people-html', 'the same with the HTML page', round(page, 1), 'ms', 200),
    chartGoal('chart-bar', samples.alignment!(), 'before-after'),
    chartGoal('chart-heatmap', samples.load!(), 'load'),
    limitGoal(
      'size-core',
      'core, minified and gzipped without zod',
      round((await gzippedSize('')) / 1000, 1),
      'kB',
      35,
    ),
    limitGoal('size-svg', '/svg with d3, minified and gzipped', round((await gzippedSize('svg')) / 1000, 1), 'kB', 30),
  ];
}

for (const goal of await run()) {
  if (asJson) console.log(JSON.stringify(goal));
  else {
    const beside =
      goal.peer === 'limit'
        ? `limit ${goal.peerValue} ${goal.unit}`
        : `${goal.peer} ${goal.peerValue} ${goal.unit}, ${goal.ratio}x`;
    console.log(`${goal.pass ? 'pass' : 'FAIL'}  ${goal.goal}: ${goal.value} ${goal.unit} (${beside}) ${goal.measure}`);
  }
}
