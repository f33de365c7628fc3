import { spawn } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { root } from './root.ts';

/** One check: a name, what it shows, and the command that fails when that is not so. */
export interface Check {
  readonly name: string;
  readonly shows: string;
  readonly command: readonly [string, ...string[]];
  readonly environment?: Readonly<Record<string, string>>;
}

export interface CheckResult {
  readonly name: string;
  readonly passed: boolean;
  readonly milliseconds: number;
}

/** Runs a check with its output as it comes. */
export async function runCheck(check: Check): Promise<CheckResult> {
  console.log(`\n── ${check.name}: ${check.shows}`);
  const started = performance.now();
  const [program, ...given] = check.command;
  const code = await new Promise<number>((resolve) => {
    const child = spawn(program, given, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, FORCE_COLOR: '0', ...check.environment },
    });
    child.on('error', (error) => {
      console.error(`could not start ${program}: ${error.message}`);
      resolve(1);
    });
    child.on('close', (status) => resolve(status ?? 1));
  });
  return { name: check.name, passed: code === 0, milliseconds: performance.now() - started };
}

export function report(results: readonly CheckResult[], milliseconds: number): void {
  console.log('\n── summary');
  for (const result of results) {
    console.log(
      `${result.passed ? 'ok  ' : 'FAIL'} ${result.name.padEnd(16)} ${(result.milliseconds / 1000).toFixed(1).padStart(7)} s`,
    );
  }
  console.log(`total ${(milliseconds / 1000).toFixed(0)} s on Node ${process.versions.node}`);
}

export function closingLine(results: readonly CheckResult[]): string {
  const passed = results.filter((result) => result.passed).length;
  return `${passed} passed, ${results.length - passed} failed`;
}
