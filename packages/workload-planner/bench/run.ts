import type { BenchGoal } from '../../../scripts/bench-goal.ts';
import { admissionGoals } from './goals/admission.ts';
import { companyGoals } from './goals/company.ts';
import { forecastGoals } from './goals/forecast.ts';
import { solverGoals } from './solver.ts';

const json = process.argv.includes('--json');
const quick = process.argv.includes('--quick');
/** `--only admission,forecast` measures these sections alone: admission, company, forecast, solver. */
const only = process.argv.includes('--only') ? process.argv[process.argv.indexOf('--only') + 1]!.split(',') : null;
const isAsked = (section: string) => only === null || only.includes(section);
const note = (line: string) => {
  if (!json) console.log(`  ${line}`);
};

const lines: BenchGoal[] = [
  ...(isAsked('admission') ? admissionGoals({ quick, note }) : []),
  ...(isAsked('company') ? companyGoals({ quick, note }) : []),
  ...(isAsked('forecast') ? forecastGoals({ quick, note }) : []),
  ...(isAsked('solver') ? await solverGoals({ quick }) : []),
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

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
