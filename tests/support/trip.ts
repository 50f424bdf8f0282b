import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { doneHere as done } from './command.ts';

/** Secrets of a trial: plainly not anybody's. */
export const SECRETS = {
  custodian1: 'phrase secrète de la machine à essai unique',
  custodian2: 'seconde phrase secrète du dépositaire de cet essai',
  partner: 'phrase secrète du partenaire à essai unique',
  operator: 'essai opérateur quatre mots',
  reviewer: 'essai réviseur quatre mots',
  auditor: 'essai vérificateur quatre mots',
} as const;

/** In the order of the commands `appliance init` and `appliance session`. */
export const INIT = [SECRETS.custodian1, SECRETS.custodian2, SECRETS.operator, SECRETS.reviewer, SECRETS.auditor] as const;
export const SESSION = [SECRETS.operator, SECRETS.custodian1, SECRETS.custodian2, SECRETS.reviewer] as const;

export type Homes = { readonly root: string; readonly appliance: string; readonly partner: string; readonly drive: string };

/** An appliance and a partner that know each other, made by the command line alone. */
export async function makeHomes(root: string, name: string): Promise<Homes> {
  const homes = { root, appliance: join(root, 'appliance'), partner: join(root, 'partner'), drive: join(root, 'drive') };
  mkdirSync(homes.drive, { recursive: true });
  const { partner, operator, reviewer } = SECRETS;
  await done(['appliance', 'init', homes.appliance, '--name', 'CSS central d’essai'], INIT);
  await done(['partner', 'init', homes.partner, '--name', name], [partner]);
  const [there, here] = [join(homes.drive, 'appliance.card'), join(homes.drive, 'partner.card')];
  await done(['appliance', 'card', homes.appliance, '--out', there]);
  await done(['partner', 'card', homes.partner, '--out', here]);
  await done(['partner', 'trust', homes.partner, there]);
  await done(['appliance', 'enrol', homes.appliance, here], [operator, reviewer]);
  return homes;
}

export function writeCsv(path: string, header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    cells.map((cell) => (/[";\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(';');
  writeFileSync(path, `${[header, ...rows].map(line).join('\n')}\n`);
  return path;
}

export type Released = { readonly files: readonly { readonly id: string; readonly file: string }[] };

/** Seals a table, carries it in, holds a session, carries the answer out: the path of the answer. */
export async function throughTheLock(homes: Homes, purpose: 'train' | 'score', table: string, dictionary: string): Promise<string> {
  const sealed = join(homes.drive, `${purpose}.bundle`);
  await done(
    ['partner', 'prepare', homes.partner, table, '--dictionary', dictionary, '--purpose', purpose, '--out', sealed],
    [SECRETS.partner],
  );
  await done(['appliance', 'receive', homes.appliance, sealed]);
  await holdSession(homes);
  const { files } = await release(homes, purpose);
  return files[0]?.file ?? '';
}

export async function holdSession(homes: Homes): Promise<void> {
  await done(['appliance', 'session', homes.appliance, '--gap', 'chamber'], SESSION);
}

export async function release(homes: Homes, name: string): Promise<Released> {
  const to = join(homes.drive, `out-${name}`);
  mkdirSync(to);
  return await done<Released>(['appliance', 'release', homes.appliance, '--to', to], [SECRETS.operator]);
}

export type Evaluation = { readonly models: readonly { readonly id: string; readonly target: string }[] };

/** Opens an evaluation, approves every model of it, carries the approvals in. */
export async function approveAll(homes: Homes, evaluation: string): Promise<Evaluation> {
  const opened = await done<Evaluation>(
    ['partner', 'open', homes.partner, evaluation, '--out', join(homes.root, 'evaluation')],
    [SECRETS.partner],
  );
  for (const { id } of opened.models) {
    const approval = join(homes.drive, `${id}.approval`);
    await done(['partner', 'approve', homes.partner, evaluation, '--model', id, '--out', approval], [SECRETS.partner]);
    await done(['appliance', 'receive', homes.appliance, approval]);
  }
  return opened;
}

/** Area under the ROC curve by the rank sum, ties counted half (Hanley and McNeil, 1982). */
export function rankAuc(scores: readonly number[], positive: readonly boolean[]): number {
  const order = scores.map((score, i) => ({ score, positive: positive[i] === true })).sort((a, b) => a.score - b.score);
  let sum = 0;
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to < order.length && order[to]?.score === order[from]?.score) to++;
    const rank = (from + 1 + to) / 2;
    for (let i = from; i < to; i++) if (order[i]?.positive) sum += rank;
    from = to;
  }
  const positives = positive.filter(Boolean).length;
  return (sum - (positives * (positives + 1)) / 2) / (positives * (positive.length - positives));
}
