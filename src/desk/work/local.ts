import { EcluseError } from '../../base/errors.ts';
import type { Clock, Random } from '../../base/random.ts';
import { type PartnerHome, unlockHome } from '../../partner/home.ts';
import { keepScoring, scoreHere } from '../../partner/local.ts';
import { destroyedBy } from '../../partner/prepare.ts';
import type { AnswerView, Jobs } from '../jobs.ts';
import { type HeldAnswer, viewOf } from './answer.ts';
import type { Held } from './prepare.ts';

/** Scores the prepared table by the models that came home, tells it in the home's log, and holds the result as one that was opened. */
export async function score(
  home: PartnerHome,
  held: Held & HeldAnswer,
  { passphrase, destroyBy, ...asked }: Jobs['score']['in'],
  environment: { readonly clock: Clock; readonly random: Random },
  tell: (share: number) => void,
): Promise<AnswerView> {
  if (held.prepared === null) throw new EcluseError('DESK_STALE');
  const prepared = destroyedBy(held.prepared, destroyBy, environment.clock);
  const secrets = unlockHome(home, passphrase);
  tell(0);
  const scored = await scoreHere(home, secrets, { ...asked, prepared }, environment, (done, total) => tell(done / total));
  held.opened = keepScoring(home, secrets, scored, environment);
  Object.assign(held, { source: null, prepared: null, dictionary: null });
  return viewOf(held.opened);
}
