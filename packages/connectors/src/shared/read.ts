import { pathText } from '@meritkit/core/errors';
import { safeParseWith } from '@meritkit/core/schema';
import type { z } from 'zod';
import type { Collector } from './collect.ts';
import type { RecordPlace } from './result.ts';

/** A record by its schema; null when it does not fit, which is collected with the place of the first thing wrong. */
export function readRecord<Schema extends z.ZodType>(options: {
  readonly schema: Schema;
  readonly input: unknown;
  readonly place: RecordPlace;
  readonly collector: Collector;
}): z.output<Schema> | null {
  const result = safeParseWith(options);
  if (result.ok) return result.value;
  const path = [...(options.place.path ?? []), ...(result.issues[0]?.path ?? [])];
  const detail = result.issues.map((issue) => `${pathText(issue.path)}: ${issue.message}`).join('; ');
  options.collector.reject('connectors/invalid-record', { ...options.place, path }, detail);
  return null;
}
