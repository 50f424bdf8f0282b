import type { Command } from '../command.ts';

const NEW = { label: 'secretCustodianNew', create: 'passphrase' } as const;
const FIRST = { label: 'secretCustodianFirst' } as const;
const SECOND = { label: 'secretCustodianSecond' } as const;

export const custodianList: Command = {
  name: 'list',
  about: 'custodianList',
  args: [{ name: 'DIR', about: 'argHome' }],
  async run({ voice, arg, environment }) {
    const { custodianNumbers } = await import('../../../appliance/custody/file.ts');
    const { withAppliance } = await import('../with-appliance.ts');
    return await withAppliance(arg('DIR'), environment, (app) => {
      const custodians = custodianNumbers(app);
      return { result: { custodians }, lines: [voice.t('custodianList', { list: custodians.join(', ') })] };
    });
  },
};

export const custodianAdd: Command = {
  name: 'add',
  about: 'custodianAdd',
  args: [{ name: 'DIR', about: 'argHome' }],
  options: [{ flag: '--custodians', value: 'I,J', about: 'optCustodians' }],
  secrets: [FIRST, SECOND, NEW],
  async run({ voice, arg, option, secrets, environment }) {
    const { admitCustodian } = await import('../../../appliance/custody/change.ts');
    const { custodianNumbers } = await import('../../../appliance/custody/file.ts');
    const { pairOf, pairSpecs, presentOf } = await import('../custodians.ts');
    const { withAppliance } = await import('../with-appliance.ts');
    return await withAppliance(arg('DIR'), environment, async (app) => {
      const numbers = presentOf(app, option('--custodians'), voice, 'ecluse appliance custodian add');
      const typed = await secrets([...pairSpecs(numbers), NEW]);
      const custodian = admitCustodian(app, pairOf(numbers, typed), typed[2]!);
      const custodians = custodianNumbers(app);
      return {
        result: { custodian, custodians },
        lines: [voice.t('custodianAdmitted', { number: custodian, list: custodians.join(', ') })],
      };
    });
  },
};

export const custodianRetire: Command = {
  name: 'retire',
  about: 'custodianRetire',
  args: [
    { name: 'DIR', about: 'argHome' },
    { name: 'NUMBER', about: 'argCustodian' },
  ],
  options: [{ flag: '--custodians', value: 'I,J', about: 'optCustodians' }],
  secrets: [FIRST, SECOND],
  async run({ voice, arg, option, secrets, environment }) {
    const { dismissCustodian } = await import('../../../appliance/custody/change.ts');
    const { custodianNumbers } = await import('../../../appliance/custody/file.ts');
    const { custodianOf, pairOf, pairSpecs, presentOf } = await import('../custodians.ts');
    const { withAppliance } = await import('../with-appliance.ts');
    return await withAppliance(arg('DIR'), environment, async (app) => {
      const where = 'ecluse appliance custodian retire';
      const custodian = custodianOf(arg('NUMBER'), voice, where);
      const numbers = presentOf(app, option('--custodians'), voice, where, custodian);
      dismissCustodian(app, pairOf(numbers, await secrets(pairSpecs(numbers))), custodian);
      const custodians = custodianNumbers(app);
      return {
        result: { custodian, custodians },
        lines: [voice.t('custodianDismissed', { number: custodian, list: custodians.join(', ') })],
      };
    });
  },
};
