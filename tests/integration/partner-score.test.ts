import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readKeptFile } from '../../src/auditor/folder.ts';
import { verifyExport } from '../../src/auditor/verify.ts';
import { toHex, utf8 } from '../../src/base/bytes.ts';
import { parseCheckpoint } from '../../src/ledger/checkpoint.ts';
import { parseEntry } from '../../src/ledger/event.ts';
import { withdraw } from '../../src/partner/approve.ts';
import { destroyDue } from '../../src/partner/destroy.ts';
import { answerFiles } from '../../src/partner/export/answer.ts';
import { exportAnswer } from '../../src/partner/export/write.ts';
import { openHome, readState } from '../../src/partner/home.ts';
import { readHomeLedger } from '../../src/partner/ledger.ts';
import { keepScoring, scoreHere } from '../../src/partner/local.ts';
import { type OpenedResult, openAnswer, openModels } from '../../src/partner/open.ts';
import type { Prepared } from '../../src/partner/prepare.ts';
import { rosterPath } from '../../src/partner/roster.ts';
import { admit } from '../../src/scoring/models.ts';
import { dictionaryDigest } from '../../src/table/dictionary.ts';
import { bytesOf } from '../support/answers.ts';
import { NOW, noChamber } from '../support/chamber.ts';
import { takeHome } from '../support/take-home.ts';

/** The code with which `act` refuses, or null. */
async function refused(act: () => unknown): Promise<{ code: string } | null> {
  try {
    await act();
    return null;
  } catch (error) {
    return { code: (error as { code?: string }).code ?? String(error) };
  }
}

