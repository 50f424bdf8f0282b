import { parentPort, workerData } from 'node:worker_threads';
import { type PasswordTask, passwordMatches } from './password.ts';

/** One password, examined apart from the thread that answers pages. */
const { hash, password } = workerData as PasswordTask;
const matches = passwordMatches(hash, password);
password.fill(0);
parentPort?.postMessage(matches);
