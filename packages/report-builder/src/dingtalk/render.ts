import type { JsonObject } from '@meritkit/core/json';
import type { NotificationIntent } from '@meritkit/core/notifications';
import type { ReportDocument } from '../document/document.ts';
import { escapeMarkdown } from '../markdown/escape.ts';
import {
  cutToBytes,
  type MessageOptions,
  type MessageSummary,
  type NotificationOptions,
  summarise,
  summariseIntent,
} from '../messaging/summary.ts';

/** DingTalk refuses a body over 20,000 bytes. */
const mostBytes = 18_000;

/**
 * A report as a DingTalk robot message: an action card with a button where there is an address, Markdown otherwise.
 *
 * @throws InvalidInputError `report/unknown-locale`, `report/unknown-time-zone`
 * @example
 * ```ts
 * import { buildTechnologyValueReport } from '@meritkit/report-builder';
 * import { renderDingTalk } from '@meritkit/report-builder/dingtalk';
 *
 * const report = buildTechnologyValueReport({ effects: [] }, { asOf: '2026-10-01', period: { start: '2026-07-01', end: '2026-10-01' } });
 * renderDingTalk(report, { locale: 'zh-CN', timeZone: 'Asia/Shanghai' }).msgtype; // 'markdown'
 * ```
 */
export function renderDingTalk(document: ReportDocument, options: MessageOptions): JsonObject {
  return message(summarise(document, options));
}

/** A notification intent as a DingTalk robot message. */
export function renderDingTalkNotification(intent: NotificationIntent, options: NotificationOptions): JsonObject {
  return message(summariseIntent(intent, options));
}

function message(summary: MessageSummary): JsonObject {
  const meta = summary.meta === '' ? [] : [`> ${escapeMarkdown(summary.meta)}`];
  const lines = summary.lines.map((line) => `- ${escapeMarkdown(line)}`).join('\n');
  const parts = [`### ${escapeMarkdown(summary.title)}`, ...meta, lines, ...summary.notes.map(escapeMarkdown)];
  const text = cutToBytes(parts.join('\n\n'), mostBytes);
  const title = cutToBytes(summary.title, 60);
  if (summary.url === undefined) return { msgtype: 'markdown', markdown: { title, text }, at: { isAtAll: false } };
  return {
    msgtype: 'actionCard',
    actionCard: { title, text, singleTitle: summary.action, singleURL: summary.url },
  };
}