const root = mkdtempSync(join(tmpdir(), 'ecluse-local-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const ROWS = 260;

describe.skipIf(noChamber)('a table scored on the CSS’s own machine', () => {
  const css = takeHome(root, { now: NOW, destroyBy: '2027-06-30' });
  const { at, clock, dictionary, environment } = css;
  const prepared = (name: string, seed: number, shift = 0) =>
    css.prepared(css.csv(join(root, `${name}.csv`), 'score', ROWS, seed, shift), 'score');
  const scored = (changes: Partial<Parameters<typeof scoreHere>[2]> = {}, when = clock) =>
    scoreHere(at.home, at.secrets, { evaluation, approvals: notes, prepared: toScore, ...changes }, { ...environment(), clock: when });
  /** Every file of a result, by its name. */
  const filesOf = (opened: OpenedResult) =>
    new Map(
      answerFiles(opened, { sender: 'CSS', lang: 'fr', excel: true, xlsx: false, parquet: false, pupils: true }).map((file) => [
        file.name,
        toHex(bytesOf(file)),
      ]),
    );
  let evaluation: string;
  let ids: string[];
  let notes: string[];
  let toScore: Prepared;
  let result: OpenedResult;

  beforeAll(async () => {
    const trained = await css.train(true);
    evaluation = trained.sealed.path;
    expect(trained.home).toBe(2);
    ids = trained.models.map(({ id }) => id);
    notes = ids.map((id) => join(root, `${id}.note`));
    const signed = ids.map((id, at) => css.consent(evaluation, id, notes[at]!));
    toScore = prepared('score', 2);
    const chamber = await css.score(
      toScore,
      trained,
      signed.map(({ text }) => text),
    );
    const opened = openAnswer(at.home, at.secrets, chamber.sealed.path, clock);
    if (opened.kind !== 'result') throw new Error(opened.kind);
    result = opened;
  }, 120_000);

  it('gives every pupil the very scores, factors and bands of the chamber, byte for byte', async () => {
    const { opened } = await scored();
    expect(result.scores.rows).toBe(ROWS * 2);
    const rowsOf = ({ scores, pupils: who }: OpenedResult) =>
      Array.from({ length: scores.rows }, (_, row) => [
        scores.model[row],
        who[row],
        scores.score[row],
        scores.probability[row],
        scores.band[row],
      ]);
    const sorted = (rows: (number | undefined)[][]) => rows.sort((a, b) => a[0]! - b[0]! || a[1]! - b[1]!);
    expect(sorted(rowsOf(opened))).toEqual(sorted(rowsOf(result)));
    expect(opened.report).toEqual({ ...result.report, gap: 'local', request: opened.request.core });
    expect(opened.missing).toEqual(result.missing);
    const [here, there] = [filesOf(opened), filesOf(result)];
    expect([...here.keys()].sort()).toEqual([...there.keys()].filter((name) => name !== 'checkpoint.note').sort());
    for (const name of ['pupils.csv', 'pupils-excel.csv', 'pupils.arrow', 'portrait.csv'])
      expect(here.get(name), name).toBe(there.get(name));
    const page = Buffer.from(here.get('portrait.html')!, 'hex').toString();
    expect(page).toContain('Calculé sur place, au CSS');
    expect(page).not.toContain('Mode d’essai');
  });

  it('is written down in the home’s log before anything is shown, and goes on its day', async () => {
    const before = readHomeLedger(at.home, readState(at.home)).size();
    const opened = keepScoring(at.home, at.secrets, await scored(), environment());
    const store = readHomeLedger(at.home, readState(at.home));
    expect(store.size()).toBe(before + ids.length + 1);
    const last = parseEntry(store.entry(store.size() - 1)!);
    expect(last).toMatchObject({ type: 'bundle.scored', subjects: { bundle: opened.request.id }, counts: { rows: ROWS, models: 2 } });
    expect(last.digests!.input).toBe(opened.request.core);
    const folder = join(root, 'out');
    exportAnswer(at.home, opened, folder, { lang: 'fr', excel: false, xlsx: false, parquet: false, pupils: true });
    expect(parseCheckpoint(readFileSync(join(folder, 'checkpoint.note'))).size).toBe(store.size());
    // What an auditor says of the home's own log, by the card kept at the appliance and the checkpoint handed over with the files.
    const audit = verifyExport(join(at.home.dir, 'ledger'), {
      card: utf8(at.home.card.text),
      against: [readKeptFile(join(folder, 'checkpoint.note'))],
    });
    expect(audit).toMatchObject({ ok: true, intact: true, card: { role: 'partner', compared: true }, kept: [{ verdict: 'consistent' }] });
    expect(audit.facts?.local).toMatchObject([{ bundle: opened.request.id, rows: ROWS, models: [{ stance: 'wide' }, { stance: 'wide' }] }]);
    expect(existsSync(rosterPath(at.home, opened.request.id))).toBe(true);
    const copy = join(root, 'later');
    cpSync(at.home.dir, copy, { recursive: true });
    const gone = destroyDue(openHome(copy), () => new Date('2027-07-01T00:00:00Z'));
    expect(gone.requests).toContain(opened.request.id);
    expect(existsSync(join(folder, 'pupils.csv'))).toBe(false);
    expect(existsSync(rosterPath(openHome(copy), opened.request.id))).toBe(false);
  });

  it('finds an entry of the log that was changed, cut off, or taken away with the whole log', async () => {
    const tampered = (name: string, change: (ledger: string) => void) => {
      const copy = join(root, `ledger-${name}`);
      cpSync(at.home.dir, copy, { recursive: true });
      change(join(copy, 'ledger'));
      return refused(() => readHomeLedger(openHome(copy), readState(openHome(copy))));
    };
    const size = readHomeLedger(at.home, readState(at.home)).size();
    const entries = (ledger: string) => join(ledger, 'tile', 'entries', '000.p', String(size));
    const edited = (ledger: string, from: string, to: string) => {
      const text = readFileSync(entries(ledger), 'latin1');
      expect(text).toContain(from);
      writeFileSync(entries(ledger), text.replace(from, to), 'latin1');
    };
    expect(await tampered('none', () => {})).toBeNull();
    expect(await tampered('rows', (ledger) => edited(ledger, `"rows":${ROWS}`, `"rows":${ROWS + 1}`))).toMatchObject({
      code: 'LOCAL_LEDGER',
    });
    expect(await tampered('cut', (ledger) => writeFileSync(entries(ledger), readFileSync(entries(ledger)).subarray(0, -9)))).toMatchObject({
      code: 'LOCAL_LEDGER',
    });
    expect(await tampered('tile', (ledger) => rmSync(entries(ledger)))).toMatchObject({ code: 'FILE_MISSING' });
    expect(await tampered('all', (ledger) => rmSync(ledger, { recursive: true }))).toMatchObject({ code: 'LOCAL_LEDGER' });
    expect(
      await tampered('checkpoint', (ledger) => {
        const path = join(ledger, 'checkpoint');
        writeFileSync(path, readFileSync(path, 'utf8').replace(`\n${size}\n`, `\n${size - 1}\n`));
      }),
    ).toMatchObject({ code: 'LEDGER_CHECKPOINT_SIGNATURE' });
  });

  it('refuses a table that drifted beyond the CSS’s limit, and writes nothing', async () => {
    const before = [readdirSync(at.home.dir).sort(), readState(at.home)];
    const far = prepared('far', 3, 35);
    expect(await refused(() => scored({ prepared: far }))).toMatchObject({ code: 'MODEL_FAR' });
    expect([readdirSync(at.home.dir).sort(), readState(at.home)]).toEqual(before);
  });

  it('takes no model whose bytes are others than those approved', async () => {
    const { opened, bytesOf: bytes } = openModels(at.home, at.secrets, evaluation, clock);
    const [first, second] = opened.evaluation.models;
    const changed = bytes(first!.digest)!.slice();
    changed[changed.length - 9]! ^= 1;
    const approvals = {
      of(_model: string, digest: string): never {
        throw new Error(digest);
      },
    };
    const terms = { partner: at.home.id, dictionary, dictionarySha: dictionaryDigest(dictionary), approvals };
    expect(() => admit(changed, first!.id, terms)).toThrow(/^(?!.*b{64})[0-9a-f]{64}$/);
    expect(() => admit(changed, first!.id, terms)).not.toThrow(first!.digest);
    expect(bytes('0'.repeat(64))).toBeNull();
    expect(bytes(second!.digest)).not.toEqual(bytes(first!.digest));
    const broken = join(root, 'broken.bundle');
    const file = readFileSync(evaluation);
    file[file.length - 100]! ^= 1;
    writeFileSync(broken, file);
    expect(await refused(() => openModels(at.home, at.secrets, broken, clock))).not.toBeNull();
  });

  it('refuses what stayed in the appliance', async () => {
    const stayed = await css.train(false);
    expect(stayed.home).toBe(0);
    const [model] = stayed.models;
    const note = join(root, 'stayed.note');
    css.consent(stayed.sealed.path, model!.id, note);
    expect(await refused(() => scored({ evaluation: stayed.sealed.path, approvals: [note] }))).toMatchObject({ code: 'LOCAL_MODEL' });
    expect(await refused(() => scored({ approvals: [note] }))).toMatchObject({ code: 'APPROVE_MODEL' });
  }, 60_000);

  it('refuses without the last approval, still holding: none, another’s, expired, replaced, withdrawn', async () => {
    const [first] = ids as [string];
    expect(await refused(() => scored({ approvals: [] }))).toMatchObject({ code: 'MODEL_NONE' });
    const forged = join(root, 'forged.note');
    writeFileSync(forged, utf8(readFileSync(notes[0]!, 'utf8').replace('until 2027-06-30', 'until 2028-06-30')));
    expect(await refused(() => scored({ approvals: [forged] }))).toMatchObject({ code: 'APPROVAL_SIGNATURE' });
    const soon = join(root, 'soon.note');
    css.consent(evaluation, first, soon, '2026-09-06');
    expect(await refused(() => scored({ approvals: [notes[0]!] }))).toMatchObject({ code: 'LOCAL_APPROVAL' });
    const late = () => new Date('2026-09-07T00:00:00Z');
    expect(await refused(() => scored({ approvals: [soon] }, late))).toMatchObject({ code: 'APPROVAL_EXPIRED' });
    const { opened } = await scored({ approvals: [soon, notes[1]!] });
    expect(opened.report.models.length).toBe(2);
    withdraw(at.home, at.secrets, { model: first, out: join(root, 'withdrawn.note') }, clock);
    expect(await refused(() => scored({ approvals: [soon] }))).toMatchObject({ code: 'APPROVAL_WITHDRAWN' });
    const kept = await scored({ approvals: [soon, notes[1]!] });
    expect(kept.opened.report.refused).toEqual([{ id: first, code: 'APPROVAL_WITHDRAWN' }]);
  });
});
