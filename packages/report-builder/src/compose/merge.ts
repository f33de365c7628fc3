import type { Block } from '../document/block.ts';
import { checkDocument } from '../document/check.ts';
import { currentSchemaVersion, type ReportDocument } from '../document/document.ts';
import { mapBlock, mapMetric, mapRelation, sameMapping } from '../document/map.ts';
import type { ReportText } from '../document/text.ts';
import { reportError } from '../errors.ts';

/** A part of a larger report; its heading is the part's own title unless told. */
export interface ReportSection {
  /** Begins every id of the part in the whole: `<id>/<metric>`. */
  readonly id: string;
  readonly report: ReportDocument;
  readonly title?: ReportText;
}

/**
 * Several reports as the sections of one. The whole covers the parts' periods, as of the latest day; every metric keeps
 * its own period, and its tree and relations.
 *
 * @throws InvalidInputError `report/duplicate-id` for two sections of one id, `report/invalid-input` for none
 * @example
 * ```ts
 * import { buildReport, mergeReports } from '@meritkit/report-builder';
 *
 * const frame = { asOf: '2026-11-22', period: { start: '2026-11-16', end: '2026-11-23' } };
 * const part = buildReport({ title: 'Load', blocks: [{ type: 'metric', id: 'load', label: 'Load', value: '120', unit: 'percent' }] }, frame);
 * mergeReports({ title: 'This week', sections: [{ id: 'team', report: part }] }).metrics[0]?.id; // 'team/load'
 * ```
 */
export function mergeReports(options: {
  readonly title: ReportText;
  readonly sections: readonly ReportSection[];
}): ReportDocument {
  const reports = options.sections.map((section) => section.report);
  if (reports.length === 0) throw reportError('report/invalid-input', ['sections'], 'there is nothing to merge');
  const ids = options.sections.map((section) => section.id);
  const twice = ids.findIndex((id, index) => ids.indexOf(id) !== index);
  if (twice !== -1) {
    throw reportError('report/duplicate-id', ['sections', twice, 'id'], `section "${ids[twice]}" is there twice`);
  }
  const parts = options.sections.map(placeSection);
  const named = reports.flatMap((report) => report.people ?? []);
  const people = new Map(named.map((person) => [JSON.stringify(person), person]));
  const document: ReportDocument = {
    schemaVersion: currentSchemaVersion,
    kind: 'custom',
    title: options.title,
    asOf: reports.map((report) => report.asOf).reduce((one, other) => (one > other ? one : other)),
    period: {
      start: reports.map((report) => report.period.start).reduce((one, other) => (one < other ? one : other)),
      end: reports.map((report) => report.period.end).reduce((one, other) => (one > other ? one : other)),
    },
    metrics: parts.flatMap((part) => part.metrics),
    relations: parts.flatMap((part) => part.relations),
    blocks: [...parts.flatMap((part) => part.blocks), ...parts.flatMap((part) => part.footnotes)],
    ...(reports.some((report) => report.redacted === true) ? { redacted: true } : {}),
    ...(people.size === 0 ? {} : { people: [...people.values()] }),
    ...(reports.some((report) => report.unnamed === true) ? { unnamed: true } : {}),
  };
  checkDocument(document);
  return document;
}

function placeSection(section: ReportSection) {
  const { report } = section;
  const known = new Set(report.metrics.map((metric) => metric.id));
  const heading: Block = { type: 'heading', level: 2, text: section.title ?? report.title };
  const id = (own: string) => `${section.id}/${own}`;
  // A term of the tree that is a metric of the part moves with it; the others are terms of no document.
  const map = { ...sameMapping, id, key: (key: string) => (known.has(key) ? id(key) : key) };
  // Sections of a part go one level down.
  const blocks = report.blocks
    .map((block) => mapBlock(block, map))
    .map((block): Block => (block.type === 'heading' ? { ...block, level: 3 } : block));
  return {
    metrics: report.metrics.map((metric) => mapMetric(metric, map)),
    relations: report.relations.map((relation) => mapRelation(relation, map)),
    blocks: [heading, ...blocks.filter((block) => block.type !== 'footnote')],
    footnotes: blocks.filter((block) => block.type === 'footnote'),
  };
}
