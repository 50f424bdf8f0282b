import { execFileSync } from 'node:child_process';
import { closeSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { concat, fromUtf8, u32, utf8 } from '../../src/base/bytes.ts';
import { canonicalJson, type Json } from '../../src/base/json.ts';
import { signNote } from '../../src/base/note.ts';
import { checkBundle } from '../../src/bundle/check.ts';
import { checkCore, KINDS } from '../../src/bundle/core.ts';
import { LIMITS } from '../../src/bundle/limits.ts';
import { sealedLength } from '../../src/bundle/stream.ts';
import { MODEL_BYTES } from '../../src/forest/model.ts';
import { signerName } from '../../src/keys/signer.ts';
import { code } from '../support/code.ts';
import { codeOf, fileOf, handOver, type LooseCore, manifestOf, type Parts, putTogether, signedFile, takeApart } from '../support/craft.ts';
import { party, scratch, sealAt } from '../support/parties.ts';

const { folder, remove } = scratch();
afterAll(remove);
const partner = party('partner', 'CSS des Essais');
const reader = party('appliance', 'Écluse centrale');
const setup = { folder, reader, enrolled: [partner.card] };
const source = join(folder, 'source.bundle');
sealAt(source, partner, reader.card);
const whole = new Uint8Array(readFileSync(source));
const parts = takeApart(whole);
const text = manifestOf(parts);
const refused = (file: Uint8Array) => handOver(setup, file);
/** Everything in this file is refused before any key is used. */
const atCheck = (code: string) => ({ code, stage: 'check' });

describe('the file around the manifest', () => {
  it.each([
    ['nothing', new Uint8Array(0), 'BUNDLE_FORM'],
    ['a head alone', whole.slice(0, 20), 'BUNDLE_FORM'],
    ['another magic', concat(utf8('ecluse.bundle/v2'), whole.slice(16)), 'BUNDLE_FORM'],
    ['a byte order mark before it', concat(Uint8Array.of(0xef, 0xbb, 0xbf), whole), 'BUNDLE_FORM'],
    ['a manifest of no bytes', fileOf(utf8(''), parts.shards), 'BUNDLE_FORM'],
    ['a manifest one byte too long for any', fileOf(utf8(text), parts.shards, LIMITS.manifestBytes + 1), 'BUNDLE_MANIFEST_SIZE'],
    ['a manifest of 4 GiB', concat(whole.slice(0, 16), u32(0xffffffff), whole.slice(20)), 'BUNDLE_MANIFEST_SIZE'],
    ['a manifest longer than the file', concat(whole.slice(0, 16), u32(whole.length), whole.slice(20)), 'BUNDLE_LENGTH'],
  ])('%s', (_, file, code) => expect(refused(file)).toEqual(atCheck(code)));

  it('a file above 4 GiB, before a byte of it is read', () => {
    const path = join(folder, 'huge.bundle');
    const fd = openSync(path, 'w');
    ftruncateSync(fd, LIMITS.fileBytes + 1);
    closeSync(fd);
    expect(codeOf(() => checkBundle(path, { recipientId: reader.card.id, cardOf: () => partner.card }))).toBe('BUNDLE_SIZE');
  });

  it('a file above the limit that a stricter reader sets', () => {
    const limits = { ...LIMITS, fileBytes: whole.length - 1 };
    expect(handOver(setup, whole, { limits }).code).toBe('BUNDLE_SIZE');
    expect(handOver(setup, whole, { limits: { ...LIMITS, fileBytes: whole.length } }).code).toBe('taken');
    expect(handOver(setup, whole, { limits: { ...LIMITS, manifestBytes: 100 } }).code).toBe('BUNDLE_MANIFEST_SIZE');
  });

  it('a file that is not there, a folder, a named pipe', () => {
    mkdirSync(join(folder, 'dossier'));
    execFileSync('mkfifo', [join(folder, 'tuyau')]);
    for (const name of ['absent', 'dossier', 'tuyau']) {
      expect(codeOf(() => checkBundle(join(folder, name), { recipientId: reader.card.id, cardOf: () => partner.card }))).toBe(
        'FILE_MISSING',
      );
    }
  });
});

describe('the note', () => {
  const signed = (body: string) => signNote(body, signerName(partner.card.id), partner.secrets.sign);
  const line = signed(text).slice(text.length + 1);
  const file = (note: string | Uint8Array) => fileOf(typeof note === 'string' ? utf8(note) : note, parts.shards);

  it.each<[string, string | Uint8Array]>([
    ['no signature', text],
    ['no empty line', text + line],
    ['two signatures', `${text}\n${line}${line}`],
    ['seventeen signatures', `${text}\n${line.repeat(17)}`],
    ['a line after the signature', `${signed(text)}suite\n`],
    ['no newline at the end', signed(text).slice(0, -1)],
    ['carriage returns', signed(text).replaceAll('\n', '\r\n')],
    ['a tab', signed(text.replace('core ', 'core\t'))],
    ['a NUL', signed(text.replace('core ', 'core \u0000'))],
    ['a hyphen for the dash', signed(text).replace('\n\n— ', '\n\n- ')],
    ['signature in base64 without padding', signed(text).replace(/=+\n$/, '\n')],
    [
      'signature in base64 with loose bits',
      signed(text).replace(/(.)=\n$/, (_, last: string) => `${String.fromCharCode(last.charCodeAt(0) + 1)}=\n`),
    ],
    ['ill-formed UTF-8', concat(utf8(signed(text)).slice(0, 30), Uint8Array.of(0xc3, 0x28), utf8(signed(text)).slice(30))],
    ['a signature of no bytes', `${text}\n— ecluse/x AAAAAA==\n`],
  ])('%s', (_, note) => expect(refused(file(note))).toEqual(atCheck('BUNDLE_NOTE')));
});

describe('the fields', () => {
  const lines = text.slice(0, -1).split('\n');
  const rewritten = (change: (lines: string[]) => void) => {
    const copy = [...lines];
    change(copy);
    return signedFile(`${copy.join('\n')}\n`, partner, parts.shards);
  };
  const replaced = (from: string | RegExp, to: string | ((...groups: string[]) => string)) =>
    signedFile(text.replace(from, to as string), partner, parts.shards);

  it.each([
    ['another format', replaced('ecluse.manifest/v1', 'ecluse.manifest/v2')],
    ['two fields exchanged', rewritten((each) => each.splice(2, 2, each[3]!, each[2]!))],
    ['a field twice', rewritten((each) => each.splice(2, 0, each[2]!))],
    ['a field missing', rewritten((each) => each.splice(3, 1))],
    ['a field of another name', replaced('\nwrapped ', '\nwrapper ')],
    ['a field too many', rewritten((each) => each.push('extra 1'))],
    ['an empty line among them', rewritten((each) => each.splice(2, 0, ''))],
    ['two spaces after a name', replaced('\nkey ', '\nkey  ')],
    ['a space at the end of a line', replaced(/\ncommit (.*)\n/, '\ncommit $1 \n')],
    ['base64 without padding', replaced(/\ncommit (.*)=\n/, '\ncommit $1\n')],
    ['base64 of the URL alphabet', replaced(/\nkey .*\n/, `\nkey ${'-'.repeat(1493)}=\n`)],
    ['an encapsulation one byte short', signedFile(manifestOf({ ...parts, enc: parts.enc.slice(1) }), partner, parts.shards)],
    ['a wrapped key one byte long', signedFile(manifestOf({ ...parts, wrapped: concat(parts.wrapped, u32(0)) }), partner, parts.shards)],
    ['a commitment one byte short', signedFile(manifestOf({ ...parts, commit: parts.commit.slice(1) }), partner, parts.shards)],
    ['a length with a leading zero', replaced(/\nshard (\d)/, '\nshard 0$1')],
    ['a length with a sign', replaced(/\nshard (\d)/, '\nshard +$1')],
    ['a length in hexadecimal', replaced(/\nshard \d+/, '\nshard 0x21')],
    ['a length with an exponent', replaced(/\nshard \d+/, '\nshard 3e1')],
    ['a length past 2⁵³', replaced(/\nshard \d+/, '\nshard 9007199254740993')],
    ['a hash in upper case', replaced(/\nshard (\d+) ([0-9a-f]+)\n/, (_whole, length, sha) => `\nshard ${length} ${sha?.toUpperCase()}\n`)],
    ['a hash one byte short', replaced(/\nshard (\d+) ../, '\nshard $1 ')],
    ['something after a hash', replaced(/\nshard (.*)\n/, '\nshard $1 x\n')],
    ['a shard line too few', rewritten((each) => each.pop())],
    ['a shard line too many', rewritten((each) => each.push(each.at(-1)!))],
    ['no shard line', rewritten((each) => each.splice(5))],
    ['a sealed length below that of the declared bytes', replaced(/\nshard \d+/, '\nshard 35')],
    ['a sealed length above that of the declared bytes', replaced(/\nshard \d+/, '\nshard 4096')],
  ] as [string, Uint8Array][])('%s', (_, file) => expect(refused(file)).toEqual(atCheck('BUNDLE_MANIFEST')));
});

/** A bundle whose core was changed and signed again by its rightful sender. */
function withCore(change: (core: LooseCore) => unknown): Uint8Array {
  const copy = structuredClone(parts.core);
  const changed = change(copy);
  const core = typeof changed === 'object' && changed !== null && Object.hasOwn(changed, 'format') ? changed : copy;
  return putTogether({ ...parts, core } as Parts, partner);
}
const coreText = canonicalJson(parts.core as Json);
const withCoreText = (changed: string) => signedFile(text.replace(coreText, changed), partner, parts.shards);

describe('the core', () => {
  it.each<[string, (core: LooseCore) => void]>([
    ['a member missing', (core) => delete core.checkpoint],
    ['a member too many', (core) => (core.extra = 1)],
    ['a member for another', ({ answers, checkpoint, ...core }) => ({ ...core, 'answers,checkpoint': null })],
    ['no format', (core) => (core.format = 'essai')],
    ['an id in upper case', (core) => (core.id = 'A'.repeat(32))],
    ['an id too short', (core) => (core.id = 'a'.repeat(31))],
    ['an id that is a number', (core) => (core.id = 7)],
    ['an unknown kind', (core) => (core.kind = 'other')],
    ['a kind of every object', (core) => (core.kind = 'constructor')],
    ['a sender without its card', (core) => delete core.sender.card],
    ['a sender with a name', (core) => (core.sender.name = 'CSS')],
    ['a sender that is a list', (core) => (core.sender = [])],
    ['a recipient that is null', (core) => (core.recipient = null)],
    ['sequence 0', (core) => (core.sequence = 0)],
    ['sequence −1', (core) => (core.sequence = -1)],
    ['sequence 1.5', (core) => (core.sequence = 1.5)],
    ['sequence past 2⁵³', (core) => Object.assign(core, { sequence: 2 ** 53, previous: 'a'.repeat(64) })],
    ['sequence as text', (core) => (core.sequence = '1')],
    ['a first bundle with a previous one', (core) => (core.previous = 'a'.repeat(64))],
    ['a second bundle without a previous one', (core) => (core.sequence = 2)],
    ['a request that answers', (core) => (core.answers = 'a'.repeat(64))],
    ['a result that answers nothing', (core) => (core.kind = 'result')],
    ['a request without dictionary', (core) => (core.dictionary = null)],
    ['a dictionary without version', (core) => (core.dictionary.version = '')],
    ['a dictionary version of 101 characters', (core) => (core.dictionary.version = 'v'.repeat(101))],
    ['a dictionary version with a newline', (core) => (core.dictionary.version = 'a\nb')],
    ['a dictionary hash that is none', (core) => (core.dictionary.sha256 = 'x'.repeat(64))],
    ['models that are a text', (core) => (core.models = 'a')],
    ['a model twice', (core) => (core.models = ['a', 'a'])],
    ['a model with a slash', (core) => (core.models = ['../a'])],
    ['a model of 129 characters', (core) => (core.models = ['a'.repeat(129)])],
    ['no shards', (core) => (core.shards = [])],
    ['a shard of another type', (core) => (core.shards[1].type = 'folder')],
    ['a shard name with a slash', (core) => (core.shards[1].name = 'a/b')],
    ['rows in a document', (core) => (core.shards[0].rows = 1)],
    ['a negative number of bytes', (core) => (core.shards[1].bytes = -1)],
    ['half a byte', (core) => (core.shards[1].bytes = 0.5)],
    ['a shard with a member too many', (core) => (core.shards[1].sha256 = 'a'.repeat(64))],
    ['a time without Z', (core) => (core.created = '2026-09-02T08:00:00')],
    ['a time with a fraction', (core) => (core.created = '2026-09-02T08:00:00.5Z')],
    ['February 30', (core) => (core.destroyBy = '2027-02-30')],
    ['February 29 of a common year', (core) => (core.destroyBy = '2027-02-29')],
    ['a destruction date before the day of creation', (core) => (core.destroyBy = '2026-09-01')],
    ['a checkpoint with a tab', (core) => (core.checkpoint = 'a\tb')],
    ['a checkpoint that is a number', (core) => (core.checkpoint = 1)],
    ['a preview that is a text', (core) => (core.preview = 'a'.repeat(64))],
    ['a preview without its exception', (core) => (core.preview = { sha256: 'a'.repeat(64) })],
    ['an exception without its preview', (core) => (core.preview = { exception: 'a'.repeat(64), sha256: null })],
    ['an exception in upper case', (core) => (core.preview = { exception: 'A'.repeat(64), sha256: 'a'.repeat(64) })],
    [
      'a preview in what is no request',
      (core) => Object.assign(core, { kind: 'model', preview: { exception: null, sha256: 'a'.repeat(64) } }),
    ],
  ])('%s', (_, change) => expect(refused(withCore(change))).toEqual(atCheck('BUNDLE_CORE')));

  it.each<[string, string]>([
    ['blanks', coreText.replace(':', ': ')],
    ['members in another order', coreText.replace(/^\{("answers":null),("checkpoint":null),/, '{$2,$1,')],
    ['a member twice', coreText.replace('{"answers":null,', '{"answers":null,"answers":null,')],
    ['a number written otherwise', coreText.replace('"sequence":1', '"sequence":1.0')],
    ['an escape that needs none', coreText.replace('"kind"', '"\\u006bind"')],
    ['a lone surrogate', coreText.replace('"version":"2026.1"', '"version":"\\ud800"')],
    ['half of it', coreText.slice(0, 100)],
    ['a byte order mark', `\ufeff${coreText}`],
    ['a list', '[]'],
    ['a null', 'null'],
    ['ten thousand brackets', `${'['.repeat(10_000)}${']'.repeat(10_000)}`],
    ['a million brackets', '['.repeat(1_000_000)],
    ['__proto__', coreText.replace('{"answers"', '{"__proto__":{},"answers"')],
  ])('%s in its JSON', (_, changed) => expect(refused(withCoreText(changed))).toEqual(atCheck('BUNDLE_CORE')));

  it('another version of the format', () => {
    expect(refused(withCore((core) => (core.format = 'ecluse.bundle/v2')))).toEqual(atCheck('BUNDLE_VERSION'));
  });

  it.each<[string, (core: LooseCore) => void]>([
    ['a shard of 3 GB', (core) => (core.shards[1].bytes = 3_000_000_000)],
    ['a shard of one byte above the limit', (core) => (core.shards[1].bytes = LIMITS.shardBytes + 1)],
    ['200,001 rows in a shard', (core) => (core.shards[1].rows = 200_001)],
    [
      '200,001 pupils over two shards',
      (core) => (core.shards = [core.shards[0], { ...core.shards[1], rows: 200_000 }, { ...core.shards[1], rows: 1 }]),
    ],
    ['1,025 shards', (core) => (core.shards = Array(1_025).fill(core.shards[1]))],
    ['1,025 models', (core) => (core.models = Array.from({ length: 1_025 }, (_, i) => `m${i}`))],
    ['a checkpoint of 8,193 characters', (core) => (core.checkpoint = 'a'.repeat(8_193))],
  ])('%s', (_, change) => expect(refused(withCore(change))).toEqual(atCheck('BUNDLE_LIMIT')));

  it('a model may be longer than a shard that crosses, and as long as its file may be, no longer', () => {
    const shards = (bytes: number) => [{ type: 'document', name: 'model', rows: 0, bytes }];
    const core = (bytes: number) => {
      const { dictionary: _, ...rest } = JSON.parse(coreText);
      return code(() => checkCore({ ...rest, kind: 'model', dictionary: null, models: ['m'], shards: shards(bytes) }, LIMITS));
    };
    expect(LIMITS.modelBytes).toBe(MODEL_BYTES);
    expect(core(MODEL_BYTES)).toBeNull();
    expect(core(MODEL_BYTES + 1)).toBe('BUNDLE_LIMIT');
  });

  it('a shard of 3 GB that is really there is refused as declared, its bytes unread', () => {
    const core = structuredClone(parts.core);
    core.shards[1].bytes = 3_000_000_000;
    const length = sealedLength(3_000_000_000);
    const note = signNote(
      manifestOf({ ...parts, core }).replace(/\nshard \d+ (\S+)\n$/, `\nshard ${length} $1\n`),
      signerName(partner.card.id),
      partner.secrets.sign,
    );
    const path = join(folder, 'three.bundle');
    const head = fileOf(utf8(note), parts.shards.slice(0, 1));
    writeFileSync(path, head);
    const fd = openSync(path, 'r+');
    ftruncateSync(fd, head.length + length);
    closeSync(fd);
    const before = process.cpuUsage();
    expect(codeOf(() => checkBundle(path, { recipientId: reader.card.id, cardOf: () => partner.card }))).toBe('BUNDLE_LIMIT');
    // Reading and hashing 3 GB takes seconds of processor.
    expect(process.cpuUsage(before).user).toBeLessThan(500_000);
  });

  it.each(KINDS)('%s: shards other than its own', (kind) => {
    const path = join(folder, `${kind}.bundle`);
    sealAt(path, partner, reader.card, { kind });
    const own = takeApart(new Uint8Array(readFileSync(path)));
    const changed = (change: (copy: Parts) => void) => {
      const copy = structuredClone(own);
      change(copy);
      return putTogether(copy, partner);
    };
    /** A shard more, or one less, in the core and in the file alike. */
    const spliced = (at: number, out: number, ...more: LooseCore[]) =>
      changed(({ core, shards }) => {
        core.shards.splice(at, out, ...more.map((each) => ({ ...core.shards[0], ...each })));
        shards.splice(at, out, ...more.map(() => own.shards[0]!));
      });
    expect(refused(changed(() => {})).code).toBe('taken');
    const last = own.shards.length;
    const wrong: [string, Uint8Array][] = [
      ['another first name', changed(({ core }) => (core.shards[0].name = 'other'))],
      ['a table first', changed(({ core }) => (core.shards[0].type = 'table'))],
      ['the first twice', spliced(0, 0, {})],
      ['a document at the end', spliced(last, 0, { name: 'more' })],
      ['a table of another name', spliced(last, 0, { type: 'table', name: 'more' })],
    ];
    if (last > 1) wrong.push(['without its first', spliced(0, 1)]);
    if (kind === 'result' || kind === 'evaluation') wrong.push(['without its second', spliced(1, last - 1)]);
    for (const [what, file] of wrong) expect([what, refused(file)]).toEqual([what, atCheck('BUNDLE_SHAPE')]);
  });

  it.each(['score', 'train'])('%s: no pupil', (kind) => {
    const without = withCore((core) => {
      core.kind = kind;
      core.shards[1].rows = 0;
    });
    expect(refused(without)).toEqual(atCheck('BUNDLE_EMPTY'));
    const alone = structuredClone(parts);
    alone.core.kind = kind;
    alone.core.shards.pop();
    alone.shards.pop();
    expect(refused(putTogether(alone, partner))).toEqual(atCheck('BUNDLE_EMPTY'));
  });
});

it('the text that was spoiled is the one that is taken', () => {
  expect(fromUtf8(whole.slice(20, 20 + text.length))).toBe(text);
});
