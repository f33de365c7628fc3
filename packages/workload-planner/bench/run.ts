import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { admissionGoals, type GoalLine } from './goals/admission.ts';
import { companyGoals } from './goals/company.ts';
import { forecastGoals } from './goals/forecast.ts';

const json = process.argv.includes('--json');
const quick = process.argv.includes('--quick');
const note = (line: string) => {
  if (!json) console.log(`  ${line}`);
};

const lines: GoalLine[] = [
  ...admissionGoals({ quick, note }),
  ...companyGoals({ quick, note }),
  ...forecastGoals({ quick, note }),
  ...(await solverLines()),
];
for (const line of lines) {
  if (json) console.log(JSON.stringify(line));
  else {
    const { goal, measure, value, unit, peer, peerValue, target, pass } = line;
    console.log(
      `${pass ? 'reached' : 'NOT REACHED'}  ${goal}: ${measure}: ${round(value)} ${unit} (target ${round(target)}; ${peer}: ${round(peerValue)})`,
    );
  }
}

/** The published instances have their own bench beside this one. */
async function solverLines(): Promise<readonly GoalLine[]> {
  const path = join(import.meta.dirname, 'solver.ts');
  if (!existsSync(path)) return [];
  const solver: {
    readonly solverGoals: (options: { readonly quick: boolean }) => readonly GoalLine[] | Promise<readonly GoalLine[]>;
  } = await import(path);
  return solver.solverGoals({ quick });
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
