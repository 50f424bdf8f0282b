import { closeSync, readSync } from 'node:fs';
import { confirm, isCancel, password } from '@clack/prompts';
import { fromUtf8, utf8 } from '../base/bytes.ts';
import { EcluseError } from '../base/errors.ts';
import { readFileCapped } from '../base/files.ts';
import { systemRandom } from '../base/random.ts';
import type { Params } from '../base/text.ts';
import { proposePassphrase } from '../keys/words.ts';
import type { MessageKey } from './messages.ts';
import { checkStrength } from './passphrase.ts';
import type { Voice } from './voice.ts';

export type SecretOptions = { readonly passphraseFile?: string; readonly passphraseFd?: string };
/**
 * `create`: a new secret, typed twice, refused when weak. `password`: an account's, shorter than a passphrase. `next`, of the last one alone: how
 * more of the same are asked for, as many as there are.
 */
export type SecretSpec = {
  readonly label: MessageKey;
  readonly params?: Params;
  readonly create?: 'passphrase' | 'password';
  readonly next?: MessageKey;
};

/** What a secret is called where it is asked for. */
export function labelOf(voice: Voice, { label, params }: SecretSpec): string {
  return voice.t(label, params);
}

const LIMIT = 64 << 10;

/** Secrets come by a prompt, a file or a descriptor, never by an argument or the environment. Unicode is brought to NFC, as browsers send it. */
export async function readSecrets(voice: Voice, options: SecretOptions, specs: readonly SecretSpec[]): Promise<Uint8Array[]> {
  const order = specs.map((spec) => labelOf(voice, spec)).join(', ');
  const lines = nonInteractive(voice, options);
  if (lines === null) return await askAll(voice, specs, order);
  const missing = specs[lines.length];
  if (missing) throw new EcluseError('SECRET_MISSING', { which: labelOf(voice, missing), order });
  const last = specs.at(-1);
  const more = last?.next ? lines.slice(specs.length).map(() => last) : [];
  if (lines.length > specs.length + more.length)
    throw new EcluseError('SECRET_EXTRA', { count: lines.length, expected: specs.length, order });
  return [...specs, ...more].map((spec, i) => {
    const secret = lines[i] ?? '';
    if (secret === '') throw new EcluseError('SECRET_MISSING', { which: labelOf(voice, spec), order });
    if (spec.create) checkStrength(secret, spec.create, labelOf(voice, spec));
    return bytesOf(secret);
  });
}

function bytesOf(secret: string): Uint8Array {
  return utf8(secret.normalize('NFC'));
}

function nonInteractive(voice: Voice, options: SecretOptions): string[] | null {
  const { passphraseFile, passphraseFd } = options;
  if (passphraseFile !== undefined && passphraseFd !== undefined)
    throw new EcluseError('USAGE', { problem: voice.t('bothSecrets'), command: 'ecluse' });
  let bytes: Uint8Array | null = null;
  if (passphraseFile !== undefined) bytes = readFileCapped(passphraseFile, LIMIT);
  if (passphraseFd !== undefined) bytes = readDescriptor(voice, passphraseFd);
  if (bytes === null) return null;
  const lines = fromUtf8(bytes, 'secrets')
    .replace(/^\ufeff/, '')
    .split('\n');
  bytes.fill(0);
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line) => line.replace(/\r$/, ''));
}

function readDescriptor(voice: Voice, text: string): Uint8Array {
  const fd = /^(0|[1-9]\d{0,3})$/.test(text) ? Number(text) : -1;
  const bad = () => new EcluseError('USAGE', { problem: voice.t('badDescriptor'), command: 'ecluse' });
  if (fd < 0 || fd === 1 || fd === 2) throw bad();
  const buffer = new Uint8Array(LIMIT);
  let length = 0;
  try {
    for (;;) {
      let got: number;
      try {
        got = readSync(fd, buffer, length, LIMIT - length, null);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
        continue;
      }
      if (got === 0) break;
      length += got;
      if (length === LIMIT) throw bad();
    }
    if (fd > 2) closeSync(fd);
  } catch (error) {
    throw error instanceof EcluseError ? error : bad();
  }
  const bytes = buffer.slice(0, length);
  buffer.fill(0);
  return bytes;
}

async function askAll(voice: Voice, specs: readonly SecretSpec[], order: string): Promise<Uint8Array[]> {
  const first = specs[0];
  if (!first) return [];
  if (!process.stdin.isTTY || !process.stderr.isTTY) throw new EcluseError('SECRET_MISSING', { which: labelOf(voice, first), order });
  const secrets: Uint8Array[] = [];
  for (const spec of specs) secrets.push(bytesOf(spec.create ? await askNew(voice, spec) : await askHidden(labelOf(voice, spec))));
  const next = specs.at(-1)?.next;
  for (let more = next ? await askHidden(voice.t(next)) : ''; more !== ''; more = await askHidden(voice.t(next!)))
    secrets.push(bytesOf(more));
  return secrets;
}

async function askHidden(message: string): Promise<string> {
  const answer = await password({ message, output: process.stderr });
  if (isCancel(answer)) throw new EcluseError('ABORTED');
  return answer ?? '';
}

/** A new secret: one is proposed (random French words), typed twice, and too weak a one is asked again. */
async function askNew(voice: Voice, spec: SecretSpec): Promise<string> {
  const label = labelOf(voice, spec);
  voice.progress(voice.t('proposed', { label, words: proposePassphrase(systemRandom, spec.create === 'password' ? 4 : 6) }));
  for (;;) {
    const secret = await askHidden(voice.t('newSecret', { label }));
    try {
      checkStrength(secret, spec.create ?? 'passphrase', label);
    } catch (error) {
      if (!(error instanceof EcluseError)) throw error;
      voice.warn(voice.t('weakAgain'));
      continue;
    }
    if ((await askHidden(voice.t('again', { label }))).normalize('NFC') === secret.normalize('NFC')) return secret;
    voice.warn(voice.t('notTheSame'));
  }
}

/** A yes or no on a terminal; elsewhere the command goes on, since its result says what to compare. */
export async function agree(voice: Voice, message: string): Promise<boolean> {
  if (voice.json || !process.stdin.isTTY || !process.stderr.isTTY) return true;
  const answer = await confirm({ message, output: process.stderr, active: voice.t('yes'), inactive: voice.t('no'), initialValue: false });
  if (isCancel(answer)) throw new EcluseError('ABORTED');
  return answer;
}
