import { defineCatalogue } from '@meritkit/core/locale';
import { createNotification } from '@meritkit/core/notifications';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { renderCsv } from '../src/csv/index.ts';
import { renderDingTalk, renderDingTalkNotification } from '../src/dingtalk/index.ts';
import { renderEmail, renderEmailNotification } from '../src/email/index.ts';
import { renderFeishuCard, renderFeishuNotification } from '../src/feishu-card/index.ts';
import { renderHtml, renderHtmlParts, reportStyle } from '../src/html/index.ts';
import { buildReport, buildStrategicReport, diffReports } from '../src/index.ts';
import { Report, Why } from '../src/react/index.ts';
import { renderWeCom, renderWeComNotification } from '../src/wecom/index.ts';
import { frame, samples } from './samples.ts';

const zh = { locale: 'zh-CN', timeZone: 'Asia/Shanghai' };
const url = 'https://hr.example/reports/7';
const bytes = (text: string) => new TextEncoder().encode(text).length;

describe('chat messages', () => {
  it('are a Feishu card with the report’s sentences and one button', () => {
    const card = renderFeishuCard(samples['technology-value']!(), { ...zh, url, lines: 3 });
    expect(card).toMatchObject({
      msg_type: 'interactive',
      card: { schema: '2.0', header: { title: { tag: 'plain_text', content: '技术价值报告' } } },
    });
    const text = JSON.stringify(card);
    expect(text).toContain('支付成功率 95% → 99.9%，留住用户 100,000 人（前后对比，不代表因果）');
    expect(text).toContain('另有 3 项');
    expect(text).toContain(url);
  });

  it('are a DingTalk action card with an address, Markdown without', () => {
    expect(renderDingTalk(samples.load!(), { ...zh, url })).toMatchObject({
      msgtype: 'actionCard',
      actionCard: { title: '团队负载', singleURL: url, singleTitle: '查看完整报告' },
    });
    expect(renderDingTalk(samples.load!(), zh)).toMatchObject({ msgtype: 'markdown', markdown: { title: '团队负载' } });
  });

  it('stay inside what the channels take, whatever the names', () => {
    const long = buildReport(
      {
        title: '长'.repeat(300),
        blocks: Array.from({ length: 50 }, () => ({ type: 'narrative' as const, text: '很长的一句话'.repeat(400) })),
      },
      frame,
    );
    const wecom = renderWeCom(long, { ...zh, lines: 50, url }) as { markdown: { content: string } };
    expect(bytes(wecom.markdown.content)).toBeLessThanOrEqual(4096);
    expect(wecom.markdown.content.endsWith(`(${url})`)).toBe(true);
    const ding = renderDingTalk(long, { ...zh, lines: 50 }) as { markdown: { text: string; title: string } };
    expect(bytes(JSON.stringify(ding))).toBeLessThanOrEqual(20_000);
  });

  it('come from notification intents too, in the host’s own words', () => {
    const catalogue = defineCatalogue({
      en: { due: '{course} is due on Friday' },
      'zh-CN': { due: '{course} 周五到期' },
    });
    const intent = createNotification({
      recipient: { personId: 'lin' },
      kind: 'skills.training-due',
      occasion: '2026-W47',
      urgency: 'digest',
      messageKey: 'due',
      parameters: { course: 'Kubernetes <b>' },
    });
    const options = { ...zh, catalogue, title: '培训提醒', url };
    expect(JSON.stringify(renderFeishuNotification(intent, options))).toContain('Kubernetes <b> 周五到期');
    expect(JSON.stringify(renderDingTalkNotification(intent, options))).toContain('Kubernetes \\\\<b\\\\> 周五到期');
    expect(JSON.stringify(renderWeComNotification(intent, options))).toContain('Kubernetes ＜b＞ 周五到期');
    const email = renderEmailNotification(intent, { ...options, locale: 'en' });
    expect(email).toMatchObject({ subject: '培训提醒' });
    expect(email.html).toContain('Kubernetes &lt;b&gt; is due on Friday');
  });

  it('give an e-mail in HTML and in plain text', () => {
    const email = renderEmail(samples.alignment!(), { locale: 'en', timeZone: 'UTC', url });
    expect(email.subject).toBe('Sales and R&D alignment');
    expect(email.text).toContain('- Demands met on time 70% → 90% (before and after, not proof of cause)');
    expect(email.html).toContain(`href="${url}"`);
  });
});

