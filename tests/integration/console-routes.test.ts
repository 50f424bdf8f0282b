import { describe, expect, it } from 'vitest';
import { ROLES, type Role } from '../../appliance/gate/roles.ts';
import type { HandlerName } from '../../appliance/server/routes.ts';
import { ROUTES } from '../../appliance/server/routes.ts';
import { PASSWORDS, SEAL } from '../support/console.ts';
import { type ConsoleSite, consoleSite, decisions } from '../support/console-site.ts';
import type { Part, Reply, Visitor } from '../support/http.ts';

type Who = 'everyone' | 'anyone' | Role;
type Sample = {
  readonly who: Who | readonly Role[];
  readonly path: string;
  readonly form?: (site: ConsoleSite) => Record<string, string>;
  readonly upload?: true;
  /** The step at which this act makes sense. */
  readonly step?: 'drafted' | 'sealed' | 'scored' | 'reviewed';
};
const session = { session: 'seance-1' };

/** Who may do what, said a second time by hand: a route that is missing here does not compile. */
const SAMPLES: Readonly<Record<HandlerName, Sample>> = {
  styles: { who: 'anyone', path: '/console.css' },
  icon: { who: 'anyone', path: '/icon.svg' },
  about: { who: 'anyone', path: '/about' },
  signInPage: { who: 'anyone', path: '/sign-in' },
  signIn: { who: 'anyone', path: '/sign-in', form: () => ({ role: 'auditor', password: PASSWORDS.auditor }) },
  signOut: { who: 'everyone', path: '/sign-out', form: () => ({}) },
  lock: { who: 'everyone', path: '/' },
  bundles: { who: 'everyone', path: '/bundles' },
  receivePage: { who: 'operator', path: '/bundles/receive' },
  receive: { who: 'operator', path: '/bundles/receive', upload: true },
  receiveFolder: { who: 'operator', path: '/bundles/receive/folder', form: ({ drive }) => ({ folder: drive, 'file-0': 'lot-a.bundle' }) },
  session: { who: 'everyone', path: '/session' },
  sessionById: { who: 'everyone', path: '/session/seance-1', step: 'scored' },
  draft: { who: 'operator', path: '/session/draft', form: () => ({ gap: 'chamber' }) },
  seal: { who: 'operator', path: '/session/seal', form: () => ({ ...session, ...SEAL }), step: 'drafted' },
  abort: { who: ['operator', 'reviewer'], path: '/session/abort', form: () => session, step: 'scored' },
  review: { who: 'reviewer', path: '/session/review', form: ({ uses }) => ({ ...session, ...decisions(uses, 'approve') }), step: 'scored' },
  release: { who: 'operator', path: '/session/release', form: ({ drive }) => ({ ...session, folder: drive }), step: 'reviewed' },
  destroyPage: { who: 'operator', path: '/destruction' },
  destroy: {
    who: 'operator',
    path: '/destruction',
    form: ({ drive }) => ({ folder: drive, sure: 'yes', password: PASSWORDS.reviewer }),
  },
  gap: { who: 'everyone', path: '/gap?watch=1' },
  custody: { who: 'everyone', path: '/custody' },
  models: { who: 'everyone', path: '/models' },
  partners: { who: 'everyone', path: '/partners' },
  enrolPage: { who: 'operator', path: '/partners/enrol' },
  inspectCard: { who: 'operator', path: '/partners/card', upload: true },
  enrol: {
    who: 'operator',
    path: '/partners/enrol',
    form: () => ({ card: Buffer.from('CSS des Deux-Moulins').toString('base64'), same: 'yes', password: PASSWORDS.reviewer }),
  },
  ledger: { who: 'everyone', path: '/ledger?before=3&type=bundle.refused' },
  checkpoint: { who: 'everyone', path: '/ledger/checkpoint' },
  entry: { who: 'everyone', path: '/ledger/entries/0' },
  entryBytes: { who: 'everyone', path: '/ledger/entries/0/bytes' },
  entryProof: { who: 'everyone', path: '/ledger/entries/0/proof' },
  exportLedger: { who: 'everyone', path: '/ledger/export', form: ({ drive }) => ({ folder: drive }) },
  audit: { who: 'auditor', path: '/audit' },
};

