const formats = new Map<string, Intl.NumberFormat>();

/**
 * A decimal text in a locale's digits grouping, exact beyond 2^53: the text itself is formatted, never a double.
 * Without `decimals` the value's own places are kept.
 */
export function formatDecimal(options: {
  readonly value: string;
  readonly locale: string;
  readonly decimals?: number;
  readonly sign?: boolean;
}): string {
  const own = options.value.split('.')[1]?.length ?? 0;
  const places = options.decimals === undefined ? own : Math.min(own, options.decimals);
  const key = `${options.locale}|${places}|${options.sign === true}`;
  let format = formats.get(key);
  if (format === undefined) {
    if (formats.size > 500) formats.clear();
    format = new Intl.NumberFormat(options.locale, {
      numberingSystem: 'latn',
      minimumFractionDigits: options.decimals === undefined ? Math.min(places, 100) : 0,
      maximumFractionDigits: Math.min(places, 100),
      ...(options.sign === true ? { signDisplay: 'exceptZero' as const } : { signDisplay: 'negative' as const }),
    });
    formats.set(key, format);
  }
  return format.format(options.value as `${number}`);
}
