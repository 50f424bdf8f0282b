import { parentPort, workerData } from 'node:worker_threads';
import { EcluseError } from '../base/errors.ts';
import { systemRandom } from '../base/random.ts';
import { openHome } from '../partner/home.ts';
import type { Answered, Asked, Refused } from './jobs.ts';
import * as answer from './work/answer.ts';
import * as prepare from './work/prepare.ts';

/** The thread in which tables, secrets and answers are: it answers one job after the other, and what it held goes when it is ended. */
const home = openHome((workerData as { dir: string }).dir);
const environment = { clock: () => new Date(), random: systemRandom };
const held: prepare.Held & answer.HeldAnswer = { source: null, dictionary: null, prepared: null, opened: null };

async function work({ job, input }: Asked): Promise<unknown> {
  switch (job) {
    case 'read':
      return await prepare.read(held, input);
    case 'check':
      return await prepare.check(home, held, input, environment);
    case 'map':
      return prepare.map(held, input);
    case 'preview':
      return prepare.preview(home, held, input);
    case 'seal':
      return prepare.seal(home, held, input, environment);
    case 'open':
      return answer.open(home, held, input, environment.clock);
    case 'portrait':
      return answer.portrait(home, held, input);
    case 'export':
      return answer.exported(home, held, input);
    case 'approve':
      return answer.approve(home, input, environment.clock);
    case 'withdraw':
      return answer.withdraw(home, input, environment.clock);
  }
}

/** What is not a coded refusal tells its kind alone: its message may quote the table. */
function refused(error: unknown): Refused {
  if (error instanceof EcluseError) return { code: error.code, params: error.params };
  return { code: 'INTERNAL', params: { where: error instanceof Error ? error.name : 'desk' } };
}

parentPort?.on('message', async (asked: Asked) => {
  let answered: Answered;
  try {
    answered = { id: asked.id, done: await work(asked) };
  } catch (error) {
    answered = { id: asked.id, refused: refused(error) };
  } finally {
    if ('passphrase' in asked.input) asked.input.passphrase.fill(0);
  }
  parentPort?.postMessage(answered);
});
