import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { doneHere as done, spoken as ecluse, spied, start } from '../support/command.ts';
import { scratch } from '../support/parties.ts';
import { SECRETS } from '../support/trip.ts';

const { folder, remove } = scratch();
afterAll(remove);

const { custodian1, custodian2, operator, reviewer, auditor } = SECRETS;
const THIRD = 'troisième phrase secrète dite par cet essai';
const FOURTH = 'quatrième phrase bien secrète pour cet essai';
const home = join(folder, 'appliance');
const custodian = (...args: string[]) => ['appliance', 'custodian', ...args];
const refused = async (args: string[], secrets: string[]) => {
  const { code, json } = await ecluse([...args, '--json'], secrets);
  return [code, (json.error as { code: string }).code];
};

describe('custodians, at the command line', () => {
  it('are two unless told, up to five, each with a passphrase of their own', async () => {
    const init = ['appliance', 'init', home, '--name', 'N'];
    const accounts = [operator, reviewer, auditor];
    expect(await refused([...init, '--custodians', '1'], [custodian1, ...accounts])).toEqual([2, 'USAGE']);
    expect(await refused([...init, '--custodians', '6'], [custodian1, ...accounts])).toEqual([2, 'USAGE']);
    expect(await refused(init, [custodian1, custodian1, ...accounts])).toEqual([1, 'CUSTODY_TWINS']);
    expect(await refused(init, [custodian1, 'trop court', ...accounts])).toEqual([1, 'PASSPHRASE_WEAK']);
    expect(await refused([...init, '--custodians', '3'], [custodian1, custodian2, ...accounts])).toEqual([2, 'SECRET_MISSING']);
    const made = await done([...init, '--custodians', '3'], [custodian1, custodian2, THIRD, ...accounts]);
    expect(made).toMatchObject({ custodians: 3 });
    expect(await done(custodian('list', home))).toMatchObject({ custodians: [1, 2, 3] });
  });

  it('come and go by two others', async () => {
    const added = await done(custodian('add', home, '--custodians', '1,3'), [custodian1, THIRD, FOURTH]);
    expect(added).toMatchObject({ custodian: 4, custodians: [1, 2, 3, 4] });
    // The first two but the one who leaves.
    expect(await done(custodian('retire', home, '1'), [custodian2, THIRD])).toMatchObject({ custodian: 1, custodians: [2, 3, 4] });
    expect(await refused(custodian('retire', home, '1'), [custodian2, THIRD])).toEqual([1, 'CUSTODY_UNKNOWN']);
    expect(await refused(custodian('retire', home, '4', '--custodians', '4,2'), [FOURTH, custodian2])).toEqual([1, 'CUSTODY_RETIRED']);
    expect(await refused(custodian('retire', home, '4', '--custodians', '2,3'), [custodian2, FOURTH])).toEqual([1, 'CUSTODY_PASSPHRASE']);
    for (const wrong of ['2', '2,2', '2,3,4', 'deux,trois', '02,3', '']) {
      expect(await refused(custodian('add', home, '--custodians', wrong), [custodian2, THIRD, FOURTH])).toEqual([2, 'USAGE']);
    }
    expect(await refused(custodian('retire', home, 'quatre'), [custodian2, THIRD])).toEqual([2, 'USAGE']);
  });

  it('say what they type to no argument, environment, output nor file', async () => {
    const running = start(custodian('retire', home, '4'), [custodian2, THIRD]);
    const seen = await spied(running);
    expect((await running.ended).code).toBe(0);
    expect(seen.length).toBeGreaterThan(0);
    const wrong = await ecluse(custodian('add', home), [custodian2, 'phrase fausse que nul dépositaire ne connaît', FOURTH]);
    expect(wrong.code).toBe(1);
    const written = readdirSync(home, { recursive: true, encoding: 'utf8' })
      .map((name) => join(home, name))
      .filter((path) => statSync(path).isFile())
      .map((path) => readFileSync(path, 'utf8'));
    for (const text of [...seen, running.said(), wrong.stdout, wrong.stderr, ...written]) {
      for (const secret of [custodian1, custodian2, THIRD, FOURTH, 'phrase fausse']) expect(text.includes(secret)).toBe(false);
    }
  });
});
