// Loaded before anything else in every thread: all but the main one find, at their fourth look, that the machine has slept for an hour.
import { syncBuiltinESMExports } from 'node:module';
import os from 'node:os';
import { isMainThread } from 'node:worker_threads';

if (!isMainThread) {
  const { uptime } = os;
  let looks = 0;
  os.uptime = () => uptime() + (++looks > 4 ? 3600 : 0);
  syncBuiltinESMExports();
}
