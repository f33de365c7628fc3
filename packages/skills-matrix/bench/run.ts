import { cpus } from 'node:os';
import type { BenchGoal } from '../../../scripts/bench-goal.ts';
import { measureEsco } from './esco.ts';
import { measureLibrary, measureMillion } from './matching.ts';
import { measureProfiles } from './profiles.ts';

import { measureAssignment, measureTeams } from './teams.ts';

const asJson = process.argv.includes('--json');
const quick = process.argv.includes('--quick');

function print(goals: readonly BenchGoal[]): void {
  for (const goal of goals) {
    if (asJson) console.log(JSON.stringify(goal));
    else {
      const { measure, value, unit, peer, peerValue, ratio, target, pass } = goal;
      console.log(
        `${pass ? 'reached' : 'MISSED '} ${goal.goal}: ${value} ${unit} (target ${target}); ${peer}: ${peerValue}; ratio ${ratio}\n        ${measure}`,
      );
    }
  }
}

if (!asJson)
  console.log(`Node ${process.version}, ${cpus()[0]?.model ?? 'unknown'} x ${cpus().length}; seeds are in the files`);
print(measureEsco(quick));
print(measureProfiles(quick));
print(await measureTeams(quick));
print(measureAssignment(quick));
print(measureLibrary(quick));
print(measureMillion(quick));
