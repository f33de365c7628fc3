import { createHash } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { renderCsv } from '../src/csv/index.ts';
import { renderHtml } from '../src/html/index.ts';
import { renderMarkdown } from '../src/markdown/index.ts';
import { renderSvg } from '../src/svg/index.ts';
import { samples } from './samples.ts';

const home = process.env.TZ;
afterAll(() => {
  if (home === undefined) delete process.env.TZ;
  else process.env.TZ = home;
});

/** Everything that is rendered as text, of every report, as one digest per format. */
function digests(): Record<string, string> {
  const texts: Record<string, string[]> = { html: [], svg: [], markdown: [], csv: [] };
  for (const build of Object.values(samples)) {
    const document = build();
    const options = { locale: 'zh-CN', timeZone: 'America/New_York' };
    texts.html!.push(renderHtml(document, options));
    texts.markdown!.push(renderMarkdown(document, options));
    texts.csv!.push(renderCsv(document, options));
    for (const block of document.blocks) {
      if (block.type === 'chart') texts.svg!.push(renderSvg({ document, chart: block.id }, options));
    }
  }
  return Object.fromEntries(
    Object.entries(texts).map(([name, parts]) => [name, createHash('sha256').update(parts.join('\n')).digest('hex')]),
  );
}

describe('rendering', () => {
  it('gives the same bytes 100 times, in two time zones of the machine', () => {
    const first = digests();
    const seen = new Set<string>();
    const offsets = new Set<number>();
    for (let run = 0; run < 100; run += 1) {
      process.env.TZ = run % 2 === 0 ? 'Pacific/Chatham' : 'America/Los_Angeles';
      offsets.add(new Date(0).getTimezoneOffset());
      seen.add(JSON.stringify(digests()));
    }
    expect(offsets.size).toBe(2);
    expect([...seen]).toEqual([JSON.stringify(first)]);
  }, 60_000);
});
