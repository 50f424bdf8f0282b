import { parentPort } from 'node:worker_threads';
import { type Job, openRunner } from './jobs.ts';

const port = parentPort;
if (port) {
  const run = openRunner();
  port.on('message', (job: Job) => {
    try {
      port.postMessage({ done: run(job, (part) => port.postMessage({ part })) });
    } catch (error) {
      port.postMessage({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  });
}
