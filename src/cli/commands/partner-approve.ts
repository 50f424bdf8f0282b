import { EcluseError } from '../../base/errors.ts';
import { formatNumber } from '../../base/text.ts';
import { costOf } from '../../partner/costs.ts';
import type { StanceRead } from '../../partner/measures.ts';
import { speech } from '../../partner/portrait/speech.ts';
import { knownOf } from '../../partner/portrait/summary.ts';
import type { Command } from '../command.ts';
import { requireAbsent } from '../show.ts';
import type { Voice } from '../voice.ts';

export const partnerApprove: Command = {
  name: 'approve',
  about: 'partnerApprove',
  args: [
    { name: 'DIR', about: 'argHome' },
    { name: 'EVALUATION', about: 'argEvaluation' },
  ],
  options: [
    { flag: '--model', value: 'ID', about: 'optModel', required: true },
    { flag: '--out', value: 'F', about: 'optOut', required: true },
    { flag: '--stance', value: 'S', about: 'optStance', choices: ['targeted', 'wide'] },
    { flag: '--cut', value: 'P', about: 'optCut' },
    { flag: '--until', value: 'DATE', about: 'optUntil' },
    { flag: '--recall-floor', value: 'P', about: 'optRecallFloor' },
    { flag: '--precision-floor', value: 'P', about: 'optPrecisionFloor' },
  ],
  secrets: [{ label: 'secretPassphrase' }],
  async run({ voice, arg, option, secrets, environment }) {
    const { openHome, unlockHome } = await import('../../partner/home.ts');
    const { approve } = await import('../../partner/approve.ts');
    const home = openHome(arg('DIR'));
    const out = option('--out') ?? '';
    requireAbsent(out);
    const { FLOORS } = await import('../../study/verdicts.ts');
    const floor = (flag: '--recall-floor' | '--precision-floor', usual: number): number => {
      const text = option(flag);
      if (text === undefined) return usual;
      if (/^(100|[1-9]?\d)$/.test(text)) return Number(text) / 100;
      throw new EcluseError('USAGE', { problem: voice.t('usagePercent', { name: flag }), command: 'ecluse partner approve' });
    };
    const floors = {
      recall: floor('--recall-floor', FLOORS.recall),
      precision: floor('--precision-floor', FLOORS.precision),
    };
    const cut = readCut(option('--cut'), voice);
    const [passphrase] = await secrets();
    const until = option('--until');
    const stance = option('--stance') === 'wide' ? 'wide' : 'targeted';
    const options = {
      evaluation: arg('EVALUATION'),
      model: option('--model') ?? '',
      stance,
      floors,
      out,
      ...(cut === undefined ? {} : { cut }),
      ...(until === undefined ? {} : { until }),
    } as const;
    const approval = approve(home, unlockHome(home, passphrase!), options, environment.clock);
    const { model, digest, sequence, chosen, measures } = approval;
    const said = speech(voice.lang);
    const known = knownOf(said, measures);
    return {
      result: { model, digest, stance, cut: chosen.cutoff, until: approval.until, floors, sequence, out },
      lines: [
        voice.t('approved', { model, stance: voice.t(stance === 'wide' ? 'wideName' : 'targetedName'), until: approval.until }),
        voice.t(stance === 'wide' ? 'approvedWide' : 'approvedTargeted'),
        ...costLines(chosen, voice),
        ...(known.length === 0 ? [] : [said.say('wrongKnown', { said: known.join('; ') })]),
        voice.t('written', { file: out }),
        voice.t('approvedNext'),
      ],
    };
  },
};

/** A percentage as the evaluation's table writes it, with a point or a comma, of 1. */
function readCut(text: string | undefined, voice: Voice): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,3}([.,]\d{1,4})?$/.test(text)) return Number(text.replace(',', '.')) / 100;
  throw new EcluseError('USAGE', { problem: voice.t('usageCut'), command: 'ecluse partner approve' });
}

/** What the stance costs at its cut, in pupils; nothing where a count is hidden. */
function costLines(chosen: StanceRead, voice: Voice): string[] {
  const { found, missed, wrong, right } = costOf(chosen);
  if (found === null || missed === null || wrong === null || right === null) return [];
  const cut = formatNumber(chosen.cutoff, voice.lang, { style: 'percent', maximumFractionDigits: 4 });
  return [voice.t('approvedCost', { cut, ...right, found, of: found + missed, missed, wrong })];
}
