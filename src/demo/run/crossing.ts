import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Actor } from '../../../appliance/gate/roles.ts';
import type { Appliance } from '../../../appliance/home.ts';
import { receiveAll } from '../../../appliance/intake/receive.ts';
import { release } from '../../../appliance/release/release.ts';
import { reviewSession } from '../../../appliance/session/review.ts';
import { runSession } from '../../../appliance/session/run.ts';
import { sessionDetail } from '../../../appliance/views.ts';
import { utf8 } from '../../base/bytes.ts';
import { EcluseError } from '../../base/errors.ts';
import { type Exported, exportAnswer } from '../../partner/export/write.ts';
import { type Opened, type OpenedResult, openAnswer } from '../../partner/open.ts';
import { prepareTable, sealRequest } from '../../partner/prepare.ts';
import { writeSheets } from '../../partner/sheet.ts';
import type { Purpose } from '../../table/harmonise.ts';
import { DEMO_SECRETS, type Partner, type People } from './people.ts';
import type { DemoOptions } from './steps.ts';

/** One bundle from each CSS through the lock and back: the files that came back, in the partners' order. */
export async function roundTrip(
  app: Appliance,
  partners: readonly Partner[],
  purpose: Purpose,
  people: People,
  drive: string,
  options: DemoOptions,
): Promise<string[]> {
  const { environment, onStep, signal } = options;
  onStep({ step: 'prepare', purpose });
  const requests = partners.map(({ home, secrets, slug, extracts, campaign }) => {
    const prepared = prepareTable(
      {
        table: join(extracts, `${purpose}.csv`),
        dictionary: join(extracts, 'dictionnaire.json'),
        purpose,
        ...(purpose === 'train' && campaign !== null ? { campaign } : {}),
      },
      environment.clock,
    );
    const out = join(drive, `${slug}.${purpose}.bundle`);
    sealRequest(home, secrets, prepared, out, environment);
    return out;
  });
  take(app, requests, people.operator, onStep);

  onStep({ step: 'session', purpose });
  const run = await runSession(app, {
    gap: 'chamber',
    operator: people.operator,
    custodians: [
      { number: 1, passphrase: utf8(DEMO_SECRETS.custodians[0]) },
      { number: 2, passphrase: utf8(DEMO_SECRETS.custodians[1]) },
    ],
    onProgress: ({ phase, bundlesDone, bundlesTotal }) => onStep({ step: 'working', phase, done: bundlesDone, total: bundlesTotal }),
    ...(signal ? { signal } : {}),
  });
  const [aside] = run.setAside;
  if (aside) throw new EcluseError('SESSION_NOTHING_SCORED', { bundle: aside.bundle, code: aside.code });
  const decisions = Object.fromEntries(sessionDetail(app, run.session).answers.map(({ id }) => [id, 'approve' as const]));
  reviewSession(app, run.session, people.reviewer, decisions);
  const back = join(drive, purpose === 'train' ? 'evaluations' : 'resultats');
  mkdirSync(back, { mode: 0o700 });
  const { files } = release(app, back, people.operator, { session: run.session });
  onStep({ step: 'released', files: files.length });
  return partners.map(({ home }) => {
    const file = files.find(({ recipient }) => recipient === home.id);
    if (!file) throw new EcluseError('INTERNAL', { where: 'demo' });
    return join(back, basename(file.file));
  });
}

export function take(app: Appliance, files: readonly string[], operator: Actor, onStep: DemoOptions['onStep']): void {
  for (const receipt of receiveAll(app, files, operator)) if ('refused' in receipt) throw receipt.refused;
  onStep({ step: 'received', files: files.length });
}

export function openInto(
  { home, secrets }: Partner,
  file: string,
  folder: string,
  pupils: boolean,
  { environment, lang }: DemoOptions,
): { opened: Opened } & Pick<Exported, 'portraits'> {
  const opened = openAnswer(home, secrets, file, environment.clock);
  const { portraits } = exportAnswer(home, opened, folder, { lang, excel: true, xlsx: true, parquet: false, pupils });
  return { opened, portraits };
}

/** The sheet of one pupil: the one whom the first model is surest of. */
export function printSheet(
  { home, secrets, folder }: Partner,
  result: string,
  { scores, pupils, roster }: OpenedResult,
  { environment, lang }: DemoOptions,
): string {
  const rows = [...scores.model.keys()].filter((row) => scores.model[row] === 0);
  const first = rows.reduce((best, row) => (scores.probability[row]! > scores.probability[best]! ? row : best));
  const out = join(folder, 'fiche.html');
  writeSheets(home, secrets, { result, fileNumbers: [roster.fileNumbers[pupils[first]!]!], out, lang }, environment.clock);
  return out;
}

/** One CSS tries its neighbour's result: it must be refused. */
export function tryNeighbour(partners: readonly Partner[], results: readonly string[], { environment, onStep }: DemoOptions): void {
  const [first, second] = partners;
  if (!first || !second) return;
  try {
    openAnswer(first.home, first.secrets, results[1]!, environment.clock);
  } catch (error) {
    if (!(error instanceof EcluseError)) throw error;
    onStep({ step: 'neighbour', name: first.name, other: second.name, code: error.code });
    return;
  }
  throw new EcluseError('INTERNAL', { where: 'demo: neighbour' });
}
