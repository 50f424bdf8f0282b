import type { Command } from '../command.ts';

export const partnerRegister: Command = {
  name: 'register',
  about: 'partnerRegister',
  args: [{ name: 'DIR', about: 'argHome' }],
  options: [
    { flag: '--out', value: 'FOLDER', about: 'optOutFolder', required: true },
    { flag: '--evaluation', value: 'F', about: 'optEvaluations', many: true },
    { flag: '--ledger', value: 'FOLDER', about: 'optLedgerExport' },
    { flag: '--recipe', value: 'F', about: 'optRecipe' },
    { flag: '--child', about: 'optChild' },
  ],
  secrets: [{ label: 'secretPassphrase' }],
  async run({ voice, arg, option, options, flag, secrets, environment }) {
    const { openHome, unlockHome } = await import('../../partner/home.ts');
    const { checkNewFolder } = await import('../../partner/export/folder.ts');
    const { askedChild, gatherRegister } = await import('../../register/facts.ts');
    const { writeRegister } = await import('../../register/files.ts');
    const home = openHome(arg('DIR'));
    const folder = option('--out') ?? '';
    checkNewFolder(folder);
    const [passphrase, typed] = await secrets([
      { label: 'secretPassphrase' },
      ...(flag('--child') ? [{ label: 'secretFileNumber' } as const] : []),
    ]);
    const keys = unlockHome(home, passphrase!);
    const [ledger, recipe] = [option('--ledger'), option('--recipe')];
    const asked = {
      evaluations: options('--evaluation') ?? [],
      ...(ledger === undefined ? {} : { ledger }),
      ...(recipe === undefined ? {} : { recipe }),
    };
    const facts = gatherRegister(home, keys, asked, environment.clock);
    const child = typed === undefined ? null : askedChild(home, keys, typed);
    const files = writeRegister(home, facts, child, folder, voice.lang);
    const state = (name: string) => facts.models.filter((model) => model.state === name).map(({ id }) => id);
    return {
      result: {
        models: { approved: state('approved'), expired: state('expired'), withdrawn: state('withdrawn'), unapproved: state('unapproved') },
        variables: {
          leaving: facts.inventory.filter(({ uses }) => uses.length > 0).length,
          staying: facts.inventory.filter(({ uses }) => uses.length === 0).length,
        },
        requests: facts.requests.map(({ id, kind, created, destroyBy, held }) => ({ id, kind, created, destroyBy, held })),
        ledger: facts.ledger === null ? null : { size: facts.ledger.size, root: facts.ledger.root, sessions: facts.ledger.sessions.length },
        files,
      },
      lines: [
        ...files.map((file) => voice.t('written', { file })),
        voice.t('registerDraft'),
        ...(child === null ? [] : [voice.t('registerChild')]),
      ],
    };
  },
};
