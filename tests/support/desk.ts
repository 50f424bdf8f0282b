import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Writable } from 'node:stream';
import { type DestinationStream, pino } from 'pino';
import { utf8 } from '../../src/base/bytes.ts';
import { systemRandom } from '../../src/base/random.ts';
import { syntheticCss } from '../../src/demo/css.ts';
import { type DeskOptions, startDesk } from '../../src/desk/server.ts';
import { oneYearLater } from '../../src/partner/dates.ts';
import { initHome, openHome, unlockHome } from '../../src/partner/home.ts';
import { tightenPolicy } from '../../src/partner/risk.ts';
import { addSigner } from '../../src/partner/signers.ts';
import { trust } from '../../src/partner/trust.ts';
import type { Dictionary } from '../../src/table/dictionary.ts';
import { type Reply, Visitor } from './http.ts';
import { filesOf, logKeeper, logOf, trip } from './ledger.ts';
import { party, scratch } from './parties.ts';
import { takeHome } from './take-home.ts';

const KDF = { memoryMiB: 1, passes: 1 };

export const PASSPHRASE = 'phrase secrète du partenaire à essai unique';
/** A value of the table that must never be seen outside of it: it stands in a column that stays home. */
export const CANARY = 'CanariZébrure7731';

/** The dictionary, its codes without the local spellings that this CSS writes: a person has to confirm them. */
export function withoutAliases(dictionary: Dictionary): Dictionary {
  const bare = dictionary.variables.find(({ role, codes }) => role === 'predictor' && codes?.some(({ aliases }) => aliases?.length));
  const variables = dictionary.variables.map((each) =>
    each === bare && each.codes ? { ...each, codes: each.codes.map(({ code, label }) => ({ code, label })) } : each,
  );
  return { ...dictionary, variables };
}

/** Lays an old system's extract (Windows-1252, semicolons) and its dictionary in a folder. */
export function layExtract(folder: string, options: { readonly pupils?: number; readonly purpose?: 'train' | 'score' } = {}): void {
  const { pupils = 200, purpose = 'score' } = options;
  mkdirSync(folder, { recursive: true });
  const css = syntheticCss({ name: 'CSS des Trois-Écluses', seed: 11, pupils, variables: 24, dialect: 'windows-1252' });
  const bytes = purpose === 'train' ? css.trainCsv : css.scoreCsv;
  // The remark of the repeated rows is free text that stays home.
  const text = Buffer.from(bytes).toString('latin1').replaceAll('Ligne reprise', Buffer.from(CANARY, 'latin1').toString('latin1'));
  writeFileSync(join(folder, 'extrait.csv'), Buffer.from(text, 'latin1'));
  writeFileSync(join(folder, 'dictionnaire.json'), JSON.stringify(withoutAliases(css.dictionary), null, 2));
}

export type DeskSite = {
  readonly url: string;
  readonly link: string;
  readonly home: string;
  readonly folder: string;
  /** What the terminal was told. */
  readonly told: (string | { readonly link: string } | { readonly entered: true })[];
  time: number;
  visitor(): Promise<Visitor>;
  close(): Promise<void>;
};

type SiteOptions = Partial<DeskOptions> & { readonly lines?: DestinationStream };

/** A desk over a home, in this process. */
async function serve(dir: string, folder: string, { lines, ...rest }: SiteOptions, remove: () => void): Promise<DeskSite> {
  const told: DeskSite['told'] = [];
  // A test may put the clock forward; it goes on from there.
  const began = Date.now();
  const site = { time: began };
  const desk = await startDesk({
    dir,
    folder,
    port: 0,
    clock: () => new Date(site.time + Date.now() - began),
    random: systemRandom,
    tell: (event) => told.push(event),
    log: lines ? pino({ level: 'trace' }, lines) : pino({ level: 'silent' }),
    ...rest,
  });
  return Object.assign(site, {
    url: desk.url,
    link: desk.link,
    home: dir,
    folder,
    told,
    async visitor() {
      const visitor = new Visitor(desk.url);
      await visitor.get(new URL(desk.link).pathname + new URL(desk.link).search);
      await visitor.get('/');
      return visitor;
    },
    async close() {
      await desk.close();
      remove();
    },
  });
}

