import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readKeptFile } from '../../src/auditor/folder.ts';
import { fromUtf8 } from '../../src/base/bytes.ts';
import { parseWitnessKey } from '../../src/ledger/witness.ts';
import { code as codeOf } from '../support/code.ts';
import { done, ecluse } from '../support/command.ts';
import { checkpointOf, filesOf, logKeeper, logOf, trip } from '../support/ledger.ts';
import { party, scratch, sealAt } from '../support/parties.ts';

const { folder, remove } = scratch();
afterAll(remove);
const SECRET = ['phrase secrète du témoin à essai unique'];
const keeper = logKeeper();
const events = trip(keeper.card);
const log = logOf(events, keeper);
const witness = join(folder, 'witness');
const at = (name: string) => join(folder, name);
function lay(name: string, files: ReadonlyMap<string, Uint8Array>): string {
  for (const [path, bytes] of files) {
    mkdirSync(dirname(join(folder, name, path)), { recursive: true });
    writeFileSync(join(folder, name, path), bytes);
  }
  return at(name);
}
const exported = lay('export', filesOf(log));
const cosign = (from: string, out: string) => ecluse(['audit', 'cosign', witness, from, '--out', at(out), '--json'], SECRET);

describe('ecluse audit witness, ecluse audit cosign', () => {
  beforeAll(async () => {
    await done(['audit', 'witness', witness, '--name', 'commission.example/temoin'], SECRET);
  });

  it('makes a key that a reader of C2SP takes, once, under a name that it can bear', async () => {
    const line = readFileSync(join(witness, 'witness.vkey'), 'utf8');
    expect(parseWitnessKey(line).name).toBe('commission.example/temoin');
    for (const bad of ['', 'x', line.replace('temoin', 'autre'), line.replace(/\+[0-9a-f]{8}\+/, '+00000000+'), `${line}x`])
      expect(codeOf(() => parseWitnessKey(bad))).toBe('WITNESS_KEY');
    expect(await ecluse(['audit', 'witness', witness, '--name', 'x', '--json'], SECRET)).toMatchObject({
      json: { error: { code: 'FILE_EXISTS' } },
    });
    expect(await ecluse(['audit', 'witness', at('w2'), '--name', 'deux mots', '--json'], SECRET)).toMatchObject({
      json: { error: { code: 'WITNESS_NAME' } },
    });
    expect(await ecluse(['audit', 'cosign', at('absent'), exported, '--out', at('x'), '--json'], SECRET)).toMatchObject({
      json: { error: { code: 'WITNESS_MISSING' } },
    });
  });

  it('cosigns what holds and grows out of what it saw; refuses the rest and signs nothing', async () => {
    const young = lay('young', filesOf(logOf(events.slice(0, 20), keeper)));
    expect(await cosign(young, 'first.note')).toMatchObject({ code: 0, json: { size: 20 } });
    expect(await cosign(exported, 'second.note')).toMatchObject({
      code: 0,
      json: { size: events.length, name: 'commission.example/temoin' },
    });
    // Seen by this witness at its full length: neither yesterday's copy, nor another past, is cosigned any more.
    expect(await cosign(young, 'third.note')).toMatchObject({ code: 1, json: { error: { code: 'KEPT_ROLLED_BACK' } } });
    const forked = lay('forked', filesOf(logOf([...events.slice(0, 25), ...events.slice(26), events[25]!, events[1]!], keeper)));
    expect(await cosign(forked, 'fourth.note')).toMatchObject({ code: 1, json: { error: { code: 'KEPT_FORKED' } } });
    expect(['third.note', 'fourth.note'].map((name) => existsSync(at(name)))).toEqual([false, false]);
  });

  it('shows the cosignature beside the checkpoint, from a kept one too, and refuses one that was grafted', async () => {
    const key = join(witness, 'witness.vkey');
    const verify = (...more: string[]) => ecluse(['audit', 'verify', exported, '--witness', key, ...more, '--json']);
    expect(await verify()).toMatchObject({ code: 0, json: { cosigned: [{ name: 'commission.example/temoin', time: null, size: null }] } });
    const seen = await verify('--against', at('first.note'), '--against', at('second.note'));
    expect(seen).toMatchObject({ code: 0, json: { cosigned: [{ size: events.length, time: expect.any(Number) }] } });
    const line = readFileSync(at('first.note'), 'utf8').trimEnd().split('\n').at(-1);
    writeFileSync(at('graft.note'), `${checkpointOf(log)}${line}\n`);
    expect(await verify('--against', at('graft.note'))).toMatchObject({ code: 1, json: { error: { code: 'LEDGER_COSIGNATURE' } } });
    const said = await ecluse(['audit', 'verify', exported, '--witness', key, '--against', at('second.note')]);
    expect(said.stdout).toContain('Cosigné par');
  });

  it('takes the checkpoint out of the result that brought it home', () => {
    const note = checkpointOf(log, 12);
    const path = at('result.bundle');
    sealAt(path, party('appliance', 'CSS central'), party('partner', 'A').card, { kind: 'result', core: { checkpoint: note } });
    expect(fromUtf8(readKeptFile(path).bytes)).toBe(note);
    writeFileSync(at('cut.bundle'), readFileSync(path).subarray(0, 100));
    expect(readKeptFile(at('cut.bundle')).bytes.length).toBe(0);
  });
});
