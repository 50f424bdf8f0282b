import type { Command } from '../command.ts';
import { PREPARATION_OPTIONS, preparation } from '../preparation.ts';
import { requireAbsent } from '../show.ts';
import { signersAsked } from '../signers.ts';

export const partnerExcept: Command = {
  name: 'except',
  about: 'partnerExcept',
  args: [
    { name: 'DIR', about: 'argHome' },
    { name: 'TABLE', about: 'argTable' },
  ],
  options: [
    { flag: '--signers', value: 'A,B', about: 'optSigners', required: true },
    { flag: '--reason', value: 'TEXT', about: 'optReason', required: true },
    { flag: '--until', value: 'DATE', about: 'optExceptUntil', required: true },
    { flag: '--out', value: 'F', about: 'optOut', required: true },
    { flag: '--preview', value: 'F', about: 'optPreview' },
    ...PREPARATION_OPTIONS,
  ],
  secrets: [{ label: 'secretSignerFirst' }, { label: 'secretSignerSecond' }],
  async run(context) {
    const { voice, arg, option, secrets, environment } = context;
    const { writeFileAtomically } = await import('../../base/files.ts');
    const { exceptionSubject, pageOf, writeException } = await import('../../partner/clearance.ts');
    const { openHome } = await import('../../partner/home.ts');
    const home = openHome(arg('DIR'));
    const [out, page] = [option('--out') ?? '', option('--preview')];
    for (const path of page === undefined ? [out] : [out, page]) requireAbsent(path);
    const names = signersAsked(home, option('--signers') ?? '', voice, 'ecluse partner except');
    const found = await preparation(context, home);
    if ('refused' in found) return found.refused;
    const { prepared, lines } = found.shown;
    const subject = exceptionSubject(home, prepared, voice.lang);
    if (page !== undefined) writeFileAtomically(page, pageOf(home, prepared, voice.lang).bytes);
    // Signers read what they sign before they type.
    for (const line of [...lines, '', voice.t('exceptPage', { digest: subject.preview }), '']) voice.progress(line);
    const typed = await secrets(names.map((signer) => ({ label: 'secretSigner', params: { signer } })));
    const exception = writeException(
      home,
      subject,
      {
        reason: option('--reason') ?? '',
        until: option('--until') ?? '',
        destroyBy: prepared.preview.destroyBy,
        signers: names.map((name, at) => ({ name, passphrase: typed[at]! })),
        out,
      },
      environment,
    );
    const { hash, preview, alone, pupils, until, destroyBy } = exception;
    return {
      result: { exception: hash, digest: preview, alone, pupils, until, destroyBy, signers: exception.signers, out },
      lines: [voice.t('exceptSigned', { alone, pupils, until, signers: exception.signers.join(', ') }), voice.t('written', { file: out })],
    };
  },
};
