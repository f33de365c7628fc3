import type { NotificationIntent } from '@meritkit/core/notifications';
import { escapeMarkup } from '../charts/draw/element.ts';
import type { ReportDocument } from '../document/document.ts';
import {
  type MessageOptions,
  type MessageSummary,
  type NotificationOptions,
  summarise,
  summariseIntent,
} from '../messaging/summary.ts';

/** An e-mail in parts: the host adds sender and recipient. */
export interface EmailMessage {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/**
 * A report as an e-mail: subject, HTML with its styles in place (no script, no image, nothing loaded), and plain text.
 *
 * @throws InvalidInputError `report/unknown-locale`, `report/unknown-time-zone`
 * @example
 * ```ts
 * import { buildTechnologyValueReport } from '@meritkit/report-builder';
 * import { renderEmail } from '@meritkit/report-builder/email';
 *
 * const report = buildTechnologyValueReport({ effects: [] }, { asOf: '2026-10-01', period: { start: '2026-07-01', end: '2026-10-01' } });
 * renderEmail(report, { locale: 'en', timeZone: 'UTC' }).subject; // 'Technology value report'
 * ```
 */
export function renderEmail(document: ReportDocument, options: MessageOptions): EmailMessage {
  return email(summarise(document, options), options.locale);
}

/** A notification intent as an e-mail. */
export function renderEmailNotification(intent: NotificationIntent, options: NotificationOptions): EmailMessage {
  return email(summariseIntent(intent, options), options.locale);
}

const font = "font-family:system-ui,-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif";

function email(summary: MessageSummary, locale: string): EmailMessage {
  const lines = summary.lines
    .map((line) => `<tr><td style="padding:8px 0;border-bottom:1px solid #e3e6ea">${escapeMarkup(line)}</td></tr>`)
    .join('');
  const notes = summary.notes
    .map((note) => `<p style="color:#59626e;margin:12px 0 0">${escapeMarkup(note)}</p>`)
    .join('');
  const link =
    summary.url === undefined
      ? ''
      : `<p style="margin:20px 0 0"><a href="${escapeMarkup(summary.url)}" style="color:#2458b8">${escapeMarkup(summary.action)}</a></p>`;
  const meta = summary.meta === '' ? '' : `<p style="color:#59626e;margin:0 0 16px">${escapeMarkup(summary.meta)}</p>`;
  const html =
    `<!doctype html><html lang="${escapeMarkup(locale)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeMarkup(summary.title)}</title></head>` +
    `<body style="margin:0;background:#ffffff"><div style="max-width:600px;margin:0 auto;padding:24px 16px;color:#1b1f24;font-size:15px;line-height:1.6;${font}">` +
    `<h1 style="font-size:22px;line-height:1.3;margin:0 0 4px">${escapeMarkup(summary.title)}</h1>${meta}` +
    `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="border-collapse:collapse;font-size:15px">${lines}</table>${notes}${link}</div></body></html>`;
  const text = [
    summary.title,
    ...(summary.meta === '' ? [] : [summary.meta]),
    '',
    ...summary.lines.map((line) => `- ${line}`),
    ...summary.notes,
    ...(summary.url === undefined ? [] : ['', `${summary.action}: ${summary.url}`]),
  ].join('\n');
  return { subject: summary.title, html, text };
}
