#!/usr/bin/env node
import { EXIT } from './exit.ts';
import { run } from './run.ts';

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // Whoever read our output has gone (`| head`): nothing is left to say.
  process.exit(error.code === 'EPIPE' ? EXIT.done : EXIT.internal);
});
process.exitCode = await run(process.argv.slice(2), { out: process.stdout, err: process.stderr });
