import { parentPort, workerData } from 'node:worker_threads';
import { EcluseError } from '../base/errors.ts';
import { systemRandom } from '../base/random.ts';
import { openHome } from '../partner/home.ts';
import type { Answered, Asked, Refused } from './jobs.ts';
import { wipeSecrets } from './secrets.ts';
import * as account from './work/account.ts';
import * as answer from './work/answer.ts';
import * as local from './work/local.ts';
import * as prepare from './work/prepare.ts';

/** The thread in which tables, secrets and answers are: it answers one job after the other, and what it held goes when it is ended. */
const home = openHome((workerData as { dir: string }).dir);
const environment = { clock: () => new Date(), random: systemRandom };
const held: prepare.Held & answer.HeldAnswer & account.HeldAccount = {
  source: null,
  dictionary: null,
  prepared: null,
  opened: null,
  followed: null,
  register: null,
};

async function work({ id, job, input }: Asked): Promise<unknown> {
  const tell = (share: number) => parentPort?.postMessage({ id, share } satisfies Answered);
  switch (job) {
    case 'read':
      return await prepare.read(held, input);
    case 'check':
      return await prepare.check(home, held, input, environment);
    case 'map':
      return prepare.map(held, input);
    case 'preview':
      return prepare.preview(home, held, input, environment);
    case 'seal':
      return prepare.seal(home, held, input, environment);
    case 'open':
      return answer.open(home, held, input, environment.clock);
    case 'portrait':
      return answer.portrait(home, held, input);
    case 'export':
      return answer.exported(home, held, input);
    case 'sheet':
      return answer.sheet(home, held, input);
    case 'approve':
      return answer.approve(home, input, environment.clock);
    case 'withdraw':
      return answer.withdraw(home, input, environment.clock);
    case 'score':
      return await local.score(home, held, input, environment, tell);
    case 'except':
      return prepare.except(home, held, input, environment);
    case 'follow':
      return await account.follow(home, held, input, environment.clock);
    case 'followPage':
      return account.followPage(home, held, input);
    case 'followSave':
      return account.followSave(home, held, input);
    case 'register':
      return account.register(home, held, input, environment.clock);
    case 'registerPage':
      return account.registerPage(held, input);
    case 'registerSave':
      return account.registerSave(home, held, input);
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
    wipeSecrets(asked.input);
  }
  parentPort?.postMessage(answered);
});
