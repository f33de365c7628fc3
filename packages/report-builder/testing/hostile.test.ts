import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { renderCsv } from '../src/csv/index.ts';
import { renderDingTalk } from '../src/dingtalk/index.ts';
import { renderEmail } from '../src/email/index.ts';
import { renderFeishuCard } from '../src/feishu-card/index.ts';
import { renderHtml } from '../src/html/index.ts';
import { buildReport, type CustomReportInput } from '../src/index.ts';
import { renderMarkdown } from '../src/markdown/index.ts';
import { renderSvg } from '../src/svg/index.ts';
import { renderWeCom } from '../src/wecom/index.ts';
import { frame } from './samples.ts';

const hostile = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</style><svg onload=alert(1)>',
  '</title><script>alert(1)</script>',
  '[click](javascript:alert(1))',
  '![x](http://evil.example/track.png)',
  '`code` **bold** _em_ ~~gone~~ | cell',
  '# heading\n- item\n1. one',
  '=HYPERLINK("http://evil.example","x")',
  '+1+1',
  '-1+cmd|calc',
  '@SUM(A1)',
  '\t=1+1',
  '＝1+1',
  '<at id=all></at> <@all> @all',
  '\u202eevil\u2066 \u0000\u0007 \ufeff',
  '&lt;b&gt; &amp; &#60;i&#62;',
  'a{b}{count, plural, one {x} other {y}}',
  'javascript:alert(1)',
  'http://evil.example www.evil.example',
  '𝒳🧑‍💻 عربي',
];

function documentWith(text: string) {
  const blocks: CustomReportInput['blocks'] = [
    { type: 'heading', level: 2, text },
    { type: 'narrative', text: { message: 'value.line', with: { label: text, value: { text } } }, notes: ['1'] },
    { type: 'metric', id: 'm', label: text, value: '1', note: text, sources: [{ system: text, ref: text, url: text }] },
    { type: 'callout', tone: 'attention', title: text, text },
    {
      type: 'table',
      id: 't',
      title: text,
      columns: [
        { id: 'a', label: text, unit: text },
        { id: 'b', label: text },
      ],
      rows: [{ cells: [text, { value: null, unknown: text }] }],
    },
    {
      type: 'chart',
      chart: 'heatmap',
      id: text === '' ? 'c' : text,
      unit: text,
      title: text,
      subtitle: text,
      categories: [{ id: 'x', label: text }],
      series: [{ id: text, label: text, values: [{ value: null, suppressed: text }] }],
    },
    { type: 'footnote', id: '1', text, url: text },
  ];
  return buildReport({ title: text, blocks }, frame);
}

const reader = { locale: 'en', timeZone: 'UTC' };

describe.each(hostile)('the name %j', (text) => {
  const document = documentWith(text);

  it('is inert in HTML', () => {
    const html = renderHtml(document, reader);
    // Only these elements, and of attributes only ours; nothing a name could have brought.
    const tags = [...html.matchAll(/<\/?([a-zA-Z][^\s>/]*)/g)].map((found) => found[1]!.toLowerCase());
    const own =
      /^(html|head|meta|title|style|body|main|header|h1|h2|h3|h4|p|ul|ol|li|span|button|dl|dt|dd|div|figure|svg|desc|defs|pattern|path|circle|g|rect|text|details|summary|table|thead|tbody|tr|th|td|section|a)$/;
    expect(tags.filter((tag) => !own.test(tag))).toEqual([]);
    const markup = html.replace(/<style>.*?<\/style>/s, '');
    const attributes = [...markup.matchAll(/<[a-zA-Z][^>]*>/g)].flatMap((tag) =>
      [...tag[0].replace(/"[^"]*"/g, '""').matchAll(/\s([a-zA-Z-]+)/g)].map((found) => found[1]!),
    );
    expect(attributes.filter((name) => /^on/i.test(name) || name === 'src' || name === 'style')).toEqual([]);
    expect(markup).not.toMatch(/href="(?!#|https?:)/i);
    expect(html).not.toMatch(/[\p{Bidi_Control}]/u);
    expect([...html].filter((sign) => sign < ' ' && sign !== '\n')).toEqual([]);
  });

  it('is inert in SVG', () => {
    const svg = renderSvg({ document, chart: text }, reader);
    expect(svg.replace(/<style>.*?<\/style>/s, '')).not.toMatch(/<(script|img|image|foreignObject|a|use|iframe)\b/i);
    expect(svg.match(/<svg/g)).toHaveLength(1);
    expect(svg.replace(/"[^"]*"/g, '""')).not.toMatch(/<[^>]*\son\w+=/i);
  });

  it('is inert in Markdown', () => {
    const markdown = renderMarkdown(document, { ...reader, title: true });
    const unescaped = markdown.replace(/\\./g, '');
    expect(unescaped).not.toMatch(/<(?!https?:)/);
    expect(unescaped).not.toMatch(/!\[/);
    expect(unescaped).not.toMatch(/\]\((?!<https?:)/);
    expect(unescaped).not.toMatch(/`|~~|javascript:|http:\/\/evil\.example[^>]|\bwww\.evil/);
    expect(unescaped).not.toMatch(/^- (#|- |\d+\. )/m);
    const rows = markdown.split('\n').filter((line) => line.startsWith('|'));
    for (const row of rows) expect(row.replace(/\\\|/g, '').match(/\|/g), row).toHaveLength(3);
  });

  it('is inert in CSV and still one field', () => {
    const csv = renderCsv(document, { ...reader, byteOrderMark: false });
    const rows: string[][] = parse(csv);
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([11]));
    for (const field of rows.flat()) {
      expect(/^-?\d+(\.\d+)?$/.test(field) || !/^\s*[=+\-@|\uff1d]/.test(field), field).toBe(true);
    }
  });

  it('is inert in messages', () => {
    const email = renderEmail(document, { ...reader, url: text });
    expect(email.html).not.toMatch(/<(script|img|svg|iframe)\b/i);
    expect(email.html).not.toMatch(/href="(?!https?:)/i);
    expect(email.subject).not.toMatch(/[\r\n]/);
    const content = JSON.stringify(renderWeCom(document, reader));
    expect(content).not.toMatch(/<@|\]\(/);
    const card = JSON.stringify(renderFeishuCard(document, { ...reader, url: text }));
    expect(card).not.toContain('"tag":"markdown"');
    const ding = renderDingTalk(document, reader) as { markdown: { text: string } };
    expect(ding.markdown.text.replace(/\\./g, '')).not.toMatch(/<|\]\(|@/);
  });
});
