import { chacha20poly1305 } from '@noble/ciphers/chacha.js';
import { ed25519, x25519 } from '@noble/curves/ed25519.js';
import { argon2id } from '@noble/hashes/argon2.js';
import { sha3_256, shake256 } from '@noble/hashes/sha3.js';
import { ml_kem768 } from '@noble/post-quantum/ml-kem.js';
import {
  base64,
  bytesEqual,
  Expand,
  Extract,
  H,
  hex,
  isHex,
  isTime,
  jcs,
  join,
  must,
  step,
  text8,
  unbase64,
  unjcs,
  untext,
} from './bytes.ts';

export type Signed = { text: string; name: string; keyId: Uint8Array; signature: Uint8Array };

/** A signed note with exactly one signature line. */
export function readNote(bytes: Uint8Array, code: string): Signed {
  return step(code, () => {
    const note = untext(bytes);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must be refused
    must(!/[\u0000-\u0009\u000b-\u001f\u007f]/.test(note), code);
    const [, text = '', name = '', blob = ''] = /^([\s\S]*\n)\n— ([^\s+\p{Cc}]+) ([^\s]+)\n$/u.exec(note) ?? [];
    must(text !== '' && name.length <= 200, code);
    const line = unbase64(blob);
    must(line.length >= 5, code);
    return { text, name, keyId: line.subarray(0, 4), signature: line.subarray(4) };
  });
}

export function noteKeyId(name: string, key: Uint8Array): Uint8Array {
  return H(text8(name), Uint8Array.of(0x0a, 0x01), key).subarray(0, 4);
}

export function isSignedBy({ text, name, keyId, signature }: Signed, id: string, key: Uint8Array): boolean {
  if (name !== `ecluse/${id}` || !bytesEqual(keyId, noteKeyId(name, key))) return false;
  try {
    return ed25519.verify(signature, text8(text), key, { zip215: false });
  } catch {
    return false;
  }
}

export function writeNote(text: string, id: string, seed: Uint8Array): Uint8Array {
  const name = `ecluse/${id}`;
  const key = ed25519.getPublicKey(seed);
  return text8(`${text}\n— ${name} ${base64(join(noteKeyId(name, key), ed25519.sign(text8(text), seed)))}\n`);
}

/** `name value` lines after a first line; a name that ends in `?` may be absent, one that ends in `*` may come any number of times. */
export function readFields(text: string, format: string, names: readonly string[], code: string): Record<string, string[]> {
  const lines = text.split('\n');
  must(lines.shift() === format && lines.pop() === '', code);
  const found: Record<string, string[]> = {};
  for (const each of names) {
    const name = each.replace(/[?*]$/, '');
    const most = each.endsWith('*') ? Number.POSITIVE_INFINITY : 1;
    const values: string[] = [];
    while (values.length < most && lines[0]?.startsWith(`${name} `)) values.push((lines.shift() ?? '').slice(name.length + 1));
    must(values.length > 0 || each !== name, code);
    found[name] = values;
  }
  must(lines.length === 0, code);
  return found;
}

export type SecondCard = {
  role: string;
  name: string;
  id: string;
  sign: Uint8Array;
  seal: Uint8Array;
  log: Uint8Array | null;
  hash: string;
};

export function readCard(bytes: Uint8Array): SecondCard {
  const bad = 'CARD_FORM';
  must(bytes.length <= 8192, bad);
  const note = readNote(bytes, bad);
  const fields = readFields(note.text, 'ecluse.card/v1', ['role', 'name', 'id', 'sign', 'seal', 'log?', 'created'], bad);
  const card = step(bad, () => {
    const one = (name: string) => fields[name]?.[0] ?? '';
    const log = fields.log?.[0];
    const name = one('name');
    must(one('role') === 'partner' || one('role') === 'appliance', bad);
    must((one('role') === 'appliance') === (log !== undefined), bad);
    must(name.length >= 1 && name.length <= 120 && name === name.normalize('NFC'), bad);
    must(!/[\p{C}\p{Z}]/u.test(name.replaceAll(' ', '')) && !/^ | $| {2}/.test(name), bad);
    must(isHex(one('id'), 32) && isTime(one('created')) && note.name === `ecluse/${one('id')}`, bad);
    const key = (value: string, length: number) => unbase64(value, length);
    return {
      role: one('role'),
      name,
      id: one('id'),
      sign: key(one('sign'), 32),
      seal: key(one('seal'), 1216),
      log: log === undefined ? null : key(log, 32),
      hash: hex(H(text8(note.text))),
    };
  });
  step('CARD_KEY', () => {
    for (const key of card.log === null ? [card.sign] : [card.sign, card.log]) {
      const point = ed25519.Point.fromBytes(key, false);
      must(point.isTorsionFree() && !point.is0() && bytesEqual(point.toBytes(), key), 'CARD_KEY');
    }
    must(card.log === null || !bytesEqual(card.log, card.sign), 'CARD_KEY');
    encapsulate(card.seal, new Uint8Array(64));
  });
  must(isSignedBy(note, card.id, card.sign), 'CARD_SIGNATURE');
  return card;
}

