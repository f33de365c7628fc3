import { z } from 'zod';
import { blockSchema } from './block.ts';
import { metricSchema, relationSchema } from './metric.ts';
import { isoDate, localizedText, periodSchema, reportText } from './text.ts';

/** The schema version that this build writes. */
export const currentSchemaVersion = 1;

/** The reports that this package builds; `custom` is composed from a host's own blocks. */
export const reportKinds = [
  'technology-value',
  'strategic',
  'skill-gaps',
  'delivery',
  'alignment',
  'engagement',
  'personal-state',
  'activity-effect',
  'appraisal',
  'load',
  'custom',
] as const;

/** Somebody whom the document's texts name, by id where it has one, and by every name it uses. */
export const knownPersonSchema = z
  .strictObject({ id: z.string().min(1).exactOptional(), names: z.array(localizedText).readonly() })
  .readonly();

/** Somebody whom the document's texts name. */
export type KnownPerson = z.output<typeof knownPersonSchema>;

/** A report before it has words: numbers with provenance, and blocks that refer to them. */
export const reportDocumentSchema = z
  .strictObject({
    schemaVersion: z.literal(currentSchemaVersion),
    kind: z.enum(reportKinds),
    title: reportText,
    asOf: isoDate,
    period: periodSchema,
    metrics: z.array(metricSchema).readonly(),
    relations: z.array(relationSchema).readonly(),
    blocks: z.array(blockSchema).readonly(),
    /** True once numbers were taken out for a reader. */
    redacted: z.boolean().exactOptional(),
    /** Whom its texts name, so that they can be left out for a reader. */
    people: z.array(knownPersonSchema).readonly().exactOptional(),
    /** True once names were taken out for a reader. */
    unnamed: z.boolean().exactOptional(),
  })
  .readonly();

/** A report before it has words. */
export type ReportDocument = z.output<typeof reportDocumentSchema>;

/** Which report a document is. */
export type ReportKind = ReportDocument['kind'];
