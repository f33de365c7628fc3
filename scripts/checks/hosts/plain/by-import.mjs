import { readdirSync, readFileSync } from 'node:fs';
import { checkCalls } from './calls.mjs';

let loaded = 0;
for (const name of readdirSync('node_modules/@meritkit')) {
  const manifest = JSON.parse(readFileSync(`node_modules/@meritkit/${name}/package.json`, 'utf8'));
  for (const subpath of Object.keys(manifest.exports)) {
    if (subpath === './package.json') continue;
    const module = await import(subpath === '.' ? manifest.name : manifest.name + subpath.slice(1));
    if (Object.keys(module).length === 0) throw new Error(`${manifest.name} ${subpath} exports nothing`);
    loaded += 1;
  }
}
await checkCalls({
  skills: await import('@meritkit/skills-matrix'),
  scoring: await import('@meritkit/performance-scoring'),
  planner: await import('@meritkit/workload-planner'),
  ledger: await import('@meritkit/rewards-ledger'),
  ledgerMemory: await import('@meritkit/rewards-ledger/memory'),
});
console.log(`import: ${loaded} entries on Node ${process.versions.node}`);
