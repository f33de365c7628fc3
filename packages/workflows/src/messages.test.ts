import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { formatMessage } from '@meritkit/core/locale';
import { describe, expect, it } from 'vitest';
import { errorCodes, rejectionCodes } from './errors.ts';
import { workflowMessages } from './messages.ts';

describe('every code', () => {
  it.each([...errorCodes, ...rejectionCodes])('%s has words in both languages and a page', (code) => {
    for (const locale of ['en', 'zh-CN'])
      expect(formatMessage({ catalogue: workflowMessages, key: code, locale })).not.toBe('');
    expect(existsSync(join(import.meta.dirname, '../../../docs/errors', `${code.replace('/', '-')}.md`))).toBe(true);
  });
});
