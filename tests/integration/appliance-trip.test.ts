import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { paths } from '../../appliance/home.ts';
import { receive, receiveAll } from '../../appliance/intake/receive.ts';
import { currentCheckpoint, exportLedger } from '../../appliance/release/ledger.ts';
import { release } from '../../appliance/release/release.ts';
import { listBundles, listModels, listSessions, overview, sessionDetail } from '../../appliance/views.ts';
import { folderReader } from '../../src/auditor/folder.ts';
import { verifyExport } from '../../src/auditor/verify.ts';
import { toHex } from '../../src/base/bytes.ts';
import { program } from '../../src/base/program.ts';
import { checkBundle } from '../../src/bundle/check.ts';
import { readShard, unlockBundle } from '../../src/bundle/unlock.ts';
import { pseudonym } from '../../src/pseudonym/pseudonym.ts';
import { encodeArrow } from '../../src/table/arrow.ts';
import { dictionaryBytes, dictionaryDigest, PSEUDONYM } from '../../src/table/dictionary.ts';
import { openSite } from '../support/appliance.ts';
import { noChamber, pupils, smallDictionary } from '../support/chamber.ts';
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

  it('with the real chamber: pupils’ tables in, an answer that only their CSS opens out', async () => {
    const apart = scratch();
    const site = openSite(apart.folder, 'real');
    const { app } = site;
    const css = site.partner('CSS des Rives');
    const dictionary = smallDictionary({ outcomes: 1 });
    const main = program('appliance/chamber/main');
    const send = (kind: 'train' | 'score', rows: number) => {
      const id = toHex(site.random(16));
      const table = pupils(dictionary, { rows, kind });
      const names = Array.from({ length: rows }, (_, row) => pseudonym(css.secrets.pseudonym, id, `F${row}`));
      const bytes = encodeArrow({ rows, columns: [{ name: PSEUDONYM, type: 'text', values: names }, ...table.columns] });
      const shards = [
        { type: 'document' as const, name: 'dictionary', rows: 0, bytes: dictionaryBytes(dictionary) },
        { type: 'table' as const, name: 'pupils', rows, bytes },
      ];
      const about = { id, dictionary: { version: dictionary.version, sha256: dictionaryDigest(dictionary) } };
      const { path, sealed } = site.bundle(css, kind, { ...about, checkpoint: currentCheckpoint(app) }, shards);
      receive(app, path, null);
      return { id, core: sealed.coreHash };
    };
    const trained = send('train', 400);
    const training = await site.session({ main });
    expect(training.results).toMatchObject([{ request: trained.id, kind: 'evaluation' }]);
    site.review(training.session);
    release(app, site.drive, site.operator);
    const [model] = site.kept(css);
    receive(app, site.approval(css, model!), null);
    const asked = send('score', 120);
    const scoring = await site.session({ main, models: [model!.id] });
    const [answer] = sessionDetail(app, scoring.session).answers;
    expect(answer).toMatchObject({ request: asked.id, kind: 'result', aggregates: { rows: 120, models: [{ id: model!.id }] } });
    site.review(scoring.session);
    const [file] = release(app, site.drive, site.operator).files;
    const checked = checkBundle(file!.file, { recipientId: css.card.id, cardOf: (id) => (id === app.card.id ? app.card : null) });
    expect(checked.core).toMatchObject({ kind: 'result', answers: asked.core, models: [model!.id], sequence: 2 });
    const unlocked = unlockBundle(checked, css.secrets);
    const rows = checked.core.shards.reduce((sum, shard) => sum + shard.rows, 0);
    // The last table is filled, so that nothing in the clear says how many pupils a model is for.
    expect(rows).toBe(1000);
    expect(readShard(unlocked, 0).length).toBeGreaterThan(0);
    expect(untold(paths(site.dir).database)).toEqual([]);
    exportLedger(app, join(apart.folder, 'export'));
    const kept = app.store.db.prepare('SELECT note FROM witness ORDER BY size').all() as { note: string }[];
    const against = kept.map(({ note }, i) => ({ name: `${i}`, bytes: Buffer.from(note) }));
    expect(against).toHaveLength(2);
    expect(verifyExport(folderReader(join(apart.folder, 'export')), { against }).findings).toEqual([]);
    app.close();
    apart.remove();
  });
});
