import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { MeritkitError } from '@meritkit/core/errors';
import { renderHtml } from '@meritkit/report-builder/html';
import { readRealInput } from './input/read.ts';
import { type Options, readOptions, usage } from './options.ts';
import { companyZone } from './slice/contributions.ts';
import { resultJson } from './slice/result.ts';
import { buildSlice, dayOf } from './slice/slice.ts';
import { valueReport } from './slice/value-report.ts';
import { fileJournal } from './web/journal.ts';
import { createApp } from './web/server.ts';

try {
  const options = readOptions(process.argv.slice(2), process.env);
  if (options.help) console.log(usage);
  else if (options.once) writeOnce(options);
  else start(options);
} catch (error) {
  if (!MeritkitError.isInstance(error)) throw error;
  console.error(`${error.message}\n(${error.code})\n\n${usage}`);
  process.exitCode = 1;
}

/** Everything is made before anything is written, so a failure leaves no half of it. */
function writeOnce(options: Options): void {
  const input = readRealInput(options);
  const slice = buildSlice({ input, asOf: dayOf(input, options.asOf) });
  const report = valueReport(slice);
  const files = {
    'report.en.html': renderHtml(report, { locale: 'en', timeZone: companyZone }),
    'report.zh-CN.html': renderHtml(report, { locale: 'zh-CN', timeZone: companyZone }),
    'result.json': resultJson(slice, report),
  };
  mkdirSync(options.out, { recursive: true });
  for (const [name, content] of Object.entries(files)) writeFileSync(join(options.out, name), content);
  console.log(`Wrote ${Object.keys(files).join(', ')} to ${options.out}.`);
}

function start(options: Options): void {
  const input = readRealInput(options);
  const asOf = dayOf(input, options.asOf);
  const { team } = buildSlice({ input, asOf }).company;
  const file = join(options.data, 'decisions.json');
  const journal = fileJournal({ file, company: { asOf, team } });
  const app = createApp(input, asOf, journal);
  const server = serve({ fetch: app.fetch, port: options.port }, () => {
    console.log(`Meritkit is at http://localhost:${options.port} (stop with Ctrl+C).`);
    console.log(`What you decide is kept in ${file}; without that file it starts anew.`);
  });
  server.on('error', (error: NodeJS.ErrnoException) => {
    const taken = error.code === 'EADDRINUSE';
    console.error(
      taken
        ? `Port ${options.port} is taken. Stop what runs there, or choose another: npm run demo -- --port ${options.port + 1}`
        : error.message,
    );
    process.exit(1);
  });
}