function allowed(who: Sample['who'], role: Role | null): boolean {
  if (who === 'anyone') return true;
  if (role === null) return false;
  return who === 'everyone' || who === role || (typeof who === 'object' && who.includes(role));
}

function send(visitor: Visitor, site: ConsoleSite, sample: Sample, csrf?: string): Promise<Reply> {
  const token = csrf ?? visitor.token;
  if (sample.form) return visitor.post(sample.path, { ...sample.form(site), csrf: token });
  if (!sample.upload) return visitor.get(sample.path);
  const parts: Part[] = [
    { name: 'csrf', value: token },
    { name: 'file', value: 'CSS des Deux-Moulins', filename: 'fichier.bundle' },
  ];
  return visitor.upload(sample.path, parts);
}

/** All that an act could have changed. */
const image = ({ uses }: ConsoleSite) => JSON.stringify([uses.state, uses.calls]);
const verdict = (reply: Reply) => [reply.status, /Code\u00a0: (\w+)/.exec(reply.body)?.[1] ?? reply.headers.location];

async function at(sample: Sample, work: (site: ConsoleSite) => Promise<void>): Promise<void> {
  const site = await consoleSite();
  try {
    if (sample.step) await site.sessionAt(sample.step);
    await work(site);
  } finally {
    await site.close();
  }
}

describe.each(ROUTES)('$method $path', (route) => {
  const sample = SAMPLES[route.handler];
  const act = route.method === 'POST';
  const roles = [null, ...ROLES];
  const may = roles.filter((role) => allowed(sample.who, role));
  const mayNot = roles.filter((role) => !allowed(sample.who, role));

  it(`answers ${may.map((role) => role ?? 'whoever comes').join(', ')}`, async () => {
    const answer = (role: Role | null) => async (site: ConsoleSite) => {
      const visitor = await site.visitor(role ?? undefined);
      if (role === null) await visitor.get('/sign-in');
      const before = image(site);
      const reply = await send(visitor, site, sample);
      expect([200, 303], `${role}`).toContain(reply.status);
      if (route.handler !== 'signOut') expect(reply.headers.location).not.toBe('/sign-in');
      // To look at a card changes nothing yet.
      if (act && route.handler !== 'inspectCard') expect(image(site)).not.toBe(before);
    };
    // An act is played once in a site: what comes after it finds another state.
    if (act) for (const role of may) await at(sample, answer(role));
    else await at(sample, async (site) => void (await Promise.all(may.map((role) => answer(role)(site)))));
  });

  const others = mayNot.length > 0 ? it : null;
  others?.(`refuses ${mayNot.map((role) => role ?? 'a stranger').join(', ')}, and changes nothing`, async () => {
    await at(sample, async (site) => {
      for (const role of mayNot) {
        const visitor = await site.visitor(role ?? undefined);
        if (role === null) await visitor.get('/sign-in');
        const before = image(site);
        const expected = role !== null ? [403, 'SERVER_ROLE'] : act ? [401, 'SERVER_SIGN_IN'] : [303, '/sign-in'];
        expect(verdict(await send(visitor, site, sample)), `${role}`).toEqual(expected);
        expect(image(site)).toBe(before);
      }
    });
  });
});

describe.each(ROUTES.filter(({ method }) => method === 'POST'))('a form sent to $path', ({ handler }) => {
  const sample = SAMPLES[handler];

  it('without its visitor’s token is refused, and changes nothing', async () => {
    await at(sample, async (site) => {
      const role = ROLES.find((each) => allowed(sample.who, each) && sample.who !== 'anyone');
      const [visitor, other] = [await site.visitor(role), await site.visitor(role)];
      if (!role) for (const each of [visitor, other]) await each.get('/sign-in');
      expect(other.token).not.toBe(visitor.token);
      const before = image(site);
      for (const token of ['', 'A'.repeat(43), other.token]) {
        expect(verdict(await send(visitor, site, sample, token)), token).toEqual([403, 'SERVER_CSRF']);
      }
      expect(image(site)).toBe(before);
    });
  });
});
