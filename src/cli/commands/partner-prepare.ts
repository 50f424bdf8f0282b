import { EcluseError } from '../../base/errors.ts';
import type { Command } from '../command.ts';
import { PREPARATION_OPTIONS, preparation, refusalOf } from '../preparation.ts';
import { requireAbsent } from '../show.ts';

export const partnerPrepare: Command = {
  name: 'prepare',
  about: 'partnerPrepare',
  args: [
    { name: 'DIR', about: 'argHome' },
    { name: 'TABLE', about: 'argTable' },
  ],
  options: [
    { flag: '--out', value: 'F', about: 'optOut' },
    { flag: '--dry-run', about: 'optDryRun' },
    { flag: '--preview', value: 'F', about: 'optPreview' },
    { flag: '--exception', value: 'F', about: 'optException' },
    ...PREPARATION_OPTIONS,
  ],
  secrets: [{ label: 'secretPassphrase' }],
  async run(context) {
    const { voice, arg, option, flag, secrets, environment } = context;
    const { readFileCapped, writeFileAtomically } = await import('../../base/files.ts');
    const { clear, pageOf } = await import('../../partner/clearance.ts');
    const { EXCEPTION_BYTES, readException } = await import('../../partner/exception.ts');
    const { openHome, trustedAppliance, unlockHome } = await import('../../partner/home.ts');
    const { sealRequest } = await import('../../partner/prepare.ts');
    const home = openHome(arg('DIR'));
    const out = option('--out');
    const page = option('--preview');
    const dryRun = flag('--dry-run');
    if (!dryRun) {
      if (out === undefined)
        throw new EcluseError('USAGE', { problem: voice.t('usageMissingOption', { name: '--out' }), command: 'ecluse partner prepare' });
      trustedAppliance(home);
      requireAbsent(out);
    }
    if (page !== undefined) requireAbsent(page);
    const signed = option('--exception');
    const exception = signed === undefined ? null : readException(home, readFileCapped(signed, EXCEPTION_BYTES + 1));
    const found = await preparation(context, home, option('--destroy-by') ?? exception?.destroyBy);
    if ('refused' in found) return found.refused;
    const { prepared, lines: said, result } = found.shown;
    const options = { lang: voice.lang, exception };
    const over = refusalOf(() => clear(home, prepared, options, environment.clock()));
    if (dryRun || over) {
      const { bytes, digest } = pageOf(home, prepared, voice.lang);
      if (page !== undefined) writeFileAtomically(page, bytes);
      const kept = page === undefined ? [] : [voice.t('written', { file: page })];
      const told = { dryRun, ...result, digest };
      if (over) return { failed: over, faults: [...said, ...kept, ''], result: told, lines: [] };
      return { result: told, lines: [...said, '', ...kept, voice.t(page === undefined ? 'dryRunDone' : 'dryRunPage', { digest })] };
    }
    for (const line of [...said, '']) voice.progress(line);
    const [passphrase] = await secrets();
    const unlocked = unlockHome(home, passphrase!);
    const recipient = trustedAppliance(home);
    voice.progress(voice.t('sealing', { name: recipient.name }));
    const { preview, ...sealed } = sealRequest(home, unlocked, prepared, out ?? '', environment, options);
    if (page !== undefined) writeFileAtomically(page, clear(home, prepared, options, environment.clock()).bytes);
    const size = Math.max(0.1, Math.round(sealed.bytes / 1e5) / 10);
    return {
      result: { dryRun: false, out, ...sealed, recipient: recipient.name, ...result, digest: preview },
      lines: [
        voice.t('prepared', { sequence: sealed.sequence, name: recipient.name, size }),
        voice.t('written', { file: out ?? '' }),
        ...(page === undefined ? [] : [voice.t('written', { file: page })]),
        voice.t('preparedPage', { digest: preview }),
        ...(sealed.exception === null ? [] : [voice.t('preparedException', { signers: exception?.signers.join(', ') ?? '' })]),
        voice.t('preparedNext'),
      ],
    };
  },
};
