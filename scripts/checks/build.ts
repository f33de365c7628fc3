import { spawn } from 'node:child_process';
import { basename } from 'node:path';
import { packageFolders } from './root.ts';

/** Builds every package, two at a time: the type bundler is the slow part and uses one core each. */
const queue = [...packageFolders()];
let failed = 0;

async function worker(): Promise<void> {
  for (let folder = queue.shift(); folder !== undefined; folder = queue.shift()) {
    const output: string[] = [];
    const started = Date.now();
    const code = await new Promise<number>((resolve) => {
      const child = spawn('tsup', [], {
        cwd: folder as string,
        env: { ...process.env, NODE_OPTIONS: '--max-old-space-size=4096' },
      });
      child.stdout.on('data', (chunk: Buffer) => output.push(chunk.toString()));
      child.stderr.on('data', (chunk: Buffer) => output.push(chunk.toString()));
      child.on('close', (status) => resolve(status ?? 1));
    });
    console.log(
      `${code === 0 ? 'built ' : 'FAILED'} ${basename(folder)} in ${((Date.now() - started) / 1000).toFixed(1)} s`,
    );
    if (code !== 0) {
      failed += 1;
      console.error(output.join('').split('\n').slice(-40).join('\n'));
    }
  }
}

await Promise.all([worker(), worker()]);
process.exit(failed === 0 ? 0 : 1);
