import { serveScheduling } from '@meritkit/workload-planner/worker';

serveScheduling({ end: self });
