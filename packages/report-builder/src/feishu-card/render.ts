import type { JsonObject } from '@meritkit/core/json';
import type { NotificationIntent } from '@meritkit/core/notifications';
import type { ReportDocument } from '../document/document.ts';
import {
  type MessageOptions,
  type MessageSummary,
  type NotificationOptions,
  summarise,
  summariseIntent,
} from '../messaging/summary.ts';

/**
 * A report as a Feishu (Lark) card message, schema 2.0: send it as it is to a bot's webhook. Words stand as plain text,
 * so that nothing in a name becomes a mention or a link.
 *
 * @throws InvalidInputError `report/unknown-locale`, `report/unknown-time-zone`
 * @example
 * ```ts
 * import { buildTechnologyValueReport } from '@meritkit/report-builder';
 * import { renderFeishuCard } from '@meritkit/report-builder/feishu-card';
 *
 * const report = buildTechnologyValueReport({ effects: [] }, { asOf: '2026-10-01', period: { start: '2026-07-01', end: '2026-10-01' } });
 * renderFeishuCard(report, { locale: 'zh-CN', timeZone: 'Asia/Shanghai' }).msg_type; // 'interactive'
 * ```
 */
export function renderFeishuCard(document: ReportDocument, options: MessageOptions): JsonObject {
  return card(summarise(document, options));
}

/** A notification intent as a Feishu card message. */
export function renderFeishuNotification(intent: NotificationIntent, options: NotificationOptions): JsonObject {
  return card(summariseIntent(intent, options));
}

function card(summary: MessageSummary): JsonObject {
  const plain = (content: string) => ({ tag: 'div', text: { tag: 'plain_text', content } });
  const button =
    summary.url === undefined
      ? []
      : [
          {
            tag: 'button',
            type: 'primary',
            text: { tag: 'plain_text', content: summary.action },
            behaviors: [{ type: 'open_url', default_url: summary.url }],
          },
        ];
  return {
    msg_type: 'interactive',
    card: {
      schema: '2.0',
      config: { update_multi: true },
      header: {
        template: 'blue',
        title: { tag: 'plain_text', content: summary.title },
        ...(summary.meta === '' ? {} : { subtitle: { tag: 'plain_text', content: summary.meta } }),
      },
      body: { elements: [...summary.lines.map((line) => plain(`• ${line}`)), ...summary.notes.map(plain), ...button] },
    },
  };
}