/** A desk over a new home that trusts an appliance, with an extract in its folder. */
export async function deskSite(options: SiteOptions & { readonly trusted?: boolean; readonly pupils?: number } = {}): Promise<DeskSite> {
  const { folder: root, remove } = scratch();
  const { trusted = true, pupils, ...rest } = options;
  const [dir, folder] = [join(root, 'partenaire'), join(root, 'travail')];
  layExtract(folder, pupils === undefined ? {} : { pupils });
  const home = initHome(
    dir,
    { name: 'CSS des Trois-Écluses', passphrase: utf8(PASSPHRASE), kdf: KDF },
    { clock: () => new Date(), random: systemRandom },
  );
  if (trusted) trust(home, party('appliance', 'CSS central').card);
  return await serve(dir, folder, rest, remove);
}

/** Has people appointed who may sign exceptions, and a ceiling of risk that no table passes. */
export function appoint(dir: string, phrases: Readonly<Record<string, string>>, passphrase = PASSPHRASE): void {
  const home = openHome(dir);
  const secrets = unlockHome(home, utf8(passphrase));
  for (const [name, phrase] of Object.entries(phrases)) {
    const added = { name, passphrase: utf8(phrase), kdf: KDF, present: [] };
    addSigner(home, secrets, added, { clock: () => new Date(), random: systemRandom });
  }
  tightenPolicy(home, { ceiling: 0.0001 });
}

export type HomeSite = DeskSite & {
  readonly css: ReturnType<typeof takeHome>;
  readonly models: readonly string[];
  /** File numbers start there. */
  readonly rows: number;
};

/**
 * A desk over a home that has come all the way: models trained and come home in `evaluation.bundle`, each with its approval, pupils scored in the chamber
 * (`resultat.bundle`), and in its folder their table, what happened to them, the tables of past years, a campaign, an export of the appliance's ledger.
 */
export async function homeSite(options: SiteOptions = {}): Promise<HomeSite> {
  const { folder: root, remove } = scratch();
  const now = `${new Date().toISOString().slice(0, 19)}Z`;
  const css = takeHome(root, { now, destroyBy: oneYearLater(new Date(now)) });
  const folder = join(root, 'travail');
  mkdirSync(folder);
  const lay = (name: string) => join(folder, name);
  const rows = 260;
  const trained = await css.train(true);
  copyFileSync(trained.sealed.path, lay('evaluation.bundle'));
  const models = trained.models.map(({ id }) => id);
  const notes = models.map((id) => css.consent(lay('evaluation.bundle'), id, lay(`${id}.approval`)).text);
  const given = css.prepared(css.csv(lay('eleves.csv'), 'score', rows, 2), 'score');
  copyFileSync((await css.score(given, trained, notes)).sealed.path, lay('resultat.bundle'));
  css.csv(lay('issues.csv'), 'train', rows, 2);
  css.csv(lay('annees-passees.csv'), 'train', 300, 7);
  css.campaign(lay('campagne.json'), true);
  copyFileSync(css.dictionaryFile, lay('dictionnaire.json'));
  const keeper = logKeeper(css.lab.appliance.card.name);
  for (const [path, bytes] of filesOf(logOf(trip(keeper.card), keeper))) {
    mkdirSync(dirname(lay(`registre/${path}`)), { recursive: true });
    writeFileSync(lay(`registre/${path}`), bytes);
  }
  const site = await serve(css.at.home.dir, folder, options, remove);
  return Object.assign(site, { css, models, rows });
}

export const revision = (body: string) => /name="revision" value="(\d+)"/.exec(body)?.[1] ?? '';
export const mark = (body: string) => /name="mark" value="(\d+)"/.exec(body)?.[1] ?? '';
export const code = ({ status, body }: Reply) => [status, /Code\u00a0: (\w+)/.exec(body)?.[1] ?? /^(\w+)\n$/.exec(body)?.[1]];

/** Sends a form of the page, and waits for the work it starts. */
export async function act(visitor: Visitor, page: string, action: string, members: Record<string, string>): Promise<string> {
  const shown = await visitor.get(page);
  const hidden = Object.entries({ revision: revision(shown.body), mark: mark(shown.body) }).filter(([, value]) => value !== '');
  let reply = await visitor.post(action, { ...Object.fromEntries(hidden), ...members });
  for (let to = String(reply.headers.location); to.startsWith('/wait'); to = String(reply.headers.location)) {
    reply = await visitor.get('/wait');
    if (reply.status !== 303) await new Promise((resolve) => setTimeout(resolve, 50));
    if (reply.headers.location === undefined) reply = { ...reply, headers: { location: '/wait' } };
  }
  return reply.status === 303 ? String(reply.headers.location) : `${reply.status} ${code(reply)[1]}`;
}

/** Log lines, as they are written. */
export const linesIn = (lines: string[]) =>
  new Writable({
    write(chunk, _encoding, next) {
      lines.push(String(chunk));
      next();
    },
  });
