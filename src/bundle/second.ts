import { parentPort } from 'node:worker_threads';
import { type OpenJob, runOpenJob } from './open-ahead.ts';
import { type CheckJob, runCheckJob } from './shard-hashes.ts';
import { runWriteJob, type WriteJob } from './shard-writer.ts';

parentPort?.on('message', (job: WriteJob | CheckJob | OpenJob) => {
  if (job.kind === 'write') runWriteJob(job);
  else if (job.kind === 'check') runCheckJob(job);
  else runOpenJob(job);
});
