import { EcluseError } from '../../base/errors.ts';
import type { Command } from '../command.ts';
import { wordLines } from '../show.ts';

export const applianceEnrol: Command = {
  name: 'enrol',
  about: 'applianceEnrol',
  args: [
    { name: 'DIR', about: 'argHome' },
    { name: 'CARD', about: 'argCard' },
  ],
  secrets: [{ label: 'secretOperator' }, { label: 'secretReviewer' }],
  async run({ voice, arg, agree, secrets, environment }) {
    const { readFileCapped } = await import('../../base/files.ts');
    const { ROTATION_BYTES } = await import('../../keys/rotation.ts');
    const { enrol, inspectCard } = await import('../../../appliance/intake/enrol.ts');
    const { logIn } = await import('../../../appliance/session/login.ts');
    const { withAppliance } = await import('../with-appliance.ts');
    return await withAppliance(arg('DIR'), environment, async (app) => {
      const card = readFileCapped(arg('CARD'), ROTATION_BYTES);
      const { words: compared, rotation } = inspectCard(card);
      for (const line of wordLines(voice, compared)) voice.progress(line);
      if (!(await agree(voice.t('wordsAgree')))) throw new EcluseError('ABORTED');
      const [operator, reviewer] = await secrets();
      const actors = { operator: logIn(app, 'operator', operator!), reviewer: logIn(app, 'reviewer', reviewer!) };
      const { id, name, hash, words } = enrol(app, card, actors);
      return {
        result: { id, name, fingerprint: hash, words: words.map((word) => word.normalize('NFC')) },
        lines: [voice.t(rotation ? 'enrolledRotated' : 'enrolled', { name })],
      };
    });
  },
};
