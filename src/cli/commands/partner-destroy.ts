import { EcluseError } from '../../base/errors.ts';
import type { DestroyedHere } from '../../partner/destroy.ts';
import type { Command, Done } from '../command.ts';
import { requireAbsent } from '../show.ts';
import type { Voice } from '../voice.ts';

export const partnerDestroy: Command = {
  name: 'destroy',
  about: 'partnerDestroy',
  args: [{ name: 'DIR', about: 'argHome' }],
  options: [
    { flag: '--request', value: 'ID', about: 'optRequest' },
    { flag: '--models', about: 'optModelsToo' },
    { flag: '--certificate', value: 'F', about: 'optCertificate' },
    { flag: '--due', about: 'optDueHere' },
    { flag: '--out', value: 'F', about: 'optOut' },
  ],
  secrets: [{ label: 'secretPassphrase' }],
  async run({ voice, arg, option, flag, secrets, environment }) {
    const { openHome, unlockHome } = await import('../../partner/home.ts');
    const { acceptCertificate, destroyDue, orderDestruction } = await import('../../partner/destroy.ts');
    const [request, certificate, out] = [option('--request'), option('--certificate'), option('--out')];
    const asked = [request !== undefined, certificate !== undefined, flag('--due')].filter(Boolean).length;
    const usage = (problem: string) => new EcluseError('USAGE', { problem, command: 'ecluse partner destroy' });
    if (asked !== 1) throw usage(voice.t('usageOneOf', { names: '--request, --certificate, --due' }));
    const home = openHome(arg('DIR'));
    if (flag('--due')) {
      const { keys, ...here } = destroyDue(home, environment.clock);
      const done = told(here, voice);
      const lines = [...(done.lines ?? []), ...(keys > 0 ? [voice.t('destroyedKeys', { count: keys })] : [])];
      return { ...done, result: { ...done.result, keys }, lines };
    }
    if (out === undefined) throw usage(voice.t('usageMissingOption', { name: '--out' }));
    requireAbsent(out);
    const [passphrase] = await secrets();
    const keys = unlockHome(home, passphrase!);
    if (request !== undefined) {
      const models = flag('--models') ? 'destroy' : 'keep';
      const order = orderDestruction(home, keys, { request, models, out }, environment.clock);
      return {
        result: { request, models, order: order.hash, out },
        lines: [voice.t('destroyOrdered', { request }), voice.t('written', { file: out }), voice.t('destroyOrderNext')],
      };
    }
    const { certificate: signed, ...here } = acceptCertificate(home, keys, { certificate: certificate ?? '', out });
    const done = told(here, voice);
    return {
      ...done,
      result: { ...done.result, certificate: signed.hash, items: signed.items.length, out },
      lines: [voice.t('countersigned', { count: signed.items.length }), voice.t('written', { file: out }), ...(done.lines ?? [])],
    };
  },
};

function told({ requests, rosters, files, moved }: DestroyedHere, voice: Voice): Done {
  const result = { requests, rosters, files, moved };
  const lines = [voice.t('destroyedHere', { rosters, files })];
  const [first] = moved;
  return first === undefined
    ? { result, lines }
    : { result, lines, failed: new EcluseError('HOME_FILES_MOVED', { folder: moved.join(', ') }) };
}
