import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { syntheticCss } from '../../src/demo/css.ts';
import { dictionaryBytes } from '../../src/table/dictionary.ts';
import { noChamber } from '../support/chamber.ts';
import { done, doneHere, ecluse, spoken, start } from '../support/command.ts';
import { scratch } from '../support/parties.ts';
import { type Homes, holdSession, INIT, makeHomes, release, SECRETS, SESSION, writeCsv } from '../support/trip.ts';

const { folder, remove } = scratch();
afterAll(remove);

const HEX32 = expect.stringMatching(/^[0-9a-f]{32}$/);
const HEX64 = expect.stringMatching(/^[0-9a-f]{64}$/);
const DAY = expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/);
const share = {
  value: expect.any(Number),
  low: expect.any(Number),
  high: expect.any(Number),
  count: expect.any(Number),
  of: expect.any(Number),
};
const stance = { recall: share, precision: share };

/** All files under a folder with their bytes: what a command that refuses must leave as it was. */
function snapshot(root: string): Map<string, string> {
  const names = (readdirSync(root, { recursive: true, encoding: 'utf8' }) as string[]).filter((name) =>
    statSync(join(root, name)).isFile(),
  );
  return new Map(names.sort().map((name) => [name, readFileSync(join(root, name)).toString('base64')]));
}

const PUPILS = 600;
const css = syntheticCss({ name: 'CSS d’un essai', seed: 5, pupils: PUPILS, variables: 16 });
const at = (name: string) => join(folder, name);
const [train, score, dictionary] = [at('train.csv'), at('score.csv'), at('dictionary.json')];
let homes: Homes;

beforeAll(async () => {
  writeFileSync(train, css.trainCsv);
  writeFileSync(score, css.scoreCsv);
  writeFileSync(dictionary, dictionaryBytes(css.dictionary));
  homes = await makeHomes(folder, 'CSS d’un essai');
});

const preparing = (purpose: 'train' | 'score', ...more: string[]) => {
  return [
    'partner',
    'prepare',
    homes.partner,
    purpose === 'train' ? train : score,
    '--dictionary',
    dictionary,
    '--purpose',
    purpose,
    ...more,
  ];
};

describe('cards', () => {
  it('are told alike on both sides, with the words that people compare', async () => {
    const mine = await doneHere(['partner', 'card', homes.partner]);
    expect(mine).toEqual({
      ok: true,
      id: HEX32,
      name: 'CSS d’un essai',
      role: 'partner',
      fingerprint: HEX64,
      words: expect.any(Array),
      card: expect.stringMatching(/^ecluse\.card\/v1\n/),
    });
    expect(mine.words).toHaveLength(12);
    const { stdout, stderr } = await spoken(['partner', 'card', homes.partner]);
    expect(stdout).toBe(mine.card);
    for (const word of mine.words as string[]) expect(stderr).toContain(word);
  });

  it('are trusted once: the same again changes nothing, another is refused', async () => {
    const card = join(homes.drive, 'appliance.card');
    expect(await doneHere(['partner', 'trust', homes.partner, card])).toMatchObject({ ok: true, role: 'appliance', already: true });
    const own = join(homes.drive, 'partner.card');
    expect(await spoken(['partner', 'trust', homes.partner, own, '--json'])).toMatchObject({
      code: 1,
      json: { error: { code: 'TRUST_ROLE' } },
    });
    const stranger = at('stranger');
    await doneHere(['appliance', 'init', stranger, '--name', 'Un autre'], INIT);
    await doneHere(['appliance', 'card', stranger, '--out', at('stranger.card')]);
    expect(await spoken(['partner', 'trust', homes.partner, at('stranger.card'), '--json'])).toMatchObject({
      code: 1,
      json: { error: { code: 'TRUST_OTHER' } },
    });
  });

  it('are enrolled by two persons, once', async () => {
    const again = await spoken(
      ['appliance', 'enrol', homes.appliance, join(homes.drive, 'partner.card'), '--json'],
      [SECRETS.operator, SECRETS.reviewer],
    );
    expect(again).toMatchObject({ code: 1, json: { ok: false, error: { code: 'PARTY_ENROLLED' } } });
  });

  it('are never made over a home that is there', async () => {
    const before = snapshot(homes.partner);
    expect(await spoken(['partner', 'init', homes.partner, '--name', 'N', '--json'], [SECRETS.partner])).toMatchObject({
      code: 1,
      json: { error: { code: 'HOME_NOT_EMPTY' } },
    });
    expect(snapshot(homes.partner)).toEqual(before);
    expect(await spoken(['appliance', 'init', homes.appliance, '--name', 'N', '--json'], INIT)).toMatchObject({
      code: 1,
      json: { error: { code: 'APPLIANCE_EXISTS' } },
    });
  });
});

