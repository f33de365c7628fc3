import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatMessage } from '@meritkit/core/locale';
import { describe, expect, it } from 'vitest';
import { connectorsCatalogue, errorCodes } from './index.ts';

const pages = join(import.meta.dirname, '../../../docs/errors');
const used = new Set(
  readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !/\.test\.ts$|errors\.ts$|messages\.ts$/.test(file))
    .flatMap((file) => readFileSync(join(import.meta.dirname, file), 'utf8').match(/'connectors\/[a-z-]+'/g) ?? [])
    .map((text) => text.slice(1, -1)),
);

describe('the codes of the connectors', () => {
  it('are those the sources use', () => {
    expect([...errorCodes].sort()).toEqual([...used].sort());
  });

  it.each(errorCodes)('%s has words in both languages and a page', (code) => {
    const names = [...connectorsCatalogue.messages.en[code].matchAll(/\{(\w+)\}/g)].map((match) => match[1]!);
    const parameters = Object.fromEntries(names.map((name) => [name, 'x']));
    const say = (locale: string) => formatMessage({ catalogue: connectorsCatalogue, key: code, locale, parameters });
    expect(say('en')).toMatch(/^[A-Z“].*\.$/);
    expect(say('zh-CN')).toMatch(/[\u4e00-\u9fff].*。$/);
    const page = join(pages, `${code.replace('/', '-')}.md`);
    expect(existsSync(page) && readFileSync(page, 'utf8').includes(`\`${code}\``)).toBe(true);
  });

  it('are put into words by what a rejection carries: its detail, or an event’s own data', () => {
    const own = { sentAt: '2026-11-22T10:00:00Z', receiver: 'corp', detail: 'why' };
    for (const locale of ['en', 'zh-CN']) {
      for (const key of errorCodes) {
        const event = key === 'connectors/stale-event';
        const parameters = event ? own : { detail: own.detail };
        expect(formatMessage({ catalogue: connectorsCatalogue, key, locale, parameters })).not.toBe('');
      }
    }
  });
});
