import { decimalText, roundDecimal, toDecimal } from '@meritkit/core/decimal';

/** Words in the two languages of the app. */
export type Both = { readonly en: string; readonly 'zh-CN': string };

/** Words in both languages. */
export function both(en: string, chinese: string): Both {
  return { en, 'zh-CN': chinese };
}

/** A computed number as decimal text, exactly as it prints. */
export function plain(value: number): string {
  return decimalText(toDecimal(value));
}

/** A number for a sentence: at most `decimals` places. */
export function short(value: number, decimals = 1): string {
  return decimalText(roundDecimal({ value, decimals, mode: 'half-up' }));
}

/** A share as percent. */
export function percent(share: number): string {
  return decimalText(toDecimal(share).times(100));
}
