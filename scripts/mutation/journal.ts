import { appendFileSync, writeFileSync } from 'node:fs';
import type { MutantResult } from '@stryker-mutator/api/core';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import type { Reporter } from '@stryker-mutator/api/report';

/** Where the verdicts of a run are written as they come, a line each: what a run that was broken off had seen. */
const file = process.env.MERITKIT_MUTATION_JOURNAL ?? '';

class Journal implements Reporter {
  #began = performance.now();

  constructor() {
    if (file !== '') writeFileSync(file, '');
  }

  onMutantTested({ fileName, location, status, mutatorName, replacement }: MutantResult): void {
    if (file === '') return;
    const seconds = ((performance.now() - this.#began) / 1000).toFixed(1);
    const place = `${fileName}:${location.start.line}:${location.start.column}`;
    appendFileSync(file, `${seconds} ${status} ${place} ${mutatorName} ${(replacement ?? '').replace(/\s+/g, ' ')}\n`);
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.Reporter, 'journal', Journal)];