describe('dictionary draft', () => {
  it('guesses types, never roles, and writes over nothing', async () => {
    const out = at('draft.json');
    const said = await doneHere(['dictionary', 'draft', train, '--out', out]);
    const draft = JSON.parse(readFileSync(out, 'utf8')) as { variables: { name: string; role: null; type: string }[] };
    expect(said).toMatchObject({ ok: true, out, variables: draft.variables.length });
    expect(draft.variables.every(({ role }) => role === null)).toBe(true);
    expect(await spoken(['dictionary', 'draft', train, '--out', out, '--json'])).toMatchObject({
      code: 1,
      json: { error: { code: 'FILE_EXISTS' } },
    });
    const used = await spoken([...preparing('train', '--out', at('x')), '--dictionary', out, '--json'], [SECRETS.partner]);
    expect(used).toMatchObject({ code: 1, json: { ok: false, error: { code: expect.stringMatching(/^DICTIONARY_/) } } });
  });
});

describe('partner prepare', () => {
  it('--dry-run says exactly what would leave, asks for no secret and writes nothing', async () => {
    const before = snapshot(folder);
    const { preview, dryRun } = (await doneHere(preparing('score', '--dry-run'))) as {
      dryRun: boolean;
      preview: { kept: { name: string }[]; removed: { name: string; reason: string }[]; rows: Record<string, number> };
    };
    expect(dryRun).toBe(true);
    expect(snapshot(folder)).toEqual(before);
    const role = (name: string) => css.dictionary.variables.find((each) => each.name === name)?.role;
    expect(preview.kept.map(({ name }) => role(name))).toEqual([...preview.kept.slice(1).map(() => 'predictor'), 'group']);
    const header = Buffer.from(css.scoreCsv)
      .toString('utf8')
      .split(/\r?\n/)[0]!
      .replace(/^\ufeff/, '')
      .split(/[,;]/);
    expect([...preview.kept, ...preview.removed].map(({ name }) => name).sort()).toEqual(header.sort());
    expect(preview.removed).toContainEqual({ name: 'fiche', reason: 'pseudonymised' });
    expect(preview.removed).toContainEqual({ name: 'code_permanent', reason: 'direct-identifier' });
    expect(preview.removed.some(({ reason }) => reason === 'unknown')).toBe(true);
    expect(preview.rows).toEqual({ read: PUPILS + 6, optedOut: 0, merged: 6, faulty: 0, kept: PUPILS });

    const people = await spoken(preparing('score', '--dry-run'));
    expect(people.code).toBe(0);
    for (const { name } of [...preview.kept, ...preview.removed]) expect(people.stdout).toContain(name);
    expect(people.stdout).toContain('rien n’a été écrit');
    // What a person sees of the table is names and shares, never a cell.
    expect(people.stdout).not.toMatch(/\b5500\d{3}\b/);
  });

  it('writes nothing that is half done: refused tables, an existing file, a folder that is missing', async () => {
    const teaching = at('teaching.csv');
    writeFileSync(teaching, 'fiche;nom_enseignant\n00123;X\n');
    const before = snapshot(folder);
    const taken = at('dictionary.json');
    const refusals: [string[], string][] = [
      [preparing('score', '--out', taken), 'FILE_EXISTS'],
      [preparing('score', '--out', at('nowhere/b.bundle')), 'FILE_WRITE'],
      [preparing('score', '--out', at('b.bundle'), '--destroy-by', '2020-01-01'), 'DATE_PAST'],
      [
        ['partner', 'prepare', homes.partner, teaching, '--dictionary', dictionary, '--purpose', 'score', '--out', at('b.bundle')],
        'PREPARE_PROBLEMS',
      ],
      [
        ['partner', 'prepare', homes.partner, at('absent.csv'), '--dictionary', dictionary, '--purpose', 'score', '--out', at('b.bundle')],
        'FILE_MISSING',
      ],
    ];
    for (const [args, code] of refusals) {
      expect(await spoken([...args, '--json'], [SECRETS.partner])).toMatchObject({ code: 1, json: { ok: false, error: { code } } });
    }
    expect(
      await spoken([...preparing('score', '--out', at('b.bundle')), '--json'], ['une tout autre phrase que la bonne ici']),
    ).toMatchObject({ code: 1, json: { error: { code: 'KEY_PASSPHRASE' } } });
    expect(await spoken([...preparing('score'), '--json'], [SECRETS.partner])).toMatchObject({
      code: 2,
      json: { error: { code: 'USAGE' } },
    });
    expect(snapshot(folder)).toEqual(before);
  });

  it('lists every bad cell with its line and column, and no value', async () => {
    const bad = at('bad.csv');
    const text = Buffer.from(css.scoreCsv).toString('utf8');
    const delimiter = text.slice(0, text.indexOf('\n')).includes(';') ? ';' : ',';
    const [header, ...rows] = parse(text, { delimiter, bom: true }) as [string[], ...string[][]];
    const numeric = css.dictionary.variables.find(({ role, type }) => role === 'predictor' && type === 'integer')!.name;
    rows[0]![header.indexOf(numeric)] = 'bientôt-secret';
    writeCsv(bad, header, rows);
    const args = ['partner', 'prepare', homes.partner, bad, '--dictionary', dictionary, '--purpose', 'score', '--out', at('b.bundle')];
    const said = await spoken([...args, '--json'], [SECRETS.partner]);
    expect(said.json).toMatchObject({
      ok: false,
      error: { code: 'PREPARE_PROBLEMS' },
      problems: [{ column: numeric, line: 2, what: expect.any(String) }],
    });
    const people = await spoken(args, [SECRETS.partner]);
    expect(people.stdout).toBe('');
    expect(people.stderr).toContain(numeric);
    for (const { stdout, stderr } of [said, people]) expect(stdout + stderr).not.toContain('bientôt-secret');
  });
});

