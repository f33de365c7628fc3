import { reportError } from '../errors.ts';

/**
 * Refuses a locale whose language no catalogue has: falling back to another language unasked would be a silent default.
 * Regional variants fall back inside the language (`zh-HK` to `zh-CN`, `en-GB` to `en`).
 *
 * @throws InvalidInputError `report/unknown-locale`
 */
export function requireLocale(locale: string, available: readonly string[]): void {
  const language = locale.split('-')[0]!.toLowerCase();
  const wellFormed = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$/.test(locale);
  if (wellFormed && available.some((each) => each.split('-')[0]!.toLowerCase() === language)) return;
  throw reportError('report/unknown-locale', ['locale'], `no words in "${locale}"; there are ${available.join(', ')}`);
}
