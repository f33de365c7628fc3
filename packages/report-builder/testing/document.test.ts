import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { buildReport, mergeReports, parseReportDocument, redact } from '../src/index.ts';
import { renderMarkdown } from '../src/markdown/index.ts';
import { reportDocumentJsonSchema } from '../src/schema/index.ts';
import { renderSvg } from '../src/svg/index.ts';
import { frame, samples } from './samples.ts';

const names = Object.keys(samples);
const whole = () =>
  mergeReports({ title: 'All', sections: names.map((name) => ({ id: name, report: samples[name]!() })) });
const validate = new Ajv2020({ strict: false, allErrors: true }).compile(reportDocumentJsonSchema());

describe('a report document', () => {
  it.each([...names, 'all of them merged'])('%s holds to its own exported JSON Schema', (name) => {
    const report = samples[name]?.() ?? whole();
    expect(validate(JSON.parse(JSON.stringify(report))), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true);
    const hidden = redact(report, { roles: [], hide: report.metrics.slice(0, 2).map((metric) => metric.id) });
    expect(validate(JSON.parse(JSON.stringify(hidden)))).toBe(true);
  });

  it('is refused by the schema when it is none', () => {
    const report = samples.load!();
    expect(validate({ ...report, schemaVersion: 2 })).toBe(false);
    expect(validate({ ...report, metrics: [{ id: 'x' }] })).toBe(false);
  });

  it.each(names)('%s is plain data and reads back as itself', (name) => {
    const report = samples[name]!();
    expect(structuredClone(report)).toEqual(report);
    expect(parseReportDocument(JSON.parse(JSON.stringify(report)))).toEqual(report);
  });

  const stored = () => JSON.parse(JSON.stringify(samples.load!()));

  it('of a newer version is refused as such', () => {
    expect(() => parseReportDocument({ ...stored(), schemaVersion: 2 })).toThrow(
      expect.objectContaining({ code: 'report/newer-document' }),
    );
  });

  it('with a metric without a period is refused, with the path', () => {
    const document = stored();
    delete document.metrics[3].period;
    expect(() => parseReportDocument(document)).toThrow(
      expect.objectContaining({
        code: 'report/metric-without-period',
        issues: [expect.objectContaining({ path: ['metrics', 3, 'period'] })],
      }),
    );
  });

  it('with a chart without data is refused, stored, built or drawn', () => {
    const document = stored();
    const chart = document.blocks.find((block: { type: string }) => block.type === 'chart');
    chart.series = [];
    const refusal = expect.objectContaining({ code: 'report/chart-without-data' });
    expect(() => parseReportDocument(document)).toThrow(refusal);
    expect(() => renderSvg({ document, chart: chart.id }, { locale: 'en', timeZone: 'UTC' })).toThrow(refusal);
    const empty = {
      type: 'chart',
      chart: 'bar',
      id: 'c',
      unit: 'count',
      title: 'T',
      categories: [],
      series: [],
    } as const;
    expect(() => buildReport({ title: 'T', blocks: [empty] }, frame)).toThrow(refusal);
  });

  it('that names a metric it does not have, or one twice, is refused', () => {
    const document = stored();
    document.blocks.push({ type: 'metric', metric: 'nowhere' });
    expect(() => parseReportDocument(document)).toThrow(expect.objectContaining({ code: 'report/unknown-metric' }));
    const twice = stored();
    twice.metrics.push(twice.metrics[0]);
    expect(() => parseReportDocument(twice)).toThrow(expect.objectContaining({ code: 'report/duplicate-id' }));
  });

  it('says value and status in one breath: a null that claims to be known is refused', () => {
    const document = stored();
    document.metrics[0].value = null;
    expect(() => parseReportDocument(document)).toThrow(/metrics\[0\]\.value/);
  });

  it('shows what is missing as unknown with its reason', () => {
    const report = buildReport(
      { title: 'T', blocks: [{ type: 'metric', id: 'm', label: 'Free hours', value: null, unknown: 'not-measured' }] },
      frame,
    );
    expect(renderMarkdown(report, { locale: 'en', timeZone: 'UTC' })).toBe('- Free hours: unknown (not measured)\n');
  });

  it('is not drawn in a locale or time zone that is not there', () => {
    const report = samples.load!();
    for (const locale of ['fr', 'tlh', 'not a locale', '', 'en_US']) {
      expect(() => renderMarkdown(report, { locale, timeZone: 'UTC' }), locale).toThrow(
        expect.objectContaining({ code: 'report/unknown-locale' }),
      );
    }
    expect(() => renderMarkdown(report, { locale: 'en', timeZone: 'Mars/Olympus' })).toThrow(
      expect.objectContaining({ code: 'report/unknown-time-zone' }),
    );
    expect(renderMarkdown(report, { locale: 'zh-HK', timeZone: 'UTC' })).toContain('超负荷人数');
  });
});

describe('mergeReports', () => {
  it('keeps every number, gives it room, and covers all periods', () => {
    const report = whole();
    const count = names.reduce((sum, name) => sum + samples[name]!().metrics.length, 0);
    expect(report.metrics).toHaveLength(count);
    expect(report.period).toEqual({ start: '2026-07-01', end: '2026-12-21' });
    expect(report.asOf).toBe('2026-11-22');
    const text = renderMarkdown(report, { locale: 'en', timeZone: 'UTC' });
    expect(text).toContain('Lin is at 120% of capacity');
    expect(text).toContain('\\[1\\] [jira PAY-118](<https://jira.example/browse/PAY-118>)');
  });

  it('refuses two sections of one id', () => {
    const report = samples.load!();
    const sections = [
      { id: 'a', report },
      { id: 'a', report },
    ];
    expect(() => mergeReports({ title: 'T', sections })).toThrow(
      expect.objectContaining({ code: 'report/duplicate-id' }),
    );
  });
});
