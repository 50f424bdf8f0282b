import type { Command } from '../command.ts';
import type { SecretSpec } from '../secrets.ts';

const SHARES: readonly SecretSpec[] = [{ label: 'secretShareFirst' }, { label: 'secretShareSecond' }];

export const partnerRecoveryMake: Command = {
  name: 'make',
  about: 'recoveryMake',
  args: [{ name: 'DIR', about: 'argHome' }],
  options: [{ flag: '--to', value: 'FOLDER', about: 'optTo', required: true }],
  secrets: [{ label: 'secretPassphrase' }],
  async run({ voice, arg, option, secrets, environment }) {
    const { makeShares } = await import('../../keys/shares.ts');
    const { openHome, unlockHome } = await import('../../partner/home.ts');
    const { requireApart, writeShares } = await import('../shares.ts');
    const to = option('--to') ?? '';
    requireApart(arg('DIR'), to);
    const home = openHome(arg('DIR'));
    const [passphrase] = await secrets();
    const shares = await makeShares(unlockHome(home, passphrase!).root, home.id);
    const files = writeShares(to, home.card, shares, 'ecluse partner recover DIR --drill', environment.clock, voice.lang);
    return { result: { files }, lines: [...files.map((file) => voice.t('written', { file })), voice.t('sharesNext')] };
  },
};

export const partnerRecover: Command = {
  name: 'recover',
  about: 'partnerRecover',
  args: [{ name: 'DIR', about: 'argHome' }],
  options: [{ flag: '--drill', about: 'optDrill' }],
  secrets: [...SHARES, { label: 'secretPassphrase', create: 'passphrase' }],
  async run({ voice, arg, flag, secrets, environment }) {
    const { rootOfShares } = await import('../../keys/shares.ts');
    const { openHome, rewrapHome } = await import('../../partner/home.ts');
    const { kdfForNewKeys } = await import('../kdf.ts');
    const { sharesOf } = await import('../shares.ts');
    const home = openHome(arg('DIR'));
    const typed = flag('--drill') ? await secrets(SHARES) : await secrets();
    const root = await rootOfShares(sharesOf(typed.slice(0, 2), home.card), home.card);
    if (flag('--drill')) {
      root.fill(0);
      return { result: { drill: true, id: home.id }, lines: [voice.t('drillGood', { name: home.name })] };
    }
    rewrapHome(home, root, typed[2]!, kdfForNewKeys(), environment.random);
    return { result: { id: home.id }, lines: [voice.t('partnerRecovered', { name: home.name })] };
  },
};