describe('React', () => {
  const document = samples['technology-value']!();

  it('renders the very body of /html, under prefix and nonce, without raw HTML', () => {
    const options = { ...zh, classPrefix: 'acme-', nonce: 'n0nce' };
    const markup = renderToStaticMarkup(createElement(Report, { document, ...options }));
    expect(markup).toContain('<style nonce="n0nce">');
    expect(markup).toContain(reportStyle({ classPrefix: 'acme-' }));
    expect(markup).not.toMatch(/class="[^"]*\bmk-/);
    const text = (html: string) =>
      html
        .replace(/<style[^>]*>.*?<\/style>/gs, '')
        .replace(/<[^>]+>/g, '')
        .replace(/&#x27;|&#39;/g, "'");
    expect(text(markup)).toBe(text(renderHtmlParts(document, options).body));
    const count = (html: string, pattern: RegExp) => (html.match(pattern) ?? []).length;
    for (const pattern of [/<svg/g, /popovertarget="/gi, /<td/g, /aria-labelledby="/g]) {
      expect(count(markup, pattern)).toBe(count(renderHtmlParts(document, options).body, pattern));
    }
  });

  it('draws "why?" for any explanation', () => {
    const explanation = {
      key: 'score',
      value: 85.71428571428572,
      operation: { name: 'weighted-mean', version: 1 },
      children: [
        { key: 'project', value: 90, weight: 0.4, operation: { name: 'given', version: 1 } },
        { key: 'innovation', value: 80, weight: 0.3, operation: { name: 'given', version: 1 } },
        {
          key: 'collaboration',
          value: null,
          unknown: { reason: 'not-supplied' },
          weight: 0.3,
          operation: { name: 'given', version: 1 },
        },
      ],
    };
    const markup = renderToStaticMarkup(createElement(Why, { explanation, locale: 'en', timeZone: 'UTC' }));
    for (const part of ['weight 57.1%', 'weight 42.9%', 'collaboration: not supplied', 'Supplying collaboration']) {
      expect(markup).toContain(part);
    }
  });

  it('refuses a class prefix that is none', () => {
    for (const classPrefix of ['', '1', 'a b', '"><script>']) {
      expect(() => renderHtml(document, { ...zh, classPrefix })).toThrow(
        expect.objectContaining({ code: 'report/invalid-input' }),
      );
    }
  });

  it('has a style that needs no escaping as text', () => {
    expect(reportStyle({})).not.toMatch(/[<>&"']/);
  });
});

describe('diffReports', () => {
  const report = (returns: string, hours = '60') =>
    buildStrategicReport(
      {
        investment: { amount: '10000000', currency: 'CNY' },
        returns: { amount: returns, currency: 'CNY' },
        capabilities: [
          { id: 'ai', title: 'AI', effortHours: hours },
          { id: 'web', title: 'Web', effortHours: '40' },
        ],
        plan: [],
      },
      frame,
    );

  it('says which inputs moved a number, and no others', () => {
    const difference = diffReports(report('20000000'), report('25000000'));
    expect(difference.changed.map((change) => change.id)).toEqual(['return', 'return.ratio']);
    expect(difference.changed[1]).toEqual({
      id: 'return.ratio',
      before: '2',
      after: '2.5',
      change: '0.5',
      movedBy: [{ key: 'return', before: '20000000', after: '25000000' }],
      methodChanged: false,
    });
  });

  it('finds nothing between a report and itself, and equal decimals equal', () => {
    expect(diffReports(report('20000000'), report('20000000.00'))).toEqual({ added: [], removed: [], changed: [] });
  });

  it('moves a share when another part of the whole moved', () => {
    const difference = diffReports(report('1', '60'), report('1', '160'));
    const web = difference.changed.find((change) => change.id === 'capability.web.share');
    expect(web).toMatchObject({
      before: '40',
      after: '20',
      movedBy: [{ key: 'capability.ai.hours', before: '60', after: '160' }],
    });
  });

  it('does not compare a load report with an appraisal', () => {
    expect(() => diffReports(samples.load!(), samples.appraisal!())).toThrow(
      expect.objectContaining({ code: 'report/not-comparable' }),
    );
  });
});

describe('CSV', () => {
  it('has one exact line per metric, and any table by its id', () => {
    const document = samples.appraisal!();
    const lines = renderCsv(document, { locale: 'en', timeZone: 'UTC' }).trimEnd().split('\r\n');
    expect(lines).toHaveLength(document.metrics.length + 1);
    expect(lines.find((line) => line.startsWith('score.lin,'))).toContain(',85.714285714286,');
    const table = renderCsv(document, { locale: 'en', timeZone: 'UTC', table: 'terms', byteOrderMark: false });
    expect(table.split('\r\n')[1]).toBe('Lin,90,80,unknown (not supplied),85.714285714286');
    expect(() => renderCsv(document, { locale: 'en', timeZone: 'UTC', table: 'nowhere' })).toThrow(
      expect.objectContaining({ code: 'report/unknown-metric' }),
    );
  });
});
