import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { paths } from '../../appliance/home.ts';
import { receiveAll } from '../../appliance/intake/receive.ts';
import { exportLedger } from '../../appliance/release/ledger.ts';
import { release } from '../../appliance/release/release.ts';
import { listBundles, listModels, listSessions, overview } from '../../appliance/views.ts';
import { folderReader } from '../../src/auditor/folder.ts';
import { verifyExport } from '../../src/auditor/verify.ts';
import { openSite } from '../support/appliance.ts';
import { noChamber } from '../support/chamber.ts';
import { scratch } from '../support/parties.ts';
import { untold } from '../support/told.ts';

const { folder, remove } = scratch();
afterAll(remove);

describe.skipIf(noChamber)('the whole trip through the lock', () => {
  it('trains, waits for approval, scores, hands over, closes; an auditor finds nothing amiss', async () => {
    const site = openSite(folder);
    const { app } = site;
    const css = ['CSS des Rives', 'CSS du Plateau'].map((name) => site.partner(name));
    const trains = css.map((each) => site.bundle(each, 'train').path);
    expect(receiveAll(app, trains, null).every((receipt) => 'received' in receipt)).toBe(true);
    const training = await site.session();
    expect(training.results.map(({ kind }) => kind)).toEqual(['evaluation', 'evaluation']);
    site.review(training.session);
    expect(release(app, site.drive, site.operator).files).toHaveLength(2);
    const approvals = css.map((each) => site.approval(each, site.kept(each)[0]!));
    const scores = css.flatMap((each) => [site.bundle(each).path, site.bundle(each).path]);
    expect(receiveAll(app, [...scores.reverse(), ...approvals], null).every((receipt) => 'received' in receipt)).toBe(true);
    const scoring = await site.session();
    expect(scoring.results).toHaveLength(4);
    site.review(scoring.session);
    release(app, site.drive, site.operator);
    expect(readdirSync(site.drive).filter((name) => name.endsWith('.bundle'))).toHaveLength(6);
    expect(listSessions(app).map(({ state }) => state)).toEqual(['closed', 'closed']);
    expect(listBundles(app).every(({ state }) => state === 'answered')).toBe(true);
    expect(listModels(app).map(({ state, approval }) => [state, approval?.expired])).toEqual([
      ['kept', false],
      ['kept', false],
    ]);
    expect(overview(app)).toMatchObject({ live: null, pending: 0, models: { kept: 2, approved: 2 } });
    expect(untold(paths(site.dir).database)).toEqual([]);
    const to = join(folder, 'export');
    exportLedger(app, to);
    const verified = verifyExport(folderReader(to), { card: Buffer.from(app.card.text) });
    expect(verified.findings).toEqual([]);
    expect(verified.ok).toBe(true);
    expect(existsSync(join(to, 'checkpoint'))).toBe(true);
    app.close();
  });
});
