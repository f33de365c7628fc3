import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { launchChromium } from './chromium.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
};
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'";

/** What the page must say: a score, points, and a plan made in a worker whose failures arrive as what they are. */
const expected = [
  '85.7 = project',
  '| 300 |',
  'worker planned and was cancelled, planner/precedence-cycle, planner/worker-failed',
];

/** Serves a bundle under a policy without eval and inline code, and waits for its result. Returns what went wrong. */
export async function loadInBrowser(folder: string): Promise<string | undefined> {
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname);
    try {
      const content = readFileSync(join(folder, path === '/' ? 'index.html' : path));
      response.writeHead(200, {
        'content-type': types[extname(path) || '.html'] ?? 'application/octet-stream',
        'content-security-policy': policy,
      });
      response.end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    // By a locator: a function to wait for would be evaluated in the page, which the policy forbids.
    const result = page.locator('#result').filter({ hasNotText: /^loading$/ });
    await result.waitFor({ timeout: 15_000 }).catch(() => {});
    const text = (await page.textContent('#result')) ?? '';
    if (errors.length > 0) return `the page threw: ${errors.join('; ')}`;
    return expected.every((part) => text.includes(part)) ? undefined : `the page shows "${text}"`;
  } finally {
    await browser.close();
    server.close();
  }
}
