import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { toHex, utf8 } from '../../src/base/bytes.ts';
import { sha256 } from '../../src/base/hash.ts';
import { checkBundle } from '../../src/bundle/check.ts';
import { exceptionSubject } from '../../src/partner/clearance.ts';
import { readException, type SignedException, signException } from '../../src/partner/exception.ts';
import { readState } from '../../src/partner/home.ts';
import { prepareTable, sealRequest } from '../../src/partner/prepare.ts';
import { readPolicy, tightenPolicy } from '../../src/partner/risk.ts';
import { addSigner, readSigners, type UnlockedSigner, unlockSigner } from '../../src/partner/signers.ts';
import { dictionaryBytes } from '../../src/table/dictionary.ts';
import { type Desk, DICTIONARY, desk, KDF } from '../support/answers.ts';
import { seededRandom } from '../support/parties.ts';
import { refusal } from '../support/refusal.ts';

const folder = mkdtempSync(join(tmpdir(), 'ecluse-exception-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = desk(join(folder, 'a'));
const elsewhere = desk(join(folder, 'b'), 'CSS d’ailleurs');
const PHRASES = {
  direction: 'la première phrase de passe',
  protection: 'la seconde phrase de passe',
  tiers: 'une troisième phrase',
} as const;
type Name = keyof typeof PHRASES;

const add = ({ home, secrets, clock }: Desk, name: string, phrase: string, present: UnlockedSigner[] = []) =>
  addSigner(home, secrets, { name, passphrase: utf8(phrase), kdf: KDF, present }, { clock, random: seededRandom(`${home.name}/${name}`) });
for (const one of [at, elsewhere]) {
  add(one, 'direction', PHRASES.direction);
  add(one, 'protection', PHRASES.protection);
  tightenPolicy(one.home, { ceiling: 0.02, facts: ['absences'] });
}
const signer = (name: Name, { home }: Desk = at) => unlockSigner(home, name, utf8(PHRASES[name]));

const dictionary = join(folder, 'd.json');
writeFileSync(dictionary, dictionaryBytes(DICTIONARY));
/** One pupil in twenty is alone of their kind. */
function tableOf(name: string, change: (line: string, i: number) => string = (line) => line) {
  const table = join(folder, `${name}.csv`);
  const rows = Array.from({ length: 40 }, (_, i) => change(`${i};École;${i % 20 === 0 ? 100 + i : 3};${50 + (i % 2)}`, i));
  writeFileSync(table, `fiche;école;absences;moyenne\n${rows.join('\n')}\n`);
  return table;
}
const prepared = (table: string, destroyBy = '2027-06-30', { home, clock }: Desk = at) =>
  prepareTable({ table, dictionary, purpose: 'score', policy: readPolicy(home), destroyBy }, clock);
const TABLE = tableOf('t');
const SAID = { reason: 'Petite école : chacun y est seul de son genre.', until: '2026-12-31', destroyBy: '2027-06-30' };
const sign = (signers: UnlockedSigner[], table = TABLE, one = at): SignedException =>
  signException(
    one.home,
    exceptionSubject(one.home, prepared(table, undefined, one), 'fr'),
    { ...SAID, signers },
    { clock: one.clock, random: seededRandom('x') },
  );

let serial = 0;
function seal(
  exception: SignedException | null,
  { table = TABLE, destroyBy = '2027-06-30', now = at.clock, lang = 'fr' as 'fr' | 'en' } = {},
) {
  const out = join(folder, `${++serial}.bundle`);
  return {
    out,
    run: () =>
      sealRequest(at.home, at.secrets, prepared(table, destroyBy), out, { clock: now, random: seededRandom(out) }, { exception, lang }),
  };
}
const refusedSeal = (...args: Parameters<typeof seal>) => {
  const { out, run } = seal(...args);
  const before = readState(at.home);
  const found = refusal(run);
  expect(existsSync(out)).toBe(false);
  expect(readState(at.home)).toEqual(before);
  return found;
};

describe('an exception to the ceiling', () => {
  const both = () => sign([signer('direction'), signer('protection')]);

  it('that two people signed lets these rows leave; its hash and the page’s are in the bundle, both are kept here', () => {
    expect(refusedSeal(null).code).toBe('RISK_CEILING');
    const exception = both();
    expect(exception).toMatchObject({ alone: 2, pupils: 40, ceiling: 20, signers: ['direction', 'protection'] });
    const { out, run } = seal(exception);
    const sealed = run();
    const { core } = checkBundle(out, {
      recipientId: at.appliance.card.id,
      recipientCard: at.appliance.card.hash,
      cardOf: () => at.home.card,
    });
    expect(core.preview).toEqual({ sha256: exception.preview, exception: exception.hash });
    const kept = (end: string) => readFileSync(join(at.home.dir, 'requests', `${sealed.id}.${end}`));
    expect(toHex(sha256(kept('preview.html')))).toBe(sealed.preview);
    expect(readException(at.home, kept('exception.note')).hash).toBe(sealed.exception);
  });

  it('signed over the French page keeps the French page, whatever the language in which it is sealed', () => {
    expect(seal(both(), { lang: 'en' }).run().preview).toBe(both().preview);
  });

  it('is not signed by one person, once or twice, nor by someone of another CSS', () => {
    const one = signer('direction');
    const refused = (signers: UnlockedSigner[]) => refusal(() => sign(signers)).code;
    expect([refused([]), refused([one]), refused([one, one])]).toEqual(Array(3).fill('EXCEPTION_SIGNERS'));
    expect(refused([one, { ...one, name: 'protection' }])).toBe('EXCEPTION_SIGNERS');
    expect(refused([one, signer('protection', elsewhere)])).toBe('EXCEPTION_SIGNERS');
  });

  it('whose note bears one signature, the same twice, or a third that does not verify is none', () => {
    const { text } = both();
    const [first = '', second = ''] = text.slice(text.lastIndexOf('\n\n') + 2).split('\n');
    const body = text.slice(0, text.lastIndexOf('\n\n') + 2);
    const read = (...lines: string[]) =>
      refusal(() => readException(at.home, utf8(`${body}${lines.map((line) => `${line}\n`).join('')}`))).code;
    expect(read(first)).toBe('EXCEPTION_SIGNERS');
    expect(read(first, first)).toBe('EXCEPTION_SIGNERS');
    expect(read(first, second, first)).toBe('EXCEPTION_SIGNERS');
    expect(read(first, first.replace('/direction ', '/protection '))).toBe('EXCEPTION_SIGNERS');
    expect(readException(at.home, utf8(`${body}${second}\n${first}\n`)).signers).toEqual(['direction', 'protection']);
  });

  it.each(['preview', 'content', 'alone', 'ceiling', 'reason', 'until', 'destroyBy', 'salt', 'created'])(
    'edited in its %s is none',
    (field) => {
      const { text } = both();
      const edited = text.replace(new RegExp(`^${field} (.)`, 'm'), (_, digit: string) => `${field} ${digit === '1' ? '3' : '1'}`);
      expect(edited).not.toBe(text);
      expect(['EXCEPTION_SIGNERS', 'EXCEPTION_FORM']).toContain(refusal(() => readException(at.home, utf8(edited))).code);
    },
  );

  it('of another table, day of destruction or ceiling does not serve, even where the page would be the same', () => {
    const exception = both();
    expect(refusedSeal(exception, { table: tableOf('u', (line, i) => (i === 20 ? line.replace('120', '121') : line)) })).toEqual({
      code: 'EXCEPTION_OTHER',
      params: { where: 'content' },
    });
    // The same figures under other file numbers: the page cannot tell, the rows can.
    const renamed = tableOf('v', (line, i) => line.replace(/^\d+/, String(500 + i)));
    expect(exceptionSubject(at.home, prepared(renamed), 'fr').preview).toBe(exception.preview);
    expect(refusedSeal(exception, { table: renamed }).params).toEqual({ where: 'content' });
    expect(refusedSeal(exception, { destroyBy: '2027-07-01' }).params).toEqual({ where: 'preview' });
  });

  it('of another CSS, with signers of the same names, is not this one’s', () => {
    const theirs = sign([signer('direction', elsewhere), signer('protection', elsewhere)], TABLE, elsewhere);
    expect(refusal(() => readException(at.home, utf8(theirs.text))).code).toBe('EXCEPTION_PARTNER');
  });

  it('holds until the end of its day', () => {
    const exception = both();
    const on = (day: string) => () => new Date(`${day}T23:59:00Z`);
    expect(refusedSeal(exception, { now: on('2027-01-01') })).toEqual({ code: 'EXCEPTION_EXPIRED', params: { date: '2026-12-31' } });
    expect(seal(exception, { now: on('2026-12-31') }).run().exception).toBe(exception.hash);
  });

  it('is neither signed nor taken where nothing calls for it', () => {
    const safe = tableOf('safe', (line) => line.replace(/;1[02]0;/, ';3;'));
    expect(refusal(() => sign([signer('direction'), signer('protection')], safe)).code).toBe('EXCEPTION_NEEDLESS');
    expect(refusedSeal(both(), { table: safe }).code).toBe('EXCEPTION_NEEDLESS');
  });

  it('gives a reason that can be read', () => {
    const with_ = (reason: string) => () =>
      signException(
        at.home,
        exceptionSubject(at.home, prepared(TABLE), 'fr'),
        { ...SAID, reason, signers: [signer('direction'), signer('protection')] },
        { clock: at.clock, random: seededRandom('x') },
      );
    for (const reason of ['', 'trop court', 'deux\nlignes de texte', 'x'.repeat(301)].filter((each) => each.length !== 10)) {
      expect(refusal(with_(reason)).code).toBe('EXCEPTION_REASON');
    }
  });
});

describe('signers', () => {
  it('are two people: nobody takes the other’s passphrase, and a third comes in by two', () => {
    expect(refusal(() => add(at, 'tiers', PHRASES.tiers)).code).toBe('SIGNER_PRESENT');
    expect(refusal(() => add(at, 'tiers', PHRASES.tiers, [signer('direction'), signer('direction')])).code).toBe('SIGNER_PRESENT');
    const present = [signer('direction'), signer('protection')];
    expect(refusal(() => add(at, 'tiers', PHRASES.protection, present))).toEqual({
      code: 'SIGNER_TWINS',
      params: { signer: 'protection' },
    });
    add(at, 'tiers', PHRASES.tiers, present);
    expect(readSigners(at.home).map(({ name }) => name)).toEqual(['direction', 'protection', 'tiers']);
    expect(sign([signer('tiers'), signer('direction')]).signers).toEqual(['direction', 'tiers']);
  });

  it('bear the name of a function, once', () => {
    for (const name of ['', 'Direction', 'a b', '../x', 'x'.repeat(41)])
      expect(refusal(() => add(at, name, 'peu importe laquelle')).code).toBe('SIGNER_NAME');
    expect(refusal(() => add(at, 'direction', 'peu importe laquelle')).code).toBe('SIGNER_EXISTS');
    expect(refusal(() => unlockSigner(at.home, 'absent', utf8('x'))).code).toBe('SIGNER_UNKNOWN');
  });

  it('put in the list by hand are not believed', () => {
    const path = join(elsewhere.home.dir, 'keys', 'signers.note');
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replace('signer direction', 'signer intrus'));
    expect(refusal(() => readSigners(elsewhere.home)).code).toBe('HOME_DAMAGED');
    writeFileSync(path, readFileSync(join(at.home.dir, 'keys', 'signers.note')));
    expect(refusal(() => readSigners(elsewhere.home)).code).toBe('HOME_DAMAGED');
  });
});
