import type { Command } from '../command.ts';
import type { SecretSpec } from '../secrets.ts';

const ACCOUNTS: readonly SecretSpec[] = [{ label: 'secretOperator' }, { label: 'secretReviewer' }];
const SHARES: readonly SecretSpec[] = [{ label: 'secretShareFirst' }, { label: 'secretShareSecond' }];

function newcomers(count: number): SecretSpec[] {
  return Array.from({ length: count }, () => ({ label: 'secretCustodianNew', create: 'passphrase' }));
}

export const applianceRecoveryMake: Command = {
  name: 'make',
  about: 'recoveryMake',
  args: [{ name: 'DIR', about: 'argHome' }],
  options: [
    { flag: '--to', value: 'FOLDER', about: 'optTo', required: true },
    { flag: '--custodians', value: 'I,J', about: 'optCustodians' },
  ],
  secrets: [{ label: 'secretCustodianFirst' }, { label: 'secretCustodianSecond' }],
  async run({ voice, arg, option, secrets, environment }) {
    const { shareRoot } = await import('../../../appliance/custody/recovery.ts');
    const { pairOf, pairSpecs, presentOf } = await import('../custodians.ts');
    const { requireApart, writeShares } = await import('../shares.ts');
    const { withAppliance } = await import('../with-appliance.ts');
    const to = option('--to') ?? '';
    requireApart(arg('DIR'), to);
    return await withAppliance(arg('DIR'), environment, async (app) => {
      const numbers = presentOf(app, option('--custodians'), voice, 'ecluse appliance recovery make');
      const shares = await shareRoot(app, pairOf(numbers, await secrets(pairSpecs(numbers))));
      const files = writeShares(to, app.card, shares, 'ecluse appliance recover DIR --drill', environment.clock, voice.lang);
      return { result: { files }, lines: [...files.map((file) => voice.t('written', { file })), voice.t('sharesNext')] };
    });
  },
};

export const applianceRecover: Command = {
  name: 'recover',
  about: 'applianceRecover',
  args: [{ name: 'DIR', about: 'argHome' }],
  options: [
    { flag: '--drill', about: 'optDrill' },
    { flag: '--custodians', value: '2|3|4|5', about: 'optCustodianCount', choices: ['2', '3', '4', '5'] },
  ],
  secrets: [...ACCOUNTS, ...SHARES, ...newcomers(2)],
  async run({ voice, arg, flag, option, secrets, environment }) {
    const { readFileCapped } = await import('../../base/files.ts');
    const { paths } = await import('../../../appliance/home.ts');
    const { CARD_BYTES, parseCard } = await import('../../keys/card.ts');
    const { rootOfShares } = await import('../../keys/shares.ts');
    const { sharesOf } = await import('../shares.ts');
    if (flag('--drill')) {
      // Of the home, the card alone is read: nothing live is touched, nothing is written.
      const card = parseCard(readFileCapped(paths(arg('DIR')).card, CARD_BYTES));
      (await rootOfShares(sharesOf(await secrets(SHARES), card), card)).fill(0);
      return { result: { drill: true, id: card.id }, lines: [voice.t('drillGood', { name: card.name })] };
    }
    const { recoverCustody } = await import('../../../appliance/custody/recovery.ts');
    const { logIn } = await import('../../../appliance/session/login.ts');
    const { kdfForNewKeys } = await import('../kdf.ts');
    const { withAppliance } = await import('../with-appliance.ts');
    const count = Number(option('--custodians') ?? 2);
    return await withAppliance(arg('DIR'), environment, async (app) => {
      const typed = await secrets([...ACCOUNTS, ...SHARES, ...newcomers(count)]);
      const shares = sharesOf(typed.slice(2, 4), app.card);
      const people = { operator: logIn(app, 'operator', typed[0]!), reviewer: logIn(app, 'reviewer', typed[1]!) };
      const custodians = await recoverCustody(app, { ...people, shares, custodians: typed.slice(4), kdf: kdfForNewKeys() });
      return { result: { custodians }, lines: [voice.t('recovered', { list: custodians.join(', ') })] };
    });
  },
};
