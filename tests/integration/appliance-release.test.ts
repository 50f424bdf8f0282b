import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { paths } from '../../appliance/home.ts';
import { receive } from '../../appliance/intake/receive.ts';
import { exportLedger } from '../../appliance/release/ledger.ts';
import { release } from '../../appliance/release/release.ts';
import { abortSession } from '../../appliance/session/run.ts';
import { listModels, listSessions, sessionDetail } from '../../appliance/views.ts';
import { checkBundle } from '../../src/bundle/check.ts';
import { codeOf, openSite, type Site } from '../support/appliance.ts';
import { noChamber } from '../support/chamber.ts';
import { scratch } from '../support/parties.ts';
import { notRoot } from '../support/requires.ts';
import { contents, entriesSince, untold } from '../support/told.ts';

const { folder, remove } = scratch();
let site: Site;
let session: string;
let serial = 0;
const database = () => paths(site.dir).database;
const names = (drive = site.drive) => readdirSync(drive).sort();
const hand = (drive = site.drive) => release(site.app, drive, site.operator);
const codes = (from: number) => entriesSince(database(), from).map(({ type }) => type);
const sealedFile = () => join(paths(site.dir).outgoing, session, `${sessionDetail(site.app, session).answers[0]?.id}.bundle`);

const nameOf = ({ recipient, id }: { recipient: { name: string }; id: string }) =>
  `${recipient.name === 'CSS des Rives' ? 'css-des-rives' : 'css-du-plateau-nord'}-evaluation-0001-${id.slice(0, 8)}.bundle`;

