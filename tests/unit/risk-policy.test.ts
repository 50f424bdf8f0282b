import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readState } from '../../src/partner/home.ts';
import { prepareTable, sealRequest } from '../../src/partner/prepare.ts';
import { readPolicy, tightenPolicy } from '../../src/partner/risk.ts';
import { dictionaryBytes } from '../../src/table/dictionary.ts';
import { DICTIONARY, desk } from '../support/answers.ts';
import { seededRandom } from '../support/parties.ts';
import { refusal } from '../support/refusal.ts';

const folder = mkdtempSync(join(tmpdir(), 'ecluse-risk-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = desk(folder);
const [table, dictionary] = [join(folder, 't.csv'), join(folder, 'd.json')];
// One pupil in twenty has an absence count of their own.
const rows = Array.from({ length: 40 }, (_, i) => `${i};École;${i % 20 === 0 ? 100 + i : 3};${50 + (i % 2)}`);
writeFileSync(table, `fiche;école;absences;moyenne\n${rows.join('\n')}\n`);
writeFileSync(dictionary, dictionaryBytes(DICTIONARY));
const seal = (name: string) => {
  const prepared = prepareTable({ table, dictionary, purpose: 'score', policy: readPolicy(at.home) }, at.clock);
  const out = join(folder, name);
  return { out, prepared, run: () => sealRequest(at.home, at.secrets, prepared, out, { clock: at.clock, random: seededRandom(name) }) };
};

it('a home without a policy measures what people around know, and stops nothing', () => {
  expect(readPolicy(at.home)).toEqual({ ceiling: null, facts: [] });
  const { prepared, run, out } = seal('a.bundle');
  expect(prepared.preview.risk).toMatchObject({ facts: [], unique: 0 });
  run();
  expect(existsSync(out)).toBe(true);
});

it('above the ceiling nothing is sealed, written or counted; the policy of the home holds, whatever was measured before', () => {
  const loose = seal('b.bundle');
  expect(tightenPolicy(at.home, { ceiling: 0.049, facts: ['absences'] })).toEqual({ ceiling: 0.049, facts: ['absences'] });
  const before = readState(at.home);
  for (const { run, out } of [loose, seal('c.bundle')]) {
    expect(refusal(run)).toEqual({ code: 'RISK_CEILING', params: { unique: 5, ceiling: 4.9 } });
    expect(existsSync(out)).toBe(false);
  }
  expect(readState(at.home)).toEqual(before);
});

it('one person tightens a policy and never loosens it', () => {
  expect(refusal(() => tightenPolicy(at.home, { ceiling: 0.05 }))).toEqual({ code: 'RISK_POLICY_LOOSER', params: {} });
  expect(tightenPolicy(at.home, { facts: ['moyenne'] })).toEqual({ ceiling: 0.049, facts: ['absences', 'moyenne'] });
  expect(tightenPolicy(at.home, { ceiling: 0.01, facts: [] })).toEqual({ ceiling: 0.01, facts: ['absences', 'moyenne'] });
});

it('a policy that names a variable nobody describes, or that was damaged, stops everything', () => {
  tightenPolicy(at.home, { facts: ['taille'] });
  expect(refusal(() => seal('d.bundle'))).toEqual({ code: 'RISK_FACT', params: { variable: 'taille' } });
  writeFileSync(join(at.home.dir, 'policy.json'), '{"ceiling":2,"facts":[],"format":"ecluse.policy/v1"}');
  expect(refusal(() => readPolicy(at.home)).code).toBe('HOME_DAMAGED');
});
