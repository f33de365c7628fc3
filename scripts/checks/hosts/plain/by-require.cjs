const { readdirSync, readFileSync } = require('node:fs');

let loaded = 0;
for (const name of readdirSync('node_modules/@meritkit')) {
  const manifest = JSON.parse(readFileSync(`node_modules/@meritkit/${name}/package.json`, 'utf8'));
  for (const subpath of Object.keys(manifest.exports)) {
    if (subpath === './package.json') continue;
    const module = require(subpath === '.' ? manifest.name : manifest.name + subpath.slice(1));
    if (Object.keys(module).length === 0) throw new Error(`${manifest.name} ${subpath} exports nothing`);
    loaded += 1;
  }
}
import('./calls.mjs')
  .then(({ checkCalls }) =>
    checkCalls({
      skills: require('@meritkit/skills-matrix'),
      scoring: require('@meritkit/performance-scoring'),
      planner: require('@meritkit/workload-planner'),
      ledger: require('@meritkit/rewards-ledger'),
      ledgerMemory: require('@meritkit/rewards-ledger/memory'),
    }),
  )
  .then(() => console.log(`require: ${loaded} entries on Node ${process.versions.node}`));
