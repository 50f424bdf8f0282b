import { EcluseError } from '../../src/base/errors.ts';
import { readFileCapped } from '../../src/base/files.ts';
import { timestamp } from '../../src/base/random.ts';
import { CERTIFICATE_BYTES, parseCertificate, requireCertified, requireCountersigned } from '../../src/bundle/certificate.ts';
import { readOrder } from '../../src/bundle/destroy-order.ts';
import { LIMITS } from '../../src/bundle/limits.ts';
import { cardsEverOf } from '../custody/cards.ts';
import type { Actor } from '../gate/roles.ts';
import type { Appliance } from '../home.ts';
import { bundle } from '../store/bundle.ts';
import { change } from '../store/change.ts';
import { addOrder, certificates, countersignCertificate, order } from '../store/destruction.ts';
import { allKept } from '../store/kept.ts';
import { party } from '../store/party.ts';
import { cardOf } from './bundle.ts';
import type { Aside } from './quarantine.ts';
import { actorName, type Received } from './received.ts';

/** A CSS's signed order to destroy one of its own requests, and what came of it. @throws ORDER_… */
export function takeOrder(app: Appliance, aside: Aside, actor: Actor | null): Received {
  const { store, card } = app;
  const given = readOrder(readFileCapped(aside.path, LIMITS.approvalBytes), {
    recipient: card,
    cardOf: (id) => cardOf(app, id),
    cards: cardsEverOf(store, card),
  });
  const { sender, hash, models } = given;
  const subjects = { party: sender.id, bundle: given.bundle, value: models };
  const told = { actor: actorName(actor), type: 'destruction.ordered', subjects, digests: { order: hash } } as const;
  const name = change(store, [told], (tx) => {
    if (order(store, hash) !== null) throw new EcluseError('ORDER_REPLAY');
    const asked = bundle(store, given.bundle);
    const rests = allKept(store).some(({ request }) => request === given.bundle);
    if (asked?.sender !== sender.id || !rests) throw new EcluseError('ORDER_BUNDLE', { bundle: given.bundle });
    addOrder(tx, { hash, party: sender.id, bundle: given.bundle, models, note: given.text, received: timestamp(app.clock()) });
    return party(store, sender.id)?.name ?? sender.id;
  });
  return { what: 'order', id: hash, kind: 'order', sender: { id: sender.id, name }, bundle: given.bundle };
}

/** A certificate that comes home with its CSS's signature beside this appliance's own. @throws CERTIFICATE_… */
export function takeCountersigned(app: Appliance, aside: Aside, actor: Actor | null): Received {
  const { store, card, clock } = app;
  const certificate = parseCertificate(readFileCapped(aside.path, CERTIFICATE_BYTES));
  requireCertified(certificate, card, cardsEverOf(store, card));
  const { hash } = certificate;
  const partner = cardOf(app, certificate.party.id);
  if (partner === null) throw new EcluseError('CERTIFICATE_OTHER');
  requireCountersigned(certificate, partner, cardsEverOf(store, partner));
  const digests = { certificate: hash, note: aside.sha256 };
  const told = { actor: actorName(actor), type: 'destruction.countersigned', subjects: { party: partner.id }, digests } as const;
  change(store, [told], (tx) => {
    const own = certificates(store).find((one) => one.hash === hash);
    if (own === undefined) throw new EcluseError('CERTIFICATE_UNKNOWN');
    if (own.countersigned !== null) throw new EcluseError('CERTIFICATE_REPLAY');
    countersignCertificate(tx, hash, certificate.text, timestamp(clock()));
  });
  const items = certificate.items.length;
  return { what: 'certificate', id: hash, kind: 'certificate', sender: { id: partner.id, name: partner.name }, items };
}
