import { isMessage } from '../document/message.ts';
import type { Metric } from '../document/metric.ts';
import type { Parameter, ReportPeriod, ReportText } from '../document/text.ts';
import { reportError } from '../errors.ts';
import { dayBefore, formatDate, formatInstant, requireTimeZone } from './date.ts';
import { formatDecimal } from './number.ts';
import { cleanText, textIn } from './text.ts';

/** A catalogue in one locale. */
export interface Formatter {
  readonly has: (key: string) => boolean;
  /** The message of a key that is there. */
  readonly format: (key: string, parameters: Readonly<Record<string, string | number>>) => string;
}

/** A document's words in one locale: what every renderer draws with. */
export interface Words {
  readonly locale: string;
  readonly timeZone: string;
  /** A message or a user's words. */
  readonly text: (text: ReportText) => string;
  /** A message by key. */
  readonly say: (key: string, parameters?: Readonly<Record<string, string | number>>) => string;
  /** True where the catalogue has the key. */
  readonly has: (key: string) => boolean;
  /** A decimal with its unit. */
  readonly quantity: (value: string, unit: string, decimals?: number) => string;
  /** A decimal without its unit, for columns whose header says it. */
  readonly number: (value: string, decimals?: number) => string;
  /** A metric's value with its unit, or what is unknown or not shown, with the reason. */
  readonly metric: (metric: Metric) => string;
  /** The same without the unit. */
  readonly bare: (metric: Metric) => string;
  readonly unitName: (unit: string) => string;
  readonly reason: (reason: string) => string;
  readonly date: (date: string, style?: 'long' | 'short') => string;
  readonly period: (period: ReportPeriod) => string;
  /** The document's metric of this id. */
  readonly find: (id: string) => Metric;
}

/** What a renderer needs to know about its reader. */
export interface WordsOptions {
  readonly locale: string;
  readonly timeZone: string;
  readonly metrics: readonly Metric[];
  readonly format: Formatter;
}

/** Puts a formatter, a locale and a document's metrics together. */
export function createWordsWith(options: WordsOptions): Words {
  const { locale, timeZone, format } = options;
  requireTimeZone(timeZone);
  const byId = new Map(options.metrics.map((metric) => [metric.id, metric]));
  const say: Words['say'] = (key, parameters = {}) => {
    if (!format.has(key)) throw reportError('report/unknown-message', ['message'], `no message "${key}"`);
    return format.format(key, parameters);
  };
  const { has } = format;
  const number: Words['number'] = (value, decimals) =>
    formatDecimal({ value, locale, ...(decimals === undefined ? {} : { decimals }) });
  const written = new Map<string, string>();
  const quantity: Words['quantity'] = (value, unit, decimals) => {
    const key = `${value} ${unit} ${decimals}`;
    const known = written.get(key);
    if (known !== undefined) return known;
    const text = writeQuantity(value, unit, decimals);
    written.set(key, text);
    return text;
  };
  const writeQuantity: Words['quantity'] = (value, unit, decimals) => {
    const text =
      unit === 'ratio'
        ? formatDecimal({ value, locale, ...(decimals === undefined ? {} : { decimals }), pad: true })
        : number(value, decimals);
    if (/^[A-Z]{3}$/.test(unit)) {
      return has(`money.${unit}`)
        ? say(`money.${unit}`, { value: text })
        : say('unit.money', { value: text, currency: unit });
    }
    return has(`unit.${unit}`)
      ? say(`unit.${unit}`, { value: text })
      : say('unit.other', { value: text, unit: cleanText(unit) });
  };
  const unitName: Words['unitName'] = (unit) => (has(`unitName.${unit}`) ? say(`unitName.${unit}`) : cleanText(unit));
  const reason: Words['reason'] = (key) => (has(`reason.${key}`) ? say(`reason.${key}`) : cleanText(key));
  const state = (metric: Metric, shown: (value: string) => string): string => {
    if (metric.status.kind !== 'known' || metric.value === null) {
      const why = metric.status.kind === 'known' ? 'not-supplied' : metric.status.reason;
      return say(`state.${metric.status.kind === 'suppressed' ? 'suppressed' : 'unknown'}`, { reason: reason(why) });
    }
    return shown(metric.value);
  };
  const find: Words['find'] = (id) => {
    const metric = byId.get(id);
    if (metric === undefined) throw reportError('report/unknown-metric', [id], `the document has no metric "${id}"`);
    return metric;
  };
  const words: Words = {
    locale,
    timeZone,
    say,
    has,
    number,
    quantity,
    unitName,
    reason,
    find,
    metric: (metric) => state(metric, (value) => quantity(value, metric.unit, metric.decimals)),
    bare: (metric) =>
      state(metric, (value) =>
        metric.unit === 'ratio' ? quantity(value, 'ratio', metric.decimals) : number(value, metric.decimals),
      ),
    date: (date, style) => formatDate(date, locale, style),
    period: (period) =>
      say('format.period', { start: formatDate(period.start, locale), end: formatDate(dayBefore(period.end), locale) }),
    text: (text) => (isMessage(text) ? say(text.message, fill(words, text.with ?? {})) : textIn(text, locale)),
  };
  return words;
}

/**
 * Each parameter as text. A quantity also stands as `<name>Number`, for plurals, and `<name>State` says `known`,
 * `unknown` or `suppressed`; a plain text is its own state, so that `none` can leave a clause out.
 */
function fill(words: Words, parameters: Readonly<Record<string, Parameter>>): Record<string, string | number> {
  const filled: Record<string, string | number> = {};
  for (const [name, parameter] of Object.entries(parameters)) {
    filled[name] = textOf(words, parameter);
    filled[`${name}State`] = typeof parameter === 'string' ? parameter : 'known';
    if (typeof parameter === 'string') continue;
    if ('number' in parameter) filled[`${name}Number`] = Number(parameter.number);
    if ('metric' in parameter) {
      const metric = words.find(parameter.metric);
      filled[`${name}Number`] = Number(metric.value ?? 0);
      filled[`${name}State`] = metric.status.kind;
    }
  }
  return filled;
}

function textOf(words: Words, parameter: Parameter): string {
  if (typeof parameter === 'string') return cleanText(parameter);
  if ('text' in parameter) return textIn(parameter.text, words.locale);
  if ('number' in parameter) {
    return parameter.unit === undefined
      ? words.number(parameter.number, parameter.decimals)
      : words.quantity(parameter.number, parameter.unit, parameter.decimals);
  }
  if ('metric' in parameter) return words.metric(words.find(parameter.metric));
  if ('date' in parameter) return words.date(parameter.date);
  if ('instant' in parameter) return formatInstant(parameter.instant, words.locale, words.timeZone);
  if ('period' in parameter) return words.period(parameter.period);
  if ('key' in parameter) return words.say(parameter.key);
  return words.unitName(parameter.unit);
}
