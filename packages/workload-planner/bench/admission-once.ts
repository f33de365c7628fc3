import { admitDemand } from '../src/index.ts';
import { largeCase, plainAdmission, timesOf } from './goals/admission.ts';

/** One admission in a fresh process, and the plain sum after it, as a line of JSON. */
const { team, demand } = largeCase();
const admission = timesOf(() => admitDemand({ team, demand }));
const plain = timesOf(() => plainAdmission(team, demand));
console.log(JSON.stringify({ admission, plain }));
