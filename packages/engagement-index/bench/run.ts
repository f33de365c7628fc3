import { cpus } from 'node:os';
import { attacks, exposure, useful } from './privacy.ts';
import { json } from './report.ts';
import { querySpeed, scoring } from './speed.ts';
import { statistics } from './statistics.ts';

/**
 * `node bench/run.ts [--quick] [--json] [--only attacks,exposure,usefulness,query,scoring,statistics]`: every goal of the
 * package beside a limit or a peer.
 */
const parts = { attacks, exposure, usefulness: useful, query: querySpeed, scoring, statistics };
const at = process.argv.indexOf('--only');
const wanted = at < 0 ? Object.keys(parts) : (process.argv[at + 1] ?? '').split(',');

if (!json) process.stdout.write(`${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}\n`);
for (const [name, run] of Object.entries(parts)) if (wanted.includes(name)) run();
