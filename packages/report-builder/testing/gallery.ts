import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderHtml } from '../src/html/index.ts';
import { createWords } from '../src/words/index.ts';
import { openChromium } from './browser.ts';
import { samples } from './samples.ts';

/**
 * Writes docs/gallery: every report in both languages, light and dark, and a page that shows them narrow and wide.
 * `node testing/gallery.ts` writes the pages; `node testing/gallery.ts --screenshots <folder>` draws them as well.
 */
const folder = join(import.meta.dirname, '..', '..', '..', 'docs', 'gallery');
const locales = ['en', 'zh-CN'] as const;
const themes = ['light', 'dark'] as const;
const widths = [390, 1280] as const;

const pageOf = (name: string, locale: string, theme: string) => `${name}.${locale}.${theme}.html`;

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const [name, build] of Object.entries(samples)) {
  for (const locale of locales) {
    for (const theme of themes) {
      const html = renderHtml(build(), { locale, timeZone: 'Asia/Shanghai', theme });
      writeFileSync(join(folder, pageOf(name, locale, theme)), html);
    }
  }
}
writeFileSync(join(folder, 'index.html'), indexPage());

function indexPage(): string {
  const rows = Object.entries(samples).map(([name, build]) => {
    const title = createWords({ locale: 'en', timeZone: 'UTC' }).text(build().title);
    const views = locales.flatMap((locale) =>
      themes.map((theme) => {
        const page = pageOf(name, locale, theme);
        return (
          `<li><a href="${page}">${locale}, ${theme}</a>` +
          `<div class="pair"><iframe title="${title}, ${locale}, ${theme}, 390 px" src="${page}" width="390" height="640" loading="lazy"></iframe>` +
          `<iframe title="${title}, ${locale}, ${theme}, 860 px" src="${page}" width="860" height="640" loading="lazy"></iframe></div></li>`
        );
      }),
    );
    return `<section id="${name}"><h2>${title}</h2><ul>${views.join('')}</ul></section>`;
  });
  const links = Object.keys(samples).map((name) => `<a href="#${name}">${name}</a>`);
  return (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">' +
    '<title>Report gallery</title><style>body{font:15px/1.5 system-ui,sans-serif;margin:24px;color:#1b1f24;background:#fff}' +
    'nav{display:flex;flex-wrap:wrap;gap:12px}ul{list-style:none;padding:0}.pair{display:flex;gap:16px;overflow-x:auto;padding:8px 0 24px}' +
    'iframe{border:1px solid #8b95a1;border-radius:6px;flex:none}a{color:#2458b8}</style></head>' +
    `<body><h1>Report gallery</h1><p>Every report of @meritkit/report-builder, in both languages, light and dark, on a phone and on a desk.</p><nav>${links.join('')}</nav>${rows.join('')}</body></html>\n`
  );
}

const wanted = process.argv.indexOf('--screenshots');
if (wanted !== -1) {
  const target = process.argv[wanted + 1]!;
  mkdirSync(target, { recursive: true });
  const browser = await openChromium();
  for (const name of Object.keys(samples)) {
    for (const [locale, theme, width] of [
      ['en', 'light', widths[1]],
      ['zh-CN', 'dark', widths[0]],
      ['zh-CN', 'light', widths[1]],
    ] as const) {
      const page = await browser.newPage({ viewport: { width, height: 900 } });
      await page.goto(`file://${join(folder, pageOf(name, locale, theme))}`);
      await page.screenshot({ path: join(target, `${name}.${locale}.${theme}.${width}.png`), fullPage: true });
      await page.close();
    }
  }
  await browser.close();
}
