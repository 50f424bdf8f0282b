import { writeSync } from 'node:fs';
import { EcluseError } from '../../src/base/errors.ts';
import { systemRandom } from '../../src/base/random.ts';
import type { Pair } from '../../src/keys/custody.ts';
import { notIsolated, readEvidence } from './isolation.ts';
import { type ChamberEvent, type ChamberJob, decodeJob, decodeSecrets, encodeEvent, JOB_LINE_LIMIT } from './protocol.ts';
import { doJob, told } from './work.ts';

/**
 * The chamber's program: the only process in which a pupil's data are plain. Its argument is the network namespace of the appliance.
 * It says nothing but events of the protocol, writes nothing but sealed bundles, and its death is the wipe.
 */
function emit(event: ChamberEvent): void {
  const line = encodeEvent(event);
  for (let at = 0; at < line.length; ) at += writeSync(1, line, at);
}

/** What Node would print of a failure may hold anything: nothing is printed. */
function die(): never {
  process.exit(70);
}

type Handed = { readonly job: ChamberJob; readonly pair: Pair };

/** Reads the job's line, then two custodians' secrets, from the appliance, which then keeps the pipe open: its end is the appliance's death. */
function receive(): Promise<Handed> {
  return new Promise((resolve, reject) => {
    let held = Buffer.alloc(0);
    let handed = false;
    const take = (): Handed | null => {
      const end = held.indexOf(0x0a);
      if (end < 0 && held.length > JOB_LINE_LIMIT) throw new EcluseError('CHAMBER_PROTOCOL', { where: 'job' });
      // A plain array: a Buffer's own slice would share its memory, which is wiped here.
      const pair = end < 0 ? null : decodeSecrets(new Uint8Array(held.buffer, held.byteOffset + end + 1, held.length - end - 1));
      if (pair === null) return null;
      held.fill(0, end + 1);
      return { job: decodeJob(held.subarray(0, end + 1)), pair };
    };
    process.stdin.on('data', (chunk: Buffer) => {
      if (handed) return die();
      held = Buffer.concat([held, chunk]);
      chunk.fill(0);
      try {
        const whole = take();
        if (!whole) return;
        handed = true;
        resolve(whole);
      } catch (error) {
        reject(error);
      }
    });
    process.stdin.on('end', die);
    process.stdin.on('error', die);
  });
}

process.on('uncaughtException', die);
process.on('unhandledRejection', die);
try {
  const evidence = readEvidence();
  const reason = notIsolated(evidence, process.argv[2] ?? null);
  if (reason !== null) throw new EcluseError('CHAMBER_NOT_ISOLATED', { reason });
  emit({ event: 'isolated', evidence });
  const { job, pair } = await receive();
  await doJob(job, pair, systemRandom, emit);
  emit({ event: 'done' });
  process.exit(0);
} catch (error) {
  emit({ event: 'failed', ...told(error, 'chamber') });
  process.exit(1);
}
