import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { utf8 } from '../../src/base/bytes.ts';
import type { Core } from '../../src/bundle/core.ts';
import { type Card, parseCard } from '../../src/keys/card.ts';
import type { Table } from '../../src/table/table.ts';
import { noChamber, pupils, type RequestOptions, sealRequest, smallDictionary } from '../support/chamber.ts';
import { doneHere as done, spoken as ecluse } from '../support/command.ts';
import { putTogether, takeApart } from '../support/craft.ts';
import { party, scratch } from '../support/parties.ts';
import { INIT, SECRETS, SESSION } from '../support/trip.ts';

const { folder, remove } = scratch();
afterAll(remove);
const home = join(folder, 'appliance');
const css = party('partner', 'CSS des Essais');
const stranger = party('partner', 'CSS inconnu');
const elsewhere = party('appliance', 'Autre appareil');
const dictionary = smallDictionary();
const table = pupils(dictionary, { rows: 60, kind: 'score' });
let appliance: Card;
let sequence = 1;

type Options = RequestOptions & { sender?: typeof css; recipient?: Card; table?: Table };

/** A file for the gate. Sequences jump by two, as when a bundle is lost on the way: `previous` is then not compared. */
function lot(seed: string, { sender = css, recipient = appliance, table: held = table, core = {}, ...options }: Options = {}): string {
  const next: Partial<Core> = { sequence, previous: sequence === 1 ? null : 'b'.repeat(64), ...core };
  return sealRequest(folder, sender, recipient, dictionary, held, { ...options, seed, core: next }).path;
}

function altered(path: string, change: (file: Buffer) => Uint8Array): string {
  writeFileSync(path, change(readFileSync(path)));
  return path;
}

/** Everything that an appliance keeps, the ledger aside: rows of every table, and files by name. */
function kept(): Record<string, unknown> {
  const database = new Database(join(home, 'ecluse.sqlite'), { readonly: true });
  const names = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all() as string[];
  const tables = names.filter((name) => !/^(ledger_|sqlite_)/.test(name));
  const rows = Object.fromEntries(tables.map((name) => [name, database.prepare(`SELECT * FROM ${name}`).all()]));
  database.close();
  const files = readdirSync(home, { recursive: true, encoding: 'utf8' }).filter((name) => !name.startsWith('ecluse.sqlite'));
  return { ...rows, files: files.sort() };
}

function entries(): { type: string; code?: string }[] {
  const database = new Database(join(home, 'ecluse.sqlite'), { readonly: true });
  const found = database.prepare('SELECT bytes FROM ledger_entry ORDER BY sequence').pluck().all() as Buffer[];
  database.close();
  return found.map((bytes) => JSON.parse(bytes.toString('utf8')));
}

const codeOf = (json: Record<string, unknown>) => (json.error as { code?: string } | undefined)?.code;
const secrets = SESSION;

beforeAll(async () => {
  await done(['appliance', 'init', home, '--name', 'CSS central d’essai'], INIT);
  await done(['appliance', 'card', home, '--out', join(folder, 'appliance.card')]);
  appliance = parseCard(readFileSync(join(folder, 'appliance.card')));
  writeFileSync(join(folder, 'css.card'), css.card.text);
  await done(['appliance', 'enrol', home, join(folder, 'css.card')], [SECRETS.operator, SECRETS.reviewer]);
});

describe('the upstream gate refuses', () => {
  const flip = (file: Buffer) => {
    file[file.length - 9]! ^= 1;
    return file;
  };
  const declare = (change: (core: { shards: { bytes: number; rows: number }[] }) => void) => (file: Buffer) => {
    const parts = takeApart(file);
    change(parts.core);
    return putTogether(parts, css);
  };
  const cases: [what: string, code: string, make: () => string][] = [
    ['a garbled file', 'BUNDLE_SHARD_HASH', () => altered(lot('garbled'), flip)],
    ['a file that is none of ours', 'INTAKE_FILE', () => altered(lot('not ours'), () => utf8('ceci n’est pas un lot'))],
    ['a bundle for another appliance', 'BUNDLE_RECIPIENT', () => lot('elsewhere', { recipient: elsewhere.card })],
    ['a sender that is not enrolled', 'BUNDLE_SENDER', () => lot('stranger', { sender: stranger })],
    [
      'a shard declared at 3 GB',
      'BUNDLE_LIMIT',
      () =>
        altered(
          lot('3 GB'),
          declare(({ shards }) => (shards[1]!.bytes = 3_000_000_000)),
        ),
    ],
    [
      'a bundle without a pupil',
      'BUNDLE_EMPTY',
      () =>
        altered(
          lot('0 rows'),
          declare(({ shards }) => (shards[1]!.rows = 0)),
        ),
    ],
    [
      'a bundle past its destruction date',
      'BUNDLE_DESTROY_BY',
      () => lot('late', { core: { created: '2026-09-01T08:00:00Z', destroyBy: '2026-09-02' } }),
    ],
  ];
  for (const [what, code, make] of cases) {
    it(`${what}: ${code}, exit 1, one entry, nothing else changed`, async () => {
      const path = make();
      const [before, told] = [kept(), entries().length];
      const said = await ecluse(['appliance', 'receive', home, path, '--json']);
      expect([said.code, codeOf(said.json)]).toEqual([1, code]);
      expect(kept()).toEqual(before);
      const after = entries();
      expect(after).toHaveLength(told + 1);
      expect(after.at(-1)).toMatchObject({ type: 'bundle.refused', code });
    });
  }

  it('the same bundle twice', async () => {
    const path = lot('twice');
    await done(['appliance', 'receive', home, path]);
    sequence += 2;
    const before = kept();
    const said = await ecluse(['appliance', 'receive', home, path, '--json']);
    expect([said.code, codeOf(said.json)]).toEqual([1, 'BUNDLE_REPLAY']);
    expect(kept()).toEqual(before);
    expect(entries().at(-1)).toMatchObject({ type: 'bundle.refused', code: 'BUNDLE_REPLAY' });
  });
});

