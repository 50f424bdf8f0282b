import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../appliance/home.ts';
import { receive } from '../../appliance/intake/receive.ts';
import { exportLedger } from '../../appliance/release/ledger.ts';
import { release } from '../../appliance/release/release.ts';
import { destroy } from '../../appliance/retention/destroy.ts';
import { replaySession } from '../../appliance/session/replay.ts';
import { listSessions, overview } from '../../appliance/views.ts';
import { folderReader } from '../../src/auditor/folder.ts';
import { verifyExport } from '../../src/auditor/verify.ts';
import { toHex } from '../../src/base/bytes.ts';
import { program } from '../../src/base/program.ts';
import { signOrder } from '../../src/bundle/destroy-order.ts';
import { pseudonym } from '../../src/pseudonym/pseudonym.ts';
import { encodeArrow } from '../../src/table/arrow.ts';
import { dictionaryBytes, dictionaryDigest, PSEUDONYM } from '../../src/table/dictionary.ts';
import { chamberThat, codeOf, openSite, PASSPHRASES, pair, type Site, SMALL_CHAMBER } from '../support/appliance.ts';
import { noChamber, pupils, smallDictionary } from '../support/chamber.ts';
import { type PartyKeys, scratch } from '../support/parties.ts';
import { entriesSince, untold } from '../support/told.ts';

const { folder, remove } = scratch();
afterAll(remove);
const real = program('appliance/chamber/main');

describe.skipIf(noChamber)('a past session done again', () => {
  let site: Site;
  let css: PartyKeys;
  let training = '';
  let scoring = '';
  let request = '';
  const dictionary = smallDictionary({ outcomes: 2 });
  const replay = (session: string, main = real) =>
    replaySession(site.app, session, { operator: site.operator, custodians: pair(), gap: 'chamber', chamber: { main } });
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
    receive(site.app, site.bundle(css, kind, about, shards).path, null);
    return id;
  };
  const hold = async () => {
    const { session } = await site.session({ main: real });
    site.review(session);
    release(site.app, site.drive, site.operator);
    return session;
  };

  beforeAll(async () => {
    site = openSite(folder, 'replay');
    css = site.partner('CSS des Rives');
    send('train', 300);
    training = await hold();
    // One of two models is approved: the other stands in the report as refused, and must again.
    receive(site.app, site.approval(css, site.kept(css)[0]!), null);
    request = send('score', 120);
    scoring = await hold();
    // Later: another day, a second approval, a second training that replaces nothing that counted then.
    site.time = new Date('2026-11-20T09:00:00Z');
    receive(site.app, site.approval(css, site.kept(css)[1]!), null);
    send('train', 260);
    await hold();
  });
  afterAll(() => site.app.close());

  it('gives the same bytes: scores, evaluation, models', async () => {
    for (const [session, kind] of [
      [scoring, 'score'],
      [training, 'train'],
    ] as const) {
      const size = site.app.store.ledger.size();
      const { bundles, destroyed, replay: id } = await replay(session);
      expect(bundles).toMatchObject([{ kind, difference: null, code: null }]);
      expect(bundles[0]!.found).toBe(bundles[0]!.expected);
      expect(destroyed).toEqual([]);
      const types = entriesSince(paths(site.dir).database, size).map(({ type }) => type);
      expect(types).toEqual(
        expect.arrayContaining(['session.drafted', 'session.sealed', 'gap.evidence', 'unlock.succeeded', 'replay.compared']),
      );
      expect(types.slice(-2)).toEqual(['chamber.ended', 'session.aborted']);
      expect(listSessions(site.app)[0]).toMatchObject({ id, state: 'aborted', code: 'REPLAY_ENDED' });
      expect(overview(site.app)).toMatchObject({ live: null, pending: 0 });
      for (const room of ['outgoing', 'models']) expect(readdirSync(join(site.dir, 'bundles', room))).not.toContain(id);
    }
    expect(untold(paths(site.dir).database)).toEqual([]);
  });

  it('names what differs, and the auditor sees it', async () => {
    const other = chamberThat(folder, '{}');
    const { bundles } = await replay(scoring, other);
    expect(bundles).toMatchObject([{ bundle: request, difference: 'input' }]);
    const lying = chamberThat(
      folder,
      `{ change: (e) => e.event === 'opened' ? { ...e, digest: '${await inputOf(request)}' } : e.event === 'scored' ? { ...e, sealed: { ...e.sealed, digest: 'f'.repeat(64) } } : e }`,
    );
    expect((await replay(scoring, lying)).bundles).toMatchObject([{ difference: 'output', found: 'f'.repeat(64) }]);
    const aside = chamberThat(folder, "{ setAside: () => 'MODEL_UNKNOWN' }");
    expect((await replay(scoring, aside)).bundles).toMatchObject([{ difference: 'refused', code: 'MODEL_UNKNOWN', found: null }]);
    const to = join(folder, 'export');
    exportLedger(site.app, to);
    const { findings, facts } = verifyExport(folderReader(to));
    expect(findings).toEqual([]);
    expect(facts?.replays.map(({ code }) => code)).toEqual([null, null, 'REPLAY_DIFFERS', 'REPLAY_DIFFERS', 'MODEL_UNKNOWN']);
  });

  it('is refused to whoever may not, and for what is destroyed', async () => {
    expect(await codeOf(() => replay('f'.repeat(32)))).toBe('SESSION_UNKNOWN');
    const options = { custodians: pair(), gap: 'chamber' as const };
    expect(await codeOf(() => replaySession(site.app, scoring, { ...options, operator: site.reviewer }))).toBe('ROLE_FORBIDDEN');
    const wrong = {
      operator: site.operator,
      custodians: pair(['autre phrase que la bonne', PASSPHRASES[1]]),
      gap: 'chamber' as const,
      chamber: { main: SMALL_CHAMBER },
    };
    expect(await codeOf(() => replaySession(site.app, scoring, wrong))).toBe('CUSTODY_PASSPHRASE');
    const order = signOrder({ bundle: request, models: 'keep', created: '2026-11-20T09:00:00Z' }, css, site.app.card);
    writeFileSync(join(folder, 'order.note'), order.text);
    receive(site.app, join(folder, 'order.note'), null);
    destroy(site.app, { operator: site.operator, reviewer: site.reviewer });
    expect(existsSync(join(paths(site.dir).quarantine, `${request}.bundle`))).toBe(false);
    expect(await codeOf(() => replay(scoring))).toBe('REPLAY_NOTHING');
  });

  async function inputOf(bundle: string): Promise<string> {
    const { store } = site.app;
    for (let at = 0; at < store.ledger.size(); at++) {
      const { type, subjects, digests } = JSON.parse(Buffer.from(store.ledger.entry(at)!).toString());
      if (type === 'bundle.scored' && subjects.bundle === bundle) return digests.inputData;
    }
    throw new Error(bundle);
  }
});
