import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import { hasShared, sharedPath } from '../../../scripts/shared-data.ts';
import { below, type Measured, medianTime } from './report.ts';

const child = `
import { importEsco } from '@meritkit/skills-matrix';
import { escoFiles } from './testing/esco-files.ts';
if (globalThis.gc) globalThis.gc();
const before = process.memoryUsage().rss;
const start = performance.now();
const { counts } = importEsco({ files: escoFiles(), version: 'esco-1.1.1' });
const seconds = (performance.now() - start) / 1000;
console.log(JSON.stringify({ seconds, megabytes: (process.resourceUsage().maxRSS * 1024 - before) / 1e6, counts }));
`;

/** ESCO in full, in a process of its own; the memory is what the import adds at its peak, unzipping included. */
export function measureEsco(): readonly Measured[] {
  if (!hasShared) {
    console.error('ESCO is left out: the reference data are not here');
    return [];
  }
  const folder = new URL('..', import.meta.url);
  const printed = execFileSync(process.execPath, ['--expose-gc', '--input-type=module-typescript', '-e', child], {
    cwd: folder,
    encoding: 'utf8',
  });
  const { seconds, megabytes } = JSON.parse(printed) as { seconds: number; megabytes: number };
  const naive = medianTime(1, splitRelations) / 1000;
  const measure =
    'ESCO v1.1.1 in full: 13,896 skills, 640 groups, 3,007 occupations, 150,410 relations, unzipping included';
  return [
    below({
      goal: 'esco-time',
      measure,
      value: seconds,
      unit: 's',
      peer: 'unzip and split the largest file alone, in one string',
      peerValue: naive,
      target: 3,
    }),
    below({
      goal: 'esco-memory',
      measure: 'memory added at the peak of the ESCO import',
      value: megabytes,
      unit: 'MB',
      peer: 'the limit',
      peerValue: 300,
      target: 300,
    }),
  ];
}

function splitRelations(): void {
  const zip = readFileSync(sharedPath('data', 'esco', 'esco-v1.1.1-relations.zip'));
  const files = unzipSync(zip, { filter: (file) => file.name === 'occupationSkillRelations.csv' });
  for (const bytes of Object.values(files))
    strFromU8(bytes)
      .split('\n')
      .map((line) => line.split(','));
}
