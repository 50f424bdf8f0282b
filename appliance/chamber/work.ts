import { rmSync } from 'node:fs';
import { equalBytes, utf8 } from '../../src/base/bytes.ts';
import { EcluseError } from '../../src/base/errors.ts';
import { readFileCapped } from '../../src/base/files.ts';
import { ed25519Public } from '../../src/base/note.ts';
import type { Random } from '../../src/base/random.ts';
import type { Params } from '../../src/base/text.ts';
import { type Card, parseCard } from '../../src/keys/card.ts';
import { openCustody, type Pair } from '../../src/keys/custody.ts';
import { CUSTODY_BYTES, parseCustody } from '../../src/keys/custody-file.ts';
import { type Secrets, secretsFromRoot } from '../../src/keys/secrets.ts';
import { ownKeys, readRotations } from './cards.ts';
import type { Context } from './context.ts';
import { refusalOf } from './failure.ts';
import { openPool } from './pool.ts';
import type { ChamberEvent, ChamberJob } from './protocol.ts';
import { scoreRequest } from './score.ts';
import { trainRequest } from './train.ts';

/** Codes that say the machine failed, not the bundle: the whole job ends, since the next bundle would fare no better. */
const FATAL: ReadonlySet<string> = new Set(['FILE_WRITE', 'BUNDLE_SIZE']);

/**
 * Does one job: unlocks, takes the bundles in order, tells what came of each. A bundle that fails is set aside alone, and leaves no
 * trace in the chains nor in the folders. Throws what fails the whole job (`CUSTODY_PASSPHRASE`, `KEY_CARD`, `FILE_WRITE`…).
 */
export async function doJob(job: ChamberJob, pair: Pair, random: Random, emit: (event: ChamberEvent) => void): Promise<void> {
  const { card, secrets } = unlock(job, pair, emit);
  const rotations = readRotations(job);
  const keys = ownKeys(job, card, secrets, rotations);
  emit({ event: 'unlocked' });
  const pool = openPool(job.workers);
  const chains = new Map(Object.entries(job.chains));
  const sealed: string[] = [];
  const context: Context = { job, now: new Date(job.now), card, secrets, keys, rotations, random, pool, chains, sealed, emit };
  try {
    for (const bundle of job.bundles) {
      const heads = new Map(chains);
      sealed.length = 0;
      try {
        emit(bundle.purpose === 'train' ? await trainRequest(context, bundle) : await scoreRequest(context, bundle));
      } catch (error) {
        for (const path of sealed) rmSync(path, { force: true });
        if (error instanceof EcluseError && FATAL.has(error.code)) throw error;
        chains.clear();
        for (const [id, head] of heads) chains.set(id, head);
        emit({ event: 'set-aside', bundle: bundle.id, ...told(error, 'bundle') });
      }
    }
  } finally {
    await pool.close();
  }
}

function unlock(job: ChamberJob, pair: Pair, emit: (event: ChamberEvent) => void): { card: Card; secrets: Secrets } {
  try {
    const card = parseCard(utf8(job.card));
    const file = readFileCapped(job.custody, CUSTODY_BYTES);
    if (parseCustody(file).device !== card.id) throw new EcluseError('KEY_CARD');
    const secrets = secretsFromRoot(openCustody(file, pair, (done) => emit({ event: 'unlocking', done, total: 2 })));
    if (!equalBytes(ed25519Public(secrets.sign), card.sign)) throw new EcluseError('KEY_CARD');
    return { card, secrets };
  } finally {
    for (const { passphrase } of pair) passphrase.fill(0);
  }
}

/** A failure as an event can carry it. */
export function told(error: unknown, where: string): { code: EcluseError['code']; params: Params } {
  const { code, params } = refusalOf(error, where);
  const short = Object.entries(params).map(([name, value]) => [name, typeof value === 'string' ? value.slice(0, 200) : value]);
  return { code, params: Object.fromEntries(short) };
}
