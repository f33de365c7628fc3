import { parentPort } from 'node:worker_threads';
import { servePlanner } from '../src/worker/index.ts';

servePlanner({ end: parentPort! });
