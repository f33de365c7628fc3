import { parentPort } from 'node:worker_threads';
import { serveScheduling } from '../src/worker/index.ts';

serveScheduling({ end: parentPort! });
