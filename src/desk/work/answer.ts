import { hideSmallCount } from '../../base/counts.ts';
import { EcluseError } from '../../base/errors.ts';
import type { Clock } from '../../base/random.ts';
import { approve as signApproval, withdraw as signWithdrawal } from '../../partner/approve.ts';
import { exportAnswer, portraitIn } from '../../partner/export/write.ts';
import { type PartnerHome, unlockHome } from '../../partner/home.ts';
import { labelsOf } from '../../partner/labels.ts';
import { type Opened, openAnswer } from '../../partner/open.ts';
import { evaluationPage } from '../../partner/portrait/evaluation.ts';
import { printSheets } from '../../partner/sheet.ts';
import { findingsAmong, tally } from '../../study/among.ts';
import { verdicts } from '../../study/verdicts.ts';
import type { AnswerView, Jobs, ModelView } from '../jobs.ts';

export type HeldAnswer = { opened: Opened | null };

function requireOpened({ opened }: HeldAnswer): Opened {
  if (opened === null) throw new EcluseError('DESK_STALE');
  return opened;
}

export function open(home: PartnerHome, held: HeldAnswer, { path, passphrase }: Jobs['open']['in'], clock: Clock): AnswerView {
  held.opened = null;
  const opened = openAnswer(home, unlockHome(home, passphrase), path, clock);
  held.opened = opened;
  return viewOf(opened);
}

/** What may be told of an answer: nothing of a pupil. */
export function viewOf(opened: Opened): AnswerView {
  const { models, gap } = opened.kind === 'result' ? opened.report : opened.evaluation;
  const [fr, en] = [labelsOf(opened.dictionary, 'fr'), labelsOf(opened.dictionary, 'en')];
  const refused =
    opened.kind === 'result'
      ? opened.report.refused.map((each) => ({ ...each, params: { model: each.id } }))
      : opened.evaluation.setAside.map(({ outcome, grade, code, params }) => ({
          id: grade === null ? outcome : `${outcome} (${grade})`,
          code,
          params,
        }));
  return {
    kind: opened.kind,
    request: opened.request.id,
    created: opened.request.created,
    appliance: opened.appliance.name,
    gap,
    destroyBy: opened.core.destroyBy,
    pupils: hideSmallCount(opened.request.rows),
    models: models.map((model): ModelView => {
      const { targeted, wide, choices } = model.measures;
      const { established: apart } = tally(findingsAmong(model.measures));
      const name = { fr: fr.model(model), en: en.model(model) };
      return { id: model.id, name, ...verdicts(model.measures), targeted, wide, choices, apart };
    }),
    refused,
    ledger: opened.request.kind === 'local' ? (opened.checkpoint?.size ?? null) : null,
  };
}

/** The aggregate page of what is open: no pupil in it. */
export function portrait(home: PartnerHome, held: HeldAnswer, { lang }: Jobs['portrait']['in']): Uint8Array {
  const opened = requireOpened(held);
  if (opened.kind === 'evaluation') return evaluationPage(opened, home.name, lang);
  return portraitIn(home, opened, lang);
}

export function exported(home: PartnerHome, held: HeldAnswer, { folder, ...options }: Jobs['export']['in']): readonly string[] {
  const opened = requireOpened(held);
  return exportAnswer(home, opened, folder, { ...options, pupils: options.pupils && opened.kind === 'result' }).files;
}

/** To print: what the models say of each pupil asked for. */
export function sheet(home: PartnerHome, held: HeldAnswer, asked: Jobs['sheet']['in']): number {
  const opened = requireOpened(held);
  if (opened.kind !== 'result') throw new EcluseError('PUPIL_NOT_RESULT', { kind: opened.kind });
  return printSheets(home, opened, asked);
}

export function approve(home: PartnerHome, { passphrase, cut, ...asked }: Jobs['approve']['in'], clock: Clock): Jobs['approve']['out'] {
  const options = { ...asked, ...(cut === null ? {} : { cut }) };
  const { model, stance, until, chosen } = signApproval(home, unlockHome(home, passphrase), options, clock);
  return { model, stance, cutoff: chosen.cutoff, until, file: options.out };
}

export function withdraw(home: PartnerHome, { passphrase, ...options }: Jobs['withdraw']['in'], clock: Clock): null {
  signWithdrawal(home, unlockHome(home, passphrase), options, clock);
  return null;
}
