import { type Instant, instantText } from '../dates/index.ts';

/**
 * The present by the machine's clock, an instant in UTC. Services take `now` from their host; this is what they read
 * where it gives none.
 *
 * @example
 * ```ts
 * import { compareInstants } from '@meritkit/core/dates';
 * import { systemNow } from '@meritkit/core/platform';
 *
 * compareInstants(systemNow(), '2026-01-01T00:00:00Z') > 0; // true
 * ```
 */
export function systemNow(): Instant {
  return instantText(Date.now());
}
