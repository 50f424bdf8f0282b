// Loaded before anything else in every thread: all but the main one find the clock set back by an hour once they have read it.
import { isMainThread } from 'node:worker_threads';

if (!isMainThread) {
  const { now } = Date;
  let read = 0;
  Date.now = () => now() - (read++ === 0 ? 0 : 3_600_000);
}
