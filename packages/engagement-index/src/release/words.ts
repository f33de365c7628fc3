import { formatMessage } from '@meritkit/core/locale';
import { catalogue } from '../messages.ts';

/**
 * A released share in words: at a censored end it is a bound, and says so ("at least 83%").
 *
 * @example
 * ```ts
 * import { shareText } from '@meritkit/engagement-index';
 *
 * shareText({ favourable: 0.83, answered: 6, locale: 'en' }); // 'at least 83%'
 * ```
 */
export function shareText(options: {
  readonly favourable: number;
  readonly answered: number;
  readonly locale: string;
}): string {
  const { favourable, answered, locale } = options;
  const share = `${Math.round(favourable * 100)}%`;
  const least = Math.max(1 / answered, 0.01);
  const key =
    favourable >= Math.round(100 * (1 - least)) / 100
      ? 'at-least'
      : favourable <= Math.round(100 * least) / 100
        ? 'at-most'
        : null;
  return key === null ? share : formatMessage({ catalogue, key, parameters: { share }, locale });
}
