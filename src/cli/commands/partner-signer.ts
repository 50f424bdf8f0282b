import type { Command } from '../command.ts';
import { signersAsked } from '../signers.ts';

export const signerList: Command = {
  name: 'list',
  about: 'signerList',
  args: [{ name: 'DIR', about: 'argHome' }],
  async run({ voice, arg }) {
    const { toBase64 } = await import('../../base/bytes.ts');
    const { openHome } = await import('../../partner/home.ts');
    const { readSigners } = await import('../../partner/signers.ts');
    const signers = readSigners(openHome(arg('DIR'))).map(({ name, sign, created }) => ({ name, sign: toBase64(sign), created }));
    const lines = signers.map(({ name, sign, created }) => voice.t('signerLine', { name, sign, date: created.slice(0, 10) }));
    return { result: { signers }, lines: lines.length > 0 ? lines : [voice.t('signerNone')] };
  },
};

export const signerAdd: Command = {
  name: 'add',
  about: 'signerAdd',
  args: [
    { name: 'DIR', about: 'argHome' },
    { name: 'NAME', about: 'argSigner' },
  ],
  options: [{ flag: '--signers', value: 'A,B', about: 'optSignersPresent' }],
  secrets: [{ label: 'secretPassphrase' }, { label: 'secretSignerNew', create: 'passphrase' }],
  async run({ voice, arg, option, secrets, environment }) {
    const { toBase64 } = await import('../../base/bytes.ts');
    const { EcluseError } = await import('../../base/errors.ts');
    const { openHome, unlockHome } = await import('../../partner/home.ts');
    const { addSigner, readSigners, requireNewSigner, SIGNERS_WANTED, unlockSigner } = await import('../../partner/signers.ts');
    const { kdfForNewKeys } = await import('../kdf.ts');
    const home = openHome(arg('DIR'));
    const name = arg('NAME');
    requireNewSigner(home, name);
    const asked = option('--signers');
    const there = asked === undefined ? [] : signersAsked(home, asked, voice, 'ecluse partner signer add');
    if (there.length === 0 && readSigners(home).length >= SIGNERS_WANTED) throw new EcluseError('SIGNER_PRESENT');
    const typed = await secrets([
      { label: 'secretPassphrase' },
      ...there.map((signer) => ({ label: 'secretSigner' as const, params: { signer } })),
      { label: 'secretSignerNew', create: 'passphrase' },
    ]);
    const unlocked = unlockHome(home, typed[0]!);
    const present = there.map((each, at) => unlockSigner(home, each, typed[at + 1]!));
    const signer = addSigner(home, unlocked, { name, passphrase: typed.at(-1)!, kdf: kdfForNewKeys(), present }, environment);
    const sign = toBase64(signer.sign);
    return { result: { name, sign }, lines: [voice.t('signerAdded', { name, sign }), voice.t('signerKeep')] };
  },
};