describe.skipIf(noChamber)('a session refuses', () => {
  it('a request whose CSS has approved no model, with one entry and nothing else changed', async () => {
    const before = kept();
    const said = await ecluse(['appliance', 'session', home, '--gap', 'chamber', '--json'], secrets);
    expect([said.code, codeOf(said.json)]).toEqual([1, 'MODEL_NONE']);
    expect(kept()).toEqual(before);
    expect(entries().at(-1)).toMatchObject({ type: 'bundle.refused', code: 'MODEL_NONE' });
  });

  it('to score with a model nobody approved, then scores good bundles and sets bad ones aside, each with its code', async () => {
    const known = pupils(dictionary, { rows: 300, kind: 'train' });
    await done(['appliance', 'receive', home, lot('train', { kind: 'train', table: known })]);
    sequence += 2;
    const first = await ecluse(['appliance', 'session', home, '--gap', 'chamber', '--json'], secrets);
    expect([first.code, codeOf(first.json)]).toEqual([1, 'MODEL_NONE']);
    const drive = join(folder, 'drive');
    mkdirSync(drive);
    await done(['appliance', 'release', home, '--to', drive], [SECRETS.operator]);

    const before = kept();
    const waiting = await ecluse(['appliance', 'session', home, '--gap', 'chamber', '--json'], secrets);
    expect([waiting.code, codeOf(waiting.json)]).toEqual([1, 'MODEL_NOT_APPROVED']);
    expect(kept()).toEqual(before);
    expect(entries().at(-1)).toMatchObject({ type: 'bundle.refused', code: 'MODEL_NOT_APPROVED' });

    await approveTheModel();
    const outcomeTold = { ...known, columns: known.columns.filter(({ name }) => name !== 'genre') };
    const unknownCode = {
      ...table,
      columns: table.columns.map((column) => {
        if (column.name !== 'motif') return column;
        return {
          name: 'motif',
          type: 'number' as const,
          values: Float64Array.from(column.values as Float64Array, (value, row) => (row === 3 ? 7 : value)),
        };
      }),
    };
    const teacher = {
      ...table,
      columns: table.columns.map((column) => (column.name === 'plan' ? { ...column, name: 'enseignant' } : column)),
    };
    const bad: [string, Table][] = [
      ['SHARD_OUTCOME', outcomeTold],
      ['SHARD_VALUE', unknownCode],
      ['SHARD_TEACHING', teacher],
    ];
    const ids = new Map<string, string>();
    for (const [code, held] of bad) {
      const received = await done<{ received: { id: string }[] }>(['appliance', 'receive', home, lot(code, { table: held })]);
      ids.set(received.received[0]!.id, code);
      sequence += 2;
    }
    const wide = smallDictionary({ noise: 2001 - 5 });
    const tooWide = sealRequest(folder, css, appliance, wide, table, { seed: 'wide', core: { sequence, previous: 'b'.repeat(64) } });
    await done(['appliance', 'receive', home, tooWide.path]);
    ids.set(tooWide.id, 'DICTIONARY_PREDICTORS');
    sequence += 2;

    const said = await ecluse(['appliance', 'session', home, '--gap', 'chamber', '--json'], secrets);
    expect(said.code).toBe(1);
    const setAside = said.json.setAside as { bundle: string; code: string }[];
    expect(new Map(setAside.map(({ bundle, code }) => [bundle, code]))).toEqual(ids);
    expect(said.json.results).toHaveLength(1);
    const told = entries().filter(({ type }) => type === 'bundle.setAside');
    expect(told.map(({ code }) => code).sort()).toEqual([...ids.values()].sort());
    const files = await done<{ files: unknown[] }>(['appliance', 'release', home, '--to', drive], [SECRETS.operator]);
    expect(files.files).toHaveLength(1);
  });
});

/** The CSS signs for the model that has been trained, and the gate takes its consent. */
async function approveTheModel(): Promise<void> {
  const { signApproval } = await import('../../src/bundle/approval.ts');
  const database = new Database(join(home, 'ecluse.sqlite'), { readonly: true });
  const [model] = database.prepare('SELECT id, digest FROM model').all() as { id: string; digest: string }[];
  database.close();
  const fields = {
    model: model!.id,
    digest: model!.digest,
    stance: 'wide',
    until: '2099-06-30',
    sequence: 1,
    created: '2026-09-02T08:00:00Z',
  } as const;
  const path = join(folder, 'model.approval');
  writeFileSync(path, signApproval(fields, css, appliance).text);
  await done(['appliance', 'receive', home, path]);
}