/** X-Wing, draft-connolly-cfrg-xwing-kem: from its parts. */
const LABEL = text8('\\.//^\\');

export function xwingKeys(seed: Uint8Array) {
  const expanded = shake256(seed, { dkLen: 96 });
  const kem = ml_kem768.keygen(expanded.subarray(0, 64));
  const secret = expanded.subarray(64);
  const pkX = x25519.getPublicKey(secret);
  return { publicKey: join(kem.publicKey, pkX), kem: kem.secretKey, secret, pkX };
}

/** The first 32 bytes of `randomness` are ML-KEM's, the other 32 X25519's. */
export function encapsulate(publicKey: Uint8Array, randomness: Uint8Array): { enc: Uint8Array; shared: Uint8Array } {
  const pkX = publicKey.slice(1184);
  const { cipherText, sharedSecret } = ml_kem768.encapsulate(publicKey.slice(0, 1184), randomness.slice(0, 32));
  const ephemeral = randomness.slice(32, 64);
  const ctX = x25519.getPublicKey(ephemeral);
  const shared = sha3_256(join(sharedSecret, x25519.getSharedSecret(ephemeral, pkX), ctX, pkX, LABEL));
  return { enc: join(cipherText, ctX), shared };
}

export function decapsulate(seed: Uint8Array, enc: Uint8Array): Uint8Array {
  const { kem, secret, pkX } = xwingKeys(seed);
  const ctX = enc.slice(1088);
  return sha3_256(join(ml_kem768.decapsulate(enc.slice(0, 1088), kem), x25519.getSharedSecret(secret, ctX), ctX, pkX, LABEL));
}

export type SecondSecrets = Record<'sign' | 'seal' | 'pseudonym' | 'vault', Uint8Array>;

export function secretsOf(root: Uint8Array): SecondSecrets {
  const prk = Extract(text8('ecluse.root/v1'), root);
  const derived = (label: string) => Expand(prk, text8(label));
  return { sign: derived('sign'), seal: derived('seal'), pseudonym: derived('pseudonym'), vault: derived('vault') };
}

export function cardText(
  card: { role: string; name: string; id: string; log: Uint8Array | null; created: string },
  secrets: SecondSecrets,
): string {
  const lines = [
    'ecluse.card/v1',
    `role ${card.role}`,
    `name ${card.name}`,
    `id ${card.id}`,
    `sign ${base64(ed25519.getPublicKey(secrets.sign))}`,
    `seal ${base64(xwingKeys(secrets.seal).publicKey)}`,
    ...(card.log === null ? [] : [`log ${base64(card.log)}`]),
    `created ${card.created}`,
  ];
  return `${lines.join('\n')}\n`;
}

/** Opens a key file and gives its root. The bounds of the cost are the caller's. */
export function openKeyFile(bytes: Uint8Array, passphrase: string): Uint8Array {
  const file = step('KEY_FORM', () => unjcs(bytes));
  const { wrapped, ...header } = file;
  const { memoryMiB, passes, salt } = header.kdf;
  const password = text8(passphrase.normalize('NFKD'));
  const stretched = argon2id(password, unbase64(salt, 16), { t: passes, m: memoryMiB * 1024, p: 1, dkLen: 32, version: 0x13 });
  const key = Expand(stretched, text8('ecluse.key/v1 wrap'));
  return step('KEY_PASSPHRASE', () => chacha20poly1305(key, new Uint8Array(12), text8(jcs(header))).decrypt(unbase64(wrapped, 48)));
}

export function openVault(vaultKey: Uint8Array, context: string, bytes: Uint8Array): Uint8Array {
  must(untext(bytes.subarray(0, 16)) === 'ecluse.vault/v1\n', 'VAULT_FORM');
  const prk = Extract(bytes.subarray(16, 48), vaultKey);
  must(bytesEqual(Expand(prk, text8(`commit${context}`)), bytes.subarray(48, 80)), 'VAULT_OPEN');
  const key = Expand(prk, text8(`key${context}`));
  return step('VAULT_OPEN', () => chacha20poly1305(key, new Uint8Array(12)).decrypt(bytes.subarray(80)));
}