describe.skipIf(noChamber)('the whole trip', () => {
  it('goes through, each command keeping its word', async () => {
    // Train.
    const bundle = at('drive/train.bundle');
    const prepared = await done(preparing('train', '--out', bundle, '--destroy-by', '2027-06-30'), [SECRETS.partner]);
    expect(prepared).toMatchObject({
      ok: true,
      dryRun: false,
      out: bundle,
      id: HEX32,
      coreHash: HEX64,
      sequence: 1,
      bytes: statSync(bundle).size,
      recipient: 'CSS central d’essai',
      preview: { purpose: 'train', destroyBy: '2027-06-30' },
    });
    expect(statSync(bundle).mode & 0o077).toBe(0);

    const received = await ecluse(['appliance', 'receive', homes.appliance, bundle, at('train.csv'), '--json']);
    expect(received.code).toBe(1);
    expect(received.json).toMatchObject({
      ok: false,
      error: { code: expect.any(String) },
      received: [
        { file: bundle, what: 'bundle', id: prepared.id, kind: 'train', sender: { name: 'CSS d’un essai' }, sequence: 1, missing: 0 },
      ],
      refused: [{ file: at('train.csv'), code: expect.any(String), what: expect.any(String), fix: expect.any(String) }],
    });

    expect(await spoken(['appliance', 'session', homes.appliance, '--gap', 'machine', '--json'], SESSION)).toMatchObject({
      code: 1,
      json: { error: { code: expect.stringMatching(/^GAP_/) } },
    });
    const session = await done(['appliance', 'session', homes.appliance, '--gap', 'chamber'], SESSION);
    expect(session).toMatchObject({
      ok: true,
      session: expect.any(String),
      state: 'reviewed',
      gap: 'chamber',
      results: [{ id: HEX32, request: prepared.id, kind: 'evaluation', recipientName: 'CSS d’un essai' }],
      setAside: [],
      left: [],
      approved: 1,
      refused: 0,
    });
    const to = at('drive/back');
    mkdirSync(to);
    const released = await done(['appliance', 'release', homes.appliance, '--to', to], [SECRETS.operator]);
    const [file] = released.files as { file: string; size: number; digest: string }[];
    expect(released).toMatchObject({
      ok: true,
      session: session.session,
      files: [{ recipientName: 'CSS d’un essai', size: statSync(file!.file).size, digest: HEX64 }],
    });
    expect(await spoken(['appliance', 'release', homes.appliance, '--to', to, '--json'], [SECRETS.operator])).toMatchObject({
      code: 1,
      json: { error: { code: 'RELEASE_NOTHING' } },
    });

    // Read, approve.
    const evaluation = file!.file;
    const opened = await done(['partner', 'open', homes.partner, evaluation, '--out', at('evaluation-open'), '--excel'], [SECRETS.partner]);
    const models = opened.models as { id: string }[];
    expect(opened).toMatchObject({
      ok: true,
      kind: 'evaluation',
      request: prepared.id,
      gap: 'chamber',
      destroyBy: '2027-06-30',
      setAside: [],
      checkpoint: expect.any(Number),
    });
    expect(models).toHaveLength(2);
    for (const model of models) expect(model).toMatchObject({ digest: HEX64, auc: expect.any(Number), targeted: stance, wide: stance });
    expect(readdirSync(at('evaluation-open')).sort()).toEqual([
      'checkpoint.note',
      'destroy-by.txt',
      'evaluation-excel.csv',
      'evaluation.csv',
      'evaluation.html',
      ...models.flatMap(({ id }) => [`model-card-${id}.html`, `model-card-${id}.json`]).sort(),
    ]);
    const approvals = [];
    for (const [i, { id }] of models.entries()) {
      const out = at(`drive/${i}.approval`);
      approvals.push(out);
      expect(
        await done(
          ['partner', 'approve', homes.partner, evaluation, '--model', id, '--out', out, '--until', '2027-06-30'],
          [SECRETS.partner],
        ),
      ).toEqual({
        ok: true,
        model: id,
        digest: HEX64,
        stance: 'targeted',
        cut: expect.any(Number),
        until: '2027-06-30',
        floors: { recall: 0.4, precision: 0.2 },
        sequence: i + 1,
        out,
      });
    }
    expect(
      await ecluse(['partner', 'approve', homes.partner, evaluation, '--model', 'nul', '--out', at('never'), '--json'], [SECRETS.partner]),
    ).toMatchObject({ code: 1, json: { error: { code: 'APPROVE_MODEL' } } });
    const demanding = ['partner', 'approve', homes.partner, evaluation, '--model', models[0]!.id, '--out', at('never'), '--json'];
    expect(await spoken([...demanding, '--recall-floor', '99'], [SECRETS.partner])).toMatchObject({
      code: 1,
      // Where too few pupils are missed for the recall to be told, that is what is said.
      json: { error: { code: expect.stringMatching(/^APPROVE_(RECALL|HIDDEN)$/), params: { floor: 99 } } },
    });
    expect(await spoken([...demanding, '--precision-floor', '101'], [SECRETS.partner])).toMatchObject({ code: 2 });
    const taken = await done(['appliance', 'receive', homes.appliance, ...approvals]);
    expect((taken.received as { what: string; until: string }[]).map(({ what, until }) => [what, until])).toEqual([
      ['approval', '2027-06-30'],
      ['approval', '2027-06-30'],
    ]);

    // Score.
    const request = at('drive/score.bundle');
    await done(preparing('score', '--out', request), [SECRETS.partner]);
    await done(['appliance', 'receive', homes.appliance, request]);
    await holdSession(homes);
    const [result] = (await release(homes, 'score')).files;
    const plain = await done(['partner', 'open', homes.partner, result!.file, '--out', at('portrait')], [SECRETS.partner]);
    const written = readdirSync(at('portrait')).filter((name) => !name.startsWith('school-'));
    expect(written.sort()).toEqual(['checkpoint.note', 'destroy-by.txt', 'portrait.csv', 'portrait.html']);
    expect(plain).toMatchObject({ ok: true, kind: 'result', gap: 'chamber', pupils: PUPILS, destroyBy: DAY, files: expect.any(Array) });
    for (const path of plain.files as string[]) expect(existsSync(path)).toBe(true);

    const full = await ecluse(
      ['partner', 'open', homes.partner, result!.file, '--out', at('full'), '--excel', '--pupils'],
      [SECRETS.partner],
    );
    expect([full.code, full.stderr]).toEqual([0, '']);
    expect(full.stdout).toContain('renseignements personnels');
    const pupils = parse(readFileSync(at('full/pupils.csv')), { columns: true }) as { fiche: string; niveau: string; target: string }[];
    const of = (target: string) => pupils.filter((row) => row.target === target);
    expect(new Set(of('deux-ans').map(({ fiche }) => fiche)).size).toBe(PUPILS);
    // The exam is that of one grade: its model says nothing of the others' pupils.
    expect(of('francais')).toHaveLength(of('deux-ans').filter(({ niveau }) => niveau === '2').length);
    expect(new Set(of('francais').map(({ niveau }) => niveau))).toEqual(new Set(['2']));
    expect(pupils).toHaveLength(PUPILS + of('francais').length);
    const before = snapshot(at('full'));
    expect(await spoken(['partner', 'open', homes.partner, result!.file, '--out', at('full'), '--json'], [SECRETS.partner])).toMatchObject({
      code: 1,
      json: { error: { code: 'OUT_NOT_EMPTY' } },
    });
    expect(snapshot(at('full'))).toEqual(before);

    // A year on: what happened, and to whom help was given.
    const happened = at('happened.csv');
    const fiches = [...new Set(pupils.map(({ fiche }) => fiche))].sort();
    writeCsv(
      happened,
      ['fiche', 'statut_fin', 'aidé'],
      fiches.slice(12).map((fiche, i) => [fiche, i % 3 === 0 ? 'Abandon' : 'Diplômé', i % 2 === 0 ? 'oui' : 'non']),
    );
    const following = ['partner', 'follow-up', homes.partner, result!.file, happened, '--dictionary', dictionary, '--out'];
    const followed = await done([...following, at('follow-up'), '--help-given', 'aidé'], [SECRETS.partner]);
    expect(followed).toMatchObject({
      ok: true,
      request: HEX32,
      destroyBy: DAY,
      pupils: { scored: PUPILS, absent: 12, strangers: null },
      models: [{ outcome: 'statut_fin', positives: (PUPILS - 12) / 3 }],
      setAside: [{ code: 'FOLLOW_UP_OUTCOME' }],
      files: [at('follow-up/follow-up.html'), at('follow-up/follow-up.json')],
    });
    expect(await spoken([...following, at('never'), '--help-given', 'aidée', '--json'], [SECRETS.partner])).toMatchObject({
      code: 1,
      json: { error: { code: 'FOLLOW_UP_HELP' } },
    });
    expect(await spoken([...following, at('never'), '--json'], [SECRETS.partner])).toMatchObject({
      code: 1,
      json: { error: { code: 'FOLLOW_UP_AGAIN' } },
    });

    // Another home, that asked nothing of it.
    expect(await spoken(['partner', 'open', homes.partner, request, '--out', at('never'), '--json'], [SECRETS.partner])).toMatchObject({
      code: 1,
      json: { error: { code: 'BUNDLE_SENDER' } },
    });
    const garbled = at('garbled.bundle');
    const bytes = readFileSync(result!.file);
    bytes[bytes.length - 9]! ^= 4;
    writeFileSync(garbled, bytes);
    expect(await spoken(['partner', 'open', homes.partner, garbled, '--out', at('never'), '--json'], [SECRETS.partner])).toMatchObject({
      code: 1,
      json: { error: { code: 'BUNDLE_SHARD_HASH' } },
    });
    expect(existsSync(at('never'))).toBe(false);

    // One pupil, on paper: named by a line after the passphrase, never in an argument, never said again.
    const sheet = ['partner', 'sheet', homes.partner, result!.file, '--out'];
    const ones = [fiches[7]!, fiches[2]!];
    expect(await done([...sheet, at('sheets.html')], [SECRETS.partner, ...ones])).toEqual({
      ok: true,
      request: expect.stringMatching(/^[0-9a-f]{32}$/),
      destroyBy: DAY,
      sheets: 2,
      models: models.map(({ id }) => id),
      out: at('sheets.html'),
    });
    const page = readFileSync(at('sheets.html'), 'utf8');
    expect(fiches.filter((fiche) => page.includes(fiche)).sort()).toEqual(ones.toSorted());
    const unknown = await ecluse([...sheet, at('never.html'), '--json'], [SECRETS.partner, ones[0]!, '00000001']);
    expect(unknown).toMatchObject({ code: 1, json: { error: { code: 'PUPIL_UNKNOWN', params: { ranks: '2' } } } });
    expect(unknown.stdout + unknown.stderr).not.toContain('00000001');
    expect(existsSync(at('never.html'))).toBe(false);

    // Audit.
    const exported = await done(['appliance', 'ledger', 'export', homes.appliance, '--to', at('ledger')]);
    expect(exported).toMatchObject({ ok: true, to: at('ledger'), size: expect.any(Number), root: HEX64, files: expect.any(Number) });
    const kept = [at('evaluation-open/checkpoint.note'), at('full/checkpoint.note')];
    const audited = await done(['audit', 'verify', at('ledger'), '--card', join(homes.drive, 'appliance.card'), '--against', ...kept]);
    expect(audited).toMatchObject({
      ok: true,
      intact: true,
      findings: [],
      card: { compared: true },
      kept: [{ verdict: 'consistent' }, { verdict: 'consistent' }],
    });
    expect(await spoken(['appliance', 'ledger', 'export', homes.appliance, '--to', at('ledger'), '--json'])).toMatchObject({
      code: 1,
      json: { ok: false },
    });

    // What a regulator and a parent ask.
    const register = ['partner', 'register', homes.partner, '--evaluation', evaluation, '--ledger', at('ledger'), '--out'];
    expect(await done([...register, at('register'), '--child'], [SECRETS.partner, fiches[0]!])).toMatchObject({
      ok: true,
      models: { approved: models.map(({ id }) => id), expired: [], withdrawn: [], unapproved: [] },
      requests: [
        { id: prepared.id, kind: 'train', held: true },
        { kind: 'score', held: true },
      ],
      ledger: { size: exported.size, root: exported.root, sessions: 2 },
      files: ['register', 'parents', 'assessment', 'child'].map((name) => at(`register/${name}.html`)),
    });
    const told = (name: string) => readFileSync(at(`register/${name}.html`), 'utf8');
    expect(told('assessment')).toContain('Séances tenues en mode d’essai');
    expect(told('child')).toContain(fiches[0]!);
    for (const name of ['register', 'parents', 'assessment']) for (const fiche of fiches) expect(told(name)).not.toContain(`>${fiche}<`);
    expect(await spoken([...register, at('never'), '--child', '--json'], [SECRETS.partner, '00000001'])).toMatchObject({
      code: 1,
      json: { error: { code: 'REGISTER_CHILD' } },
    });
  }, 180_000);

  it('serves the console on loopback until it is told to stop', async () => {
    const running = start(['appliance', 'serve', homes.appliance, '--port', '0', '--json']);
    let json: { ok?: boolean; url?: string } = {};
    for (let i = 0; i < 400 && json.url === undefined; i++) {
      await new Promise((resolve) => setTimeout(resolve, 25));
      if (running.said() !== '') json = JSON.parse(running.said());
    }
    expect(json).toEqual({ ok: true, url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) });
    expect((await fetch(json.url!)).status).toBeLessThan(400);
    process.kill(running.pid, 'SIGINT');
    expect(await running.ended).toMatchObject({ code: 0, stderr: '' });
  });

  it('is given up with exit code 4 when someone stops the session, and the bundles wait again', async () => {
    const request = at('drive/again.bundle');
    await doneHere(preparing('score', '--out', request), [SECRETS.partner]);
    await doneHere(['appliance', 'receive', homes.appliance, request]);
    const running = start(['appliance', 'session', homes.appliance, '--gap', 'chamber'], SESSION);
    while (!running.told().includes('Scellée')) await new Promise((resolve) => setTimeout(resolve, 10));
    process.kill(running.pid, 'SIGINT');
    const said = await running.ended;
    expect(said).toMatchObject({ code: 4, stdout: '' });
    expect(said.stderr).toContain('SESSION_GIVEN_UP');
    await holdSession(homes);
  }, 60_000);

  it('scores nothing once the CSS has withdrawn its approvals', async () => {
    await release(homes, 'again');
    const { approvals } = JSON.parse(readFileSync(join(homes.partner, 'state.json'), 'utf8')) as { approvals: { model: string }[] };
    const models = approvals.map(({ model }) => model);
    const notes = models.map((model) => at(`drive/${model}.withdrawal`));
    for (const [i, model] of models.entries()) {
      const signed = await doneHere(['partner', 'withdraw', homes.partner, '--model', model, '--out', notes[i]!], [SECRETS.partner]);
      expect(signed).toEqual({ ok: true, model, digest: HEX64, sequence: models.length + i + 1, out: notes[i] });
    }
    const request = at('drive/after.bundle');
    await doneHere(preparing('score', '--out', request), [SECRETS.partner]);
    const taken = await spoken(['appliance', 'receive', homes.appliance, request, ...notes]);
    expect(taken.stdout).toContain('retire son approbation du modèle');
    expect(await spoken(['appliance', 'session', homes.appliance, '--gap', 'chamber', '--json'], SESSION)).toMatchObject({
      code: 1,
      json: { error: { code: 'APPROVAL_WITHDRAWN' } },
    });
  }, 60_000);
});
