import type { Command } from '../command.ts';

export const auditWitness: Command = {
  name: 'witness',
  about: 'auditWitness',
  args: [{ name: 'DIR', about: 'argWitness' }],
  options: [{ flag: '--name', value: 'N', about: 'optWitnessName', required: true }],
  secrets: [{ label: 'secretPassphrase', create: 'passphrase' }],
  async run({ voice, arg, option, secrets, environment }) {
    const { initWitness, witnessPaths } = await import('../../auditor/cosign.ts');
    const { kdfForNewKeys } = await import('../kdf.ts');
    const { requireAbsent } = await import('../show.ts');
    const dir = arg('DIR');
    requireAbsent(witnessPaths(dir).vkey);
    const [passphrase] = await secrets();
    const name = option('--name') ?? '';
    const vkey = initWitness(dir, { name, passphrase: passphrase!, kdf: kdfForNewKeys() }, environment.random);
    return { result: { dir, name, vkey }, lines: [vkey, voice.t('witnessNext')] };
  },
};
