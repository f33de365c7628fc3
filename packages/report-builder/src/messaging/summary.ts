import { type Catalogue, formatMessage, type MessageOverrides } from '@meritkit/core/locale';
import type { NotificationIntent } from '@meritkit/core/notifications';
import type { ReportDocument } from '../document/document.ts';
import { narrativeText, openPage } from '../render/page.ts';
import type { ReaderOptions } from '../words/create.ts';
import { createWords } from '../words/create.ts';
import { cleanText } from '../words/text.ts';

/** How a message is written. */
export interface MessageOptions extends ReaderOptions {
  /** Sentences and figures at most; eight unless told. */
  readonly lines?: number;
  /** Where the whole report can be read. Only web addresses become buttons. */
  readonly url?: string;
}

/** A message before it takes the form of one channel: plain words, nothing escaped. */
export interface MessageSummary {
  readonly title: string;
  readonly meta: string;
  readonly lines: readonly string[];
  readonly notes: readonly string[];
  readonly url?: string;
  readonly action: string;
}

/** The sentences and figures that a message has room for. */
export function summarise(document: ReportDocument, options: MessageOptions): MessageSummary {
  const page = openPage(document, options);
  const { words } = page;
  const lines = document.blocks.flatMap((block) => (block.type === 'narrative' ? [narrativeText(page, block)] : []));
  const figures = document.blocks.flatMap((block) => {
    if (block.type !== 'metric') return [];
    const metric = words.find(block.metric);
    return [words.say('value.line', { label: words.text(metric.label), value: words.metric(metric) })];
  });
  const most = options.lines ?? 8;
  const shown = [...lines, ...(lines.length === 0 ? figures : [])];
  return {
    title: words.text(document.title),
    meta: `${words.period(document.period)} · ${words.say('page.asOf', { date: words.date(document.asOf) })}`,
    lines: shown.slice(0, most),
    notes: shown.length > most ? [words.say('why.more', { count: shown.length - most })] : [],
    ...webAddress(options.url),
    action: words.say('message.open'),
  };
}

/** How a reminder is written. */
export interface NotificationOptions extends Omit<ReaderOptions, 'catalogue'> {
  /** The catalogue that the intent's message belongs to. */
  readonly catalogue: Catalogue;
  readonly overrides?: MessageOverrides;
  /** A heading of the host's own; the kind of notification unless told. */
  readonly title?: string;
  readonly url?: string;
}

/** A notification intent as a message. */
export function summariseIntent(intent: NotificationIntent, options: NotificationOptions): MessageSummary {
  const { catalogue, locale, timeZone, overrides } = options;
  const words = createWords({ locale, timeZone });
  const text = formatMessage({
    catalogue,
    key: intent.messageKey,
    parameters: intent.parameters,
    locale,
    ...(overrides === undefined ? {} : { overrides }),
  });
  return {
    title: cleanText(options.title ?? intent.kind),
    meta: '',
    lines: [cleanText(text)],
    notes: [],
    ...webAddress(options.url),
    action: words.say('message.open'),
  };
}

function webAddress(url: string | undefined): { readonly url?: string } {
  return url !== undefined && /^https?:\/\/\S+$/i.test(url) ? { url } : {};
}

/** A text of at most so many bytes in UTF-8, cut between characters. */
export function cutToBytes(text: string, most: number): string {
  let bytes = 0;
  let kept = '';
  for (const sign of text) {
    const code = sign.codePointAt(0)!;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x1_0000 ? 3 : 4;
    if (bytes > most - 3) return `${kept}…`;
    kept += sign;
  }
  return kept;
}
