const formats = new Map<string, Intl.NumberFormat>();

/**
 * A decimal text in a locale's digits grouping, exact beyond 2^53: the text itself is formatted, never a double.
 * Without `decimals` the value's own places are kept.
 */
export function formatDecimal(options: {
  readonly value: string;
  readonly locale: string;
  readonly decimals?: number;
  /** Always show `decimals` places. */
  readonly pad?: boolean;
}): string {
  // Up to three digits look the same in every locale: Latin digits, no grouping, no sign.
  if (options.pad !== true && /^(0|[1-9]\d{0,2})$/.test(options.value)) return options.value;
  const own = options.value.split('.')[1]?.length ?? 0;
  const most = Math.min(options.decimals ?? own, 100);
  const least = options.decimals === undefined || options.pad === true ? most : 0;
  const key = `${options.locale}|${least}|${most}`;
  let format = formats.get(key);
  if (format === undefined) {
    if (formats.size > 500) formats.clear();
    format = new Intl.NumberFormat(options.locale, {
      numberingSystem: 'latn',
      minimumFractionDigits: least,
      maximumFractionDigits: most,
      signDisplay: 'negative',
    });
    formats.set(key, format);
  }
  return format.format(options.value as `${number}`);
}
