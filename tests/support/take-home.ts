import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { approve } from '../../src/partner/approve.ts';
import { type Prepared, prepareTable, sealRequest } from '../../src/partner/prepare.ts';
import { desk } from './answers.ts';
import { openLab, outcomeOf, pupils, run, smallDictionary } from './chamber.ts';
import { seededRandom } from './parties.ts';

const FIRST_FILE = 7_000_001;

/** A CSS whose models are trained by a true chamber and come home: its tables, its requests, their answers. `now`: what every clock says. */
export function takeHome(root: string, { now, destroyBy }: { readonly now: string; readonly destroyBy: string }) {
  mkdirSync(join(root, 'lab'));
  const lab = openLab(join(root, 'lab'));
  const at = desk(join(root, 'home'), 'CSS de l’essai', lab.appliance);
  const dictionary = smallDictionary({ outcomes: 2 });
  const dictionaryFile = join(root, 'dictionary.json');
  writeFileSync(dictionaryFile, JSON.stringify(dictionary));
  const clock = () => new Date(now);
  let serial = 0;
  const environment = () => ({ clock, random: seededRandom(`local ${serial++}`) });

  /** A CSS's own file of these pupils; `shift` moves every mark. */
  const csv = (path: string, kind: 'train' | 'score', rows: number, seed: number, shift = 0): string => {
    const table = pupils(dictionary, { rows, kind, seed });
    const cell = (column: string, value: number) => {
      const codes = dictionary.variables.find((each) => each.name === column)?.codes;
      if (Number.isNaN(value)) return '';
      return codes ? codes[value]!.code : String(column === 'moyenne' ? Math.min(100, value + shift) : value);
    };
    const lines = Array.from({ length: rows }, (_, row) =>
      [String(FIRST_FILE + row * 37), ...table.columns.map((each) => cell(each.name, each.values[row] as number))].join(';'),
    );
    writeFileSync(path, `${[['fiche', ...table.columns.map((each) => each.name)].join(';'), ...lines].join('\n')}\n`);
    return path;
  };
  /** What is asked of a training; `back`: whether models come home. */
  const campaign = (path: string, back: boolean): string => {
    const name = { fr: 'Essai', en: 'Trial' };
    const options = { trees: 20, maxDepth: 6 };
    const models = [{ family: 'decrochage' }];
    writeFileSync(
      path,
      JSON.stringify({ format: 'ecluse.campaign/v1', name, options, limits: { sensitivity: 1 }, takeHome: back, models }),
    );
    return path;
  };
  const prepared = (table: string, purpose: 'train' | 'score', asked?: string): Prepared =>
    prepareTable({ table, dictionary: dictionaryFile, purpose, destroyBy, ...(asked ? { campaign: asked } : {}) }, clock);
  /** Seals, and has the chamber work. */
  const through = async (given: Prepared, changes = {}) => {
    const kind = given.preview.purpose;
    const path = join(root, `${kind}-${serial}.bundle`);
    const { id, coreHash } = sealRequest(at.home, at.secrets, given, path, environment());
    const sender = { card: at.home.card, secrets: at.secrets };
    return await run(lab.job([{ path, id, coreHash, kind, sender, pseudonyms: [] }], { now, ...changes }));
  };
  const train = async (back: boolean) => {
    const asked = campaign(join(root, `campaign-${back}.json`), back);
    const table = csv(join(root, `train-${back}.csv`), 'train', 600, back ? 1 : 5);
    return outcomeOf(await through(prepared(table, 'train', asked), {}), 0, 'trained');
  };
  const consent = (evaluation: string, model: string, out: string, until = destroyBy) =>
    approve(at.home, at.secrets, { evaluation, model, out, until, stance: 'wide', floors: { recall: 0, precision: 0 } }, clock);
  /** Has pupils scored in the chamber by all the models of a training, each with its note. */
  const score = async (given: Prepared, trained: Awaited<ReturnType<typeof train>>, approvals: readonly string[]) => {
    const models = trained.models.map(({ id, sealed }) => ({ id, path: sealed.path, partner: at.home.id }));
    const chains = { [at.home.id]: { sequence: trained.sealed.sequence, previous: trained.sealed.manifestHash } };
    return outcomeOf(await through(given, { models, approvals, chains }), 0, 'scored');
  };
  return { lab, at, dictionary, dictionaryFile, clock, environment, csv, campaign, prepared, train, consent, score };
}
