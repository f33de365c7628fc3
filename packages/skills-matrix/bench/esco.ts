import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import type { BenchGoal } from '../../../scripts/bench-goal.ts';
import { hasShared, sharedPath } from '../../../scripts/shared-data.ts';
import { below, median, medianTiming } from './report.ts';

const child = `
import { importEsco } from '@meritkit/skills-matrix';
import { escoFiles } from './testing/esco-files.ts';
if (globalThis.gc) globalThis.gc();
const before = process.memoryUsage().rss;
const used = process.cpuUsage();
const start = performance.now();
const { counts } = importEsco({ files: escoFiles(), version: 'esco-1.1.1' });
const seconds = (performance.now() - start) / 1000;
const { user, system } = process.cpuUsage(used);
const megabytes = (process.resourceUsage().maxRSS * 1024 - before) / 1e6;
console.log(JSON.stringify({ seconds, cpuSeconds: (user + system) / 1e6, megabytes, counts }));
`;

/** What one import in a process of its own printed. */
interface Import {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly megabytes: number;
}

/** ESCO in full, each time in a process of its own; the memory is what the import adds at its peak, unzipping included. */
export function measureEsco(quick: boolean): readonly BenchGoal[] {
  if (!hasShared) {
    console.error('ESCO is left out: the reference data are not here');
    return [];
  }
  const cwd = new URL('..', import.meta.url);
  const flags = ['--expose-gc', '--input-type=module-typescript', '-e', child];
  const rounds = quick ? 3 : 7;
  const imports = Array.from({ length: rounds }, (): Import => {
    return JSON.parse(execFileSync(process.execPath, flags, { cwd, encoding: 'utf8' }));
  });
  const naive = medianTiming(3, splitRelations).wall / 1000;
  const cpu = median(imports.map((item) => item.cpuSeconds));
  return [
    below({
      goal: 'esco-time',
      measure: `ESCO v1.1.1 in full: 13,896 skills, 640 groups, 3,007 occupations, 150,410 relations, unzipping included, cold process (median of ${rounds}; CPU ${cpu.toFixed(2)} s)`,
      value: median(imports.map((item) => item.seconds)),
      unit: 's',
      peer: 'unzip and split the largest file alone, in one string',
      peerValue: naive,
      target: 3,
    }),
    below({
      goal: 'esco-memory',
      measure: `memory added at the peak of the ESCO import (largest of ${rounds})`,
      value: Math.max(...imports.map((item) => item.megabytes)),
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
