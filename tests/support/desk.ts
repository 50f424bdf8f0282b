import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DestinationStream, pino } from 'pino';
import { utf8 } from '../../src/base/bytes.ts';
import { systemRandom } from '../../src/base/random.ts';
import { syntheticCss } from '../../src/demo/css.ts';
import { type DeskOptions, startDesk } from '../../src/desk/server.ts';
import { initHome } from '../../src/partner/home.ts';
import { trust } from '../../src/partner/trust.ts';
import type { Dictionary } from '../../src/table/dictionary.ts';
import { Visitor } from './http.ts';
import { party, scratch } from './parties.ts';

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

/** A desk over a new home that trusts an appliance, with an extract in its folder. */
export async function deskSite(
  options: Partial<DeskOptions> & { readonly lines?: DestinationStream; readonly trusted?: boolean; readonly pupils?: number } = {},
): Promise<DeskSite> {
  const { folder: root, remove } = scratch();
  const { lines, trusted = true, pupils, ...rest } = options;
  const [dir, folder] = [join(root, 'partenaire'), join(root, 'travail')];
  layExtract(folder, pupils === undefined ? {} : { pupils });
  const home = initHome(
    dir,
    { name: 'CSS des Trois-Écluses', passphrase: utf8(PASSPHRASE), kdf: { memoryMiB: 8, passes: 1 } },
    { clock: () => new Date(), random: systemRandom },
  );
  if (trusted) trust(home, party('appliance', 'CSS central').card);
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
