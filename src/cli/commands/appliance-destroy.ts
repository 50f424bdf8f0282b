import { EcluseError } from '../../base/errors.ts';
import type { Command } from '../command.ts';

export const applianceDestroy: Command = {
  name: 'destroy',
  about: 'applianceDestroy',
  args: [{ name: 'DIR', about: 'argHome' }],
  options: [
    { flag: '--due', about: 'optDue' },
    { flag: '--bundle', value: 'ID', about: 'optBundle' },
    { flag: '--to', value: 'FOLDER', about: 'optTo', required: true },
  ],
  secrets: [{ label: 'secretOperator' }, { label: 'secretReviewer' }],
  async run({ voice, arg, option, flag, secrets, environment }) {
    const { destroy } = await import('../../../appliance/retention/destroy.ts');
    const { writeCertificates } = await import('../../../appliance/retention/certificates.ts');
    const { logIn } = await import('../../../appliance/session/login.ts');
    const { withAppliance } = await import('../with-appliance.ts');
    const { checkFolder } = await import('../../../appliance/retention/certificates.ts');
    const bundle = option('--bundle');
    const to = option('--to') ?? '';
    if ((bundle === undefined) !== flag('--due')) {
      throw new EcluseError('USAGE', { problem: voice.t('usageOneOf', { names: '--due, --bundle' }), command: 'ecluse appliance destroy' });
    }
    return await withAppliance(arg('DIR'), environment, async (app) => {
      checkFolder(to);
      const [first, second] = await secrets();
      const operator = logIn(app, 'operator', first!);
      const reviewer = logIn(app, 'reviewer', second!);
      const { items, keys } = destroy(app, { operator, reviewer, ...(bundle === undefined ? {} : { bundle }) });
      const certificates = writeCertificates(app, to);
      return {
        result: { items, keys, certificates },
        lines: [
          voice.t(items.length + keys.length === 0 ? 'destroyedNothing' : 'destroyed', { count: items.length }),
          ...(keys.length > 0 ? [voice.t('destroyedKeys', { count: keys.length })] : []),
          ...items.map(({ kind, bundle: id }) => `  ${kind} ${id}`),
          ...certificates.map(({ name, file }) => voice.t('certificateWritten', { name, file })),
          ...(certificates.length > 0 ? [voice.t('certificateNext')] : []),
        ],
      };
    });
  },
};
