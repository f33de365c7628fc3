import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import { strFromU8, unzipSync } from 'fflate';
import readXlsxFile from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { buildReport } from '../src/index.ts';
import { renderVegaLite } from '../src/vega-lite/index.ts';
import { renderXlsx } from '../src/xlsx/index.ts';
import { frame, samples } from './samples.ts';

const require = createRequire(import.meta.url);
const schema = JSON.parse(readFileSync(require.resolve('vega-lite/vega-lite-schema.json'), 'utf8'));
const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema);

const scatter = buildReport(
  {
    title: 'Scatter',
    blocks: [
      {
        type: 'chart',
        chart: 'scatter',
        id: 'points',
        unit: 'percent',
        title: 'More load, later delivery',
        horizontal: { label: 'Load', unit: 'percent' },
        vertical: { label: 'Delay', unit: 'days' },
        points: [
          { id: 'a', label: 'A', x: '50', y: '1' },
          { id: 'b', label: 'B', x: '120', y: null },
        ],
      },
    ],
  },
  frame,
);

const charts = [...Object.values(samples).map((build) => build()), scatter].flatMap((document) =>
  document.blocks.flatMap((block) =>
    block.type === 'chart'
      ? [{ name: `${document.kind}: ${block.id} (${block.chart})`, document, chart: block.id }]
      : [],
  ),
);

describe('Vega-Lite', () => {
  it('sees every kind of chart', () => {
    expect(new Set(charts.map(({ name }) => /\((.+)\)/.exec(name)?.[1]))).toEqual(
      new Set(['bar', 'stacked-bar', 'line', 'heatmap', 'scatter', 'timeline']),
    );
  });

  it.each(charts)("accepts $name by Vega-Lite's own schema", ({ document, chart }) => {
    for (const locale of ['en', 'zh-CN']) {
      const specification = renderVegaLite({ document, chart }, { locale, timeZone: 'Asia/Shanghai' });
      expect(validate(specification), JSON.stringify(validate.errors?.slice(0, 2))).toBe(true);
    }
  });

  it('is a judge that refuses', () => {
    const { document, chart } = charts[0]!;
    const specification = renderVegaLite({ document, chart }, { locale: 'en', timeZone: 'UTC' });
    expect(validate({ ...specification, layer: [{ mark: 'sparkles' }] })).toBe(false);
  });
});

describe('Excel', () => {
  it.each(Object.keys(samples))('reads %s back, number for number', async (name) => {
    const report = samples[name]!();
    const bytes = await renderXlsx(report, { locale: 'en', timeZone: 'UTC' });
    const sheets = await readXlsxFile(Buffer.from(bytes));
    const [metrics] = sheets;
    expect(metrics?.data).toHaveLength(report.metrics.length + 1);
    for (const [index, metric] of report.metrics.entries()) {
      const cell = metrics?.data[index + 1]?.[1];
      if (metric.value === null) expect(String(cell)).toMatch(/^(unknown|not shown) \(/);
      else expect(Number(cell)).toBe(Number(metric.value));
    }
  });

  it('holds no formula and keeps digits beyond a double, as the file itself shows', async () => {
    const report = buildReport(
      {
        title: 'T',
        blocks: [
          { type: 'metric', id: 'm', label: '=HYPERLINK("http://evil")', value: '9007199254740993.25', unit: 'CNY' },
        ],
      },
      frame,
    );
    const files = unzipSync(await renderXlsx(report, { locale: 'en', timeZone: 'UTC' }));
    const xml = Object.entries(files)
      .filter(([path]) => path.endsWith('.xml'))
      .map(([, content]) => strFromU8(content))
      .join('\n');
    expect(xml).not.toMatch(/<f[ >]/);
    expect(xml).toContain('9007199254740993.25');
    expect(xml).toMatch(/(?:'|&apos;)=HYPERLINK/);
  });
});
