import { relative } from 'node:path';
import type { MutantResult } from '@stryker-mutator/api/core';

export interface MutationScore {
  readonly percent: number;
  readonly counted: number;
  readonly lines: readonly string[];
}

const noticed = new Set(['Killed', 'Timeout']);
const missed = new Set(['Survived', 'NoCoverage']);

/** The share of defects that a test noticed, for each file and for all; those outside any test's reach count as missed. */
export function scoreOf(results: readonly MutantResult[], folder: string): MutationScore {
  const files = [...new Set(results.map((one) => one.fileName))];
  const lines = files.map((path) => {
    const file = relative(folder, path);
    const { hit, all } = count(results.filter((one) => one.fileName === path));
    return `${share(hit, all).toFixed(1).padStart(6)} %  ${String(hit).padStart(5)} of ${String(all).padStart(5)}  ${file}`;
  });
  const { hit, all } = count(results);
  return { percent: share(hit, all), counted: all, lines };
}

/** Each defect that no test noticed, with its place and what stood there instead. */
export function survivorsOf(results: readonly MutantResult[], folder: string): string {
  return results
    .filter((one) => missed.has(one.status))
    .map((one) => {
      const { start, end } = one.location;
      const place = `${relative(folder, one.fileName)}:${start.line}:${start.column}-${end.line}:${end.column}`;
      return `${place} ${one.status} ${one.mutatorName}: ${(one.replacement ?? '').replace(/\s+/g, ' ')}\n`;
    })
    .sort()
    .join('');
}

function count(mutants: readonly MutantResult[]): { readonly hit: number; readonly all: number } {
  const hit = mutants.filter((one) => noticed.has(one.status)).length;
  return { hit, all: hit + mutants.filter((one) => missed.has(one.status)).length };
}

function share(hit: number, all: number): number {
  return all === 0 ? 0 : (100 * hit) / all;
}
