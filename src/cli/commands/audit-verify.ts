import { EcluseError } from '../../base/errors.ts';
import type { Command } from '../command.ts';

export const auditVerify: Command = {
  name: 'verify',
  about: 'auditVerify',
  args: [{ name: 'FOLDER', about: 'argExport' }],
  options: [
    { flag: '--card', value: 'F', about: 'optAuditCard' },
    { flag: '--against', value: 'F', about: 'optAgainst', many: true },
    { flag: '--witness', value: 'F', about: 'optWitness', many: true },
    { flag: '--html', value: 'F', about: 'optAuditHtml' },
  ],
  async run({ voice, arg, option, options, environment }) {
    const { readFileCapped, writeFileAtomically } = await import('../../base/files.ts');
    const { folderReader, readKeptFile, readWitnessFile } = await import('../../auditor/folder.ts');
    const { reportJson, reportLines } = await import('../../auditor/report.ts');
    const { verifyExport } = await import('../../auditor/verify.ts');
    const { fingerprintWords } = await import('../../keys/words.ts');
    const { CARD_BYTES } = await import('../../keys/card.ts');
    const card = option('--card');
    const verification = verifyExport(folderReader(arg('FOLDER')), {
      against: (options('--against') ?? []).map(readKeptFile),
      cosigners: (options('--witness') ?? []).map(readWitnessFile),
      ...(card === undefined ? {} : { card: readFileCapped(card, CARD_BYTES) }),
    });
    const words =
      verification.card === null ? {} : { words: fingerprintWords(verification.card.hash).map((word) => word.normalize('NFC')) };
    const { ok, ...result } = reportJson(verification, voice.lang);
    const lines = reportLines(verification, voice.lang, words);
    const html = option('--html');
    if (html !== undefined) {
      const { reportPage } = await import('../../auditor/page.ts');
      const { dayOf } = await import('../../base/calendar.ts');
      const { utf8 } = await import('../../base/bytes.ts');
      const page = reportPage(verification, voice.lang, { ...words, today: dayOf(environment.clock()) });
      writeFileAtomically(html, utf8(page), { mode: 0o644 });
    }
    const [gravest] = verification.findings;
    if (ok || gravest === undefined) return { result: { ...result, ...words }, lines };
    return { result: { ...result, ...words }, lines, failed: new EcluseError(gravest.code, gravest.params) };
  },
};
