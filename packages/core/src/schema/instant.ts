import { z } from 'zod';
import { parseInstant } from '../dates/instant.ts';

/**
 * Schema of an instant with offset: what `parseInstant` reads and nothing else. A stored time that one of them takes
 * and the other does not would break every list it stands in.
 */
export const instantSchema = z.iso
  .datetime({ offset: true, abort: true })
  .refine(isInstant, 'not an instant with offset such as "2026-11-22T09:00:00+08:00"');

function isInstant(text: string): boolean {
  try {
    parseInstant(text);
    return true;
  } catch {
    return false;
  }
}
