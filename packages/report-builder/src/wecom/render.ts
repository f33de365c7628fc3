import type { JsonObject } from '@meritkit/core/json';
import type { NotificationIntent } from '@meritkit/core/notifications';
import type { ReportDocument } from '../document/document.ts';
import {
  cutToBytes,
  type MessageOptions,
  type MessageSummary,
  type NotificationOptions,
  summarise,
  summariseIntent,
} from '../messaging/summary.ts';

/** WeCom refuses Markdown over 4,096 bytes. */
const mostBytes = 4096;

/**
 * A report as a WeCom robot message in its small Markdown. It knows no escape sign, so signs that would begin a mention,
 * a link or a style are written in full width.
 *
 * @throws InvalidInputError `report/unknown-locale`, `report/unknown-time-zone`
 * @example
 * ```ts
 * import { buildTechnologyValueReport } from '@meritkit/report-builder';
 * import { renderWeCom } from '@meritkit/report-builder/wecom';
 *
 * const report = buildTechnologyValueReport({ effects: [] }, { asOf: '2026-10-01', period: { start: '2026-07-01', end: '2026-10-01' } });
 * renderWeCom(report, { locale: 'zh-CN', timeZone: 'Asia/Shanghai' }).msgtype; // 'markdown'
 * ```
 */
export function renderWeCom(document: ReportDocument, options: MessageOptions): JsonObject {
  return message(summarise(document, options));
}

/** A notification intent as a WeCom robot message. */
export function renderWeComNotification(intent: NotificationIntent, options: NotificationOptions): JsonObject {
  return message(summariseIntent(intent, options));
}

const fullWidth: Readonly<Record<string, string>> = {
  '<': '＜',
  '>': '＞',
  '[': '［',
  ']': '］',
  '`': '｀',
  '*': '＊',
  '#': '＃',
};

function inert(text: string): string {
  return text.replace(/[<>[\]`*#]/g, (sign) => fullWidth[sign]!);
}

function message(summary: MessageSummary): JsonObject {
  const meta = summary.meta === '' ? [] : [`> ${inert(summary.meta)}`];
  const lines = [...summary.lines, ...summary.notes].map((line) => `· ${inert(line)}`);
  const link =
    summary.url === undefined
      ? ''
      : `\n[${inert(summary.action)}](${summary.url.replace(/[()\s]/g, encodeURIComponent)})`;
  const text = [`**${inert(summary.title)}**`, ...meta, ...lines].join('\n');
  const room = mostBytes - new TextEncoder().encode(link).length;
  return { msgtype: 'markdown', markdown: { content: `${cutToBytes(text, room)}${link}` } };
}
