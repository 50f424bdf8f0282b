import { fromBase64, toBase64 } from '../../base/bytes.ts';
import { EcluseError } from '../../base/errors.ts';
import type { Card } from '../../keys/card.ts';
import { ROTATION_BYTES } from '../../keys/rotation.ts';
import { fingerprintWords } from '../../keys/words.ts';
import { trustedAppliance } from '../../partner/home.ts';
import { considerTrust, introduceAppliance, trust as trustCard } from '../../partner/trust.ts';
import { type Answer, member, page, redirect } from '../../web/answer.ts';
import { statusOf } from '../../web/errors.ts';
import { readSmallUpload } from '../../web/upload.ts';
import type { Desk } from '../desk.ts';
import { cardsPage, comparePage } from '../pages/cards.ts';
import { notify, type Request, shown, uploading, viewOf } from '../visit.ts';

/** The trusted appliance's card, or null where there is none yet. */
export function applianceOf({ home }: Desk): Card | null {
  try {
    return trustedAppliance(home);
  } catch (error) {
    if (error instanceof EcluseError && error.code === 'TRUST_MISSING') return null;
    throw error;
  }
}

function show(request: Request, error: EcluseError | null): Answer {
  const { home } = request.desk;
  const appliance = applianceOf(request.desk);
  const introduced = (card: Card) => ({ card, words: fingerprintWords(card.hash) });
  const view = { own: introduced(home.card), appliance: appliance && introduced(appliance), error };
  return page(cardsPage(viewOf(request), view), error ? statusOf(error.code) : 200);
}

export function cards(request: Request): Answer {
  return show(request, null);
}

export function ownCard({ desk }: Request): Answer {
  return { kind: 'file', body: desk.home.card.text, type: 'text/plain; charset=utf-8', name: 'partenaire.card' };
}

/** Reads the appliance's card, or the note of its rotation, and shows its words; nothing is trusted until somebody has compared them. */
export async function inspect(request: Request): Promise<Answer> {
  try {
    const bytes = await uploading(request, ROTATION_BYTES, readSmallUpload);
    const introduced = introduceAppliance(bytes);
    considerTrust(request.desk.home, introduced);
    return page(comparePage(viewOf(request), introduced, toBase64(bytes)));
  } catch (error) {
    return show(request, shown(error));
  }
}

export function trust(request: Request): Answer {
  try {
    const { card, rotation } = introduceAppliance(fromBase64(member(request.form, 'card')));
    const said = { first: 'trusted', already: 'trustedAlready', rotated: 'trustedRotated' } as const;
    notify(request, viewOf(request).say(said[trustCard(request.desk.home, card, rotation)], { name: card.name }));
    return redirect('/cards');
  } catch (error) {
    return show(request, shown(error));
  }
}