describe.skipIf(noChamber)('the downstream gate', () => {
  beforeEach(async () => {
    site = openSite(join(folder, `site-${serial++}`), `release ${serial}`);
    const css = site.partner('CSS des Rives');
    const other = site.partner('CSS du Plateau — Nord');
    for (const each of [css, other]) receive(site.app, site.bundle(each, 'train').path, null);
    ({ session } = await site.session());
  });
  afterEach(() => {
    expect(untold(database())).toEqual([]);
    site.app.close();
  });
  afterAll(remove);

  it('opens for a reviewed session only, and for the operator', async () => {
    expect(await codeOf(() => hand())).toBe('RELEASE_NOTHING');
    expect(await codeOf(() => release(site.app, site.drive, site.operator, { session }))).toBe('SESSION_STATE');
    expect(await codeOf(() => release(site.app, site.drive, site.operator, { session: '0'.repeat(32) }))).toBe('SESSION_UNKNOWN');
    site.review(session);
    expect(await codeOf(() => release(site.app, site.drive, site.reviewer))).toBe('ROLE_FORBIDDEN');
    expect(await codeOf(() => hand(join(site.drive, 'absent')))).toBe('RELEASE_FOLDER');
    expect(names()).toEqual([]);
  });

  it('writes what each CSS alone can open, says so first, closes, and does it once', async () => {
    site.review(session);
    const size = site.app.store.ledger.size();
    const { files } = hand();
    expect(codes(size)).toEqual(['result.released', 'result.released', 'session.released', 'session.closed']);
    expect(files.map(({ already }) => already)).toEqual([false, false]);
    expect(names().map((name) => name.replace(/-[0-9a-f]{8}\.bundle$/, ''))).toEqual([
      'css-des-rives-evaluation-0001',
      'css-du-plateau-nord-evaluation-0001',
    ]);
    const cardOf = (id: string) => (id === site.app.card.id ? site.app.card : null);
    for (const { file, recipient, size: bytes } of files) {
      expect(checkBundle(file, { recipientId: recipient, cardOf }).core.recipient.id).toBe(recipient);
      expect(statSync(file).size).toBe(bytes);
    }
    expect(listModels(site.app).map(({ state }) => state)).toEqual(['kept', 'kept']);
    expect(await codeOf(() => hand())).toBe('RELEASE_NOTHING');
    expect(await codeOf(() => abortSession(site.app, session, site.operator))).toBe('SESSION_STATE');
  });

  it('refuses a conflicting file before it writes any', async () => {
    site.review(session);
    const expected = nameOf(sessionDetail(site.app, session).answers[1]!);
    writeFileSync(join(site.drive, expected), 'autre chose');
    const before = contents(database());
    expect(await codeOf(() => hand())).toBe('RELEASE_CONFLICT');
    expect(names()).toEqual([expected]);
    expect(readFileSync(join(site.drive, expected), 'utf8')).toBe('autre chose');
    expect(contents(database())).toBe(before);
    rmSync(join(site.drive, expected));
    expect(hand().files).toHaveLength(2);
  });

  it('hands over nothing that was altered after sealing; given up, the bundles wait', async () => {
    site.review(session);
    truncateSync(sealedFile(), 100);
    expect(await codeOf(() => hand())).toBe('RESULT_ALTERED');
    expect(names()).toEqual([]);
    abortSession(site.app, session, site.operator);
    ({ session } = await site.session());
    site.review(session);
    expect(hand().files).toHaveLength(2);
  });

  it('takes up a release that stopped half-way, on the same drive or another, and can no longer be given up', async () => {
    site.review(session);
    const second = sessionDetail(site.app, session).answers[1]!;
    const blocked = join(site.drive, nameOf(second));
    site.app.store.db.exec(
      `CREATE TEMP TRIGGER stop BEFORE UPDATE ON result WHEN NEW.state = 'delivered' AND NEW.id = '${second.id}' BEGIN SELECT raise(ABORT, 'stop'); END`,
    );
    expect(await codeOf(() => hand())).toBe('STORE_FAILED');
    expect(existsSync(blocked)).toBe(false);
    expect(names().filter((name) => name.endsWith('.bundle'))).toHaveLength(1);
    expect(listSessions(site.app)[0]?.state).toBe('reviewed');
    expect(await codeOf(() => abortSession(site.app, session, site.operator))).toBe('RELEASE_BEGUN');
    site.reopen();
    const size = site.app.store.ledger.size();
    expect(hand().files.map(({ already }) => already)).toEqual([true, false]);
    expect(codes(size)).toEqual(['result.released', 'session.released', 'session.closed']);
    expect(await codeOf(() => hand())).toBe('RELEASE_NOTHING');
  });

  it.skipIf(notRoot)('says a full drive in plain words, leaves no half file, and goes on elsewhere', async () => {
    site.review(session);
    const tiny = join(folder, `tiny-${serial}`);
    mkdirSync(tiny);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4k', 'tmpfs', tiny]);
    try {
      expect(await codeOf(() => hand(tiny))).toBe('FILE_WRITE');
      expect(readdirSync(tiny).filter((name) => name.endsWith('.part'))).toEqual([]);
    } finally {
      execFileSync('umount', [tiny]);
    }
    expect(hand().files).toHaveLength(2);
  });

  it('closes a session of which everything was refused, with nothing on the drive', async () => {
    site.review(session, 'refuse');
    expect(hand().files).toEqual([]);
    expect(names()).toEqual([]);
    expect(listSessions(site.app)[0]?.state).toBe('closed');
    expect(listModels(site.app).map(({ state }) => state)).toEqual(['discarded', 'discarded']);
  });

  it('exports the ledger whole or not at all', async () => {
    const to = join(folder, `export-${serial}`);
    const { size, files } = exportLedger(site.app, to);
    expect(codes(size)).toEqual(['ledger.exported']);
    expect(readdirSync(to, { recursive: true, withFileTypes: true }).filter((each) => each.isFile())).toHaveLength(files);
    expect(await codeOf(() => exportLedger(site.app, to))).toBe('FILE_EXISTS');
    expect(await codeOf(() => exportLedger(site.app, join(to, 'checkpoint')))).toBe('FILE_EXISTS');
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });
});
