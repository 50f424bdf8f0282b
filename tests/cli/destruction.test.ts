import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { syntheticCss } from '../../src/demo/css.ts';
import { dictionaryBytes } from '../../src/table/dictionary.ts';
import { noChamber } from '../support/chamber.ts';
import { doneHere as done, spoken as ecluse } from '../support/command.ts';
import { scratch } from '../support/parties.ts';
import { type Homes, makeHomes, SECRETS, throughTheLock } from '../support/trip.ts';

const { folder, remove } = scratch();
afterAll(remove);

type Due = {
  kept: { bundle: string; kind: string; due: boolean; order: string | null }[];
  certificates: { countersigned: string | null }[];
};

describe.skipIf(noChamber)('ecluse partner destroy, ecluse appliance destroy', () => {
  let homes: Homes;
  let request = '';
  const [opened, again] = [join(folder, 'opened'), join(folder, 'again')];
  const certificates = join(folder, 'certificates');
  const two = [SECRETS.operator, SECRETS.reviewer];

  beforeAll(async () => {
    const css = syntheticCss({ name: 'CSS d’un essai', seed: 5, pupils: 300, variables: 16 });
    const [train, dictionary] = [join(folder, 'train.csv'), join(folder, 'dictionary.json')];
    writeFileSync(train, css.trainCsv);
    writeFileSync(dictionary, dictionaryBytes(css.dictionary));
    mkdirSync(certificates);
    homes = await makeHomes(folder, 'CSS d’un essai');
    const evaluation = await throughTheLock(homes, 'train', train, dictionary);
    for (const out of [opened, again]) {
      const said = await done(['partner', 'open', homes.partner, evaluation, '--out', out], [SECRETS.partner]);
      request = String(said.request);
    }
    // One of the two sets of files is taken elsewhere, out of this home's sight.
    copyFileSync(join(again, 'evaluation.html'), join(folder, 'elsewhere.html'));
    rmSync(join(again, 'evaluation.html'));
  });

  it('asks for one thing at a time', async () => {
    const usage = { code: 2, json: { error: { code: 'USAGE' } } };
    const out = join(folder, 'x.note');
    expect(await ecluse(['partner', 'destroy', homes.partner, '--out', out, '--json'], [SECRETS.partner])).toMatchObject(usage);
    expect(await ecluse(['partner', 'destroy', homes.partner, '--request', request, '--json'], [SECRETS.partner])).toMatchObject(usage);
    expect(await ecluse(['appliance', 'destroy', homes.appliance, '--to', certificates, '--json'], two)).toMatchObject(usage);
    expect(
      await ecluse(['partner', 'destroy', homes.partner, '--request', 'ffff', '--out', out, '--json'], [SECRETS.partner]),
    ).toMatchObject({
      code: 1,
      json: { error: { code: 'HOME_REQUEST' } },
    });
    const none = ['appliance', 'destroy', homes.appliance, '--due', '--to', join(folder, 'absent'), '--json'];
    expect(await ecluse(none, two)).toMatchObject({ code: 1, json: { error: { code: 'RELEASE_FOLDER' } } });
  });

  it('keeps what is not due', async () => {
    const early = await ecluse(['appliance', 'destroy', homes.appliance, '--bundle', request, '--to', certificates, '--json'], two);
    expect(early).toMatchObject({ code: 1, json: { error: { code: 'DESTROY_NOT_DUE' } } });
    expect(await done(['appliance', 'destroy', homes.appliance, '--due', '--to', certificates], two)).toMatchObject({
      items: [],
      certificates: [],
    });
    const { kept } = await done<Due>(['appliance', 'due', homes.appliance]);
    expect(new Set(kept.map(({ kind }) => kind))).toEqual(new Set(['train', 'evaluation', 'model']));
    expect(kept.some(({ due }) => due)).toBe(false);
    expect(await done(['partner', 'destroy', homes.partner, '--due'])).toMatchObject({ requests: [], rosters: 0, files: 0 });
  });

  it('goes from the order to the countersigned certificate, and leaves nothing at either end', async () => {
    const order = join(homes.drive, 'order.note');
    await done(['partner', 'destroy', homes.partner, '--request', request, '--models', '--out', order], [SECRETS.partner]);
    expect(await done(['appliance', 'receive', homes.appliance, order])).toMatchObject({ received: [{ what: 'order', bundle: request }] });
    const { kept } = await done<Due>(['appliance', 'due', homes.appliance]);
    expect(kept.every(({ due, order: given }) => due && given !== null)).toBe(true);
    const gone = await done<{ items: unknown[]; certificates: { file: string }[] }>(
      ['appliance', 'destroy', homes.appliance, '--bundle', request, '--to', certificates],
      two,
    );
    expect(gone.items).toHaveLength(kept.length);
    expect(readdirSync(join(homes.appliance, 'bundles', 'quarantine'))).toEqual([]);
    const [{ file }] = gone.certificates as [{ file: string }];
    const signed = join(homes.drive, 'countersigned.note');
    expect(existsSync(join(homes.partner, 'requests', `${request}.vault`))).toBe(true);
    const here = await ecluse(['partner', 'destroy', homes.partner, '--certificate', file, '--out', signed, '--json'], [SECRETS.partner]);
    expect(here).toMatchObject({
      code: 1,
      json: { error: { code: 'HOME_FILES_MOVED' }, requests: [request], rosters: 1, moved: [again], items: kept.length, out: signed },
    });
    expect([existsSync(opened), existsSync(again), existsSync(join(homes.partner, 'requests', `${request}.vault`))]).toEqual([
      false,
      false,
      false,
    ]);
    expect(await done(['appliance', 'receive', homes.appliance, signed])).toMatchObject({
      received: [{ what: 'certificate', items: kept.length }],
    });
    const after = await done<Due>(['appliance', 'due', homes.appliance]);
    expect([after.kept, after.certificates.map(({ countersigned }) => countersigned !== null)]).toEqual([[], [true]]);
    await done(['appliance', 'ledger', 'export', homes.appliance, '--to', join(folder, 'export')]);
    expect((await ecluse(['audit', 'verify', join(folder, 'export')])).code).toBe(0);
  });
});
