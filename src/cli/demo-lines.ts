import { join } from 'node:path';
import type { DemoOutcome } from '../demo/run.ts';
import { bandLines, measureRows, measuresHead, modelResult } from './model-lines.ts';
import { aligned, type Voice } from './voice.ts';

/** The demonstration's end: one table of pupils, one of how far to trust the models, and what to open. */
export function demoLines({ csses, ledger }: DemoOutcome, seconds: number, voice: Voice): string[] {
  const bands = csses.flatMap((css) => css.models.map(({ name, portrait }) => ({ lead: [css.name, name], portrait })));
  const measures = csses.flatMap((css) =>
    css.models.flatMap((each) => measureRows(each.name, each.model.measures, voice).map((row, i) => [i === 0 ? css.name : '', ...row])),
  );
  const codes = [...new Set(ledger.findings)].join(', ');
  const open = csses.flatMap(({ name, folder, sheet, evaluation }) => [
    [voice.t('demoOpenPortrait', { name }), join(folder, 'portrait.html')],
    [voice.t('demoOpenPupils', { name }), join(folder, 'pupils.html')],
    [voice.t('demoOpenSheet', { name }), sheet],
    ...(evaluation === null ? [] : [[voice.t('demoOpenEvaluation', { name }), join(evaluation, 'evaluation.html')]]),
  ]);
  return [
    '',
    voice.t('demoBandsHead'),
    ...bandLines(bands, [voice.t('colCss'), voice.t('colModel')], voice),
    '',
    voice.t('demoMeasuresHead'),
    ...aligned([[voice.t('colCss'), ...measuresHead(voice)], ...measures], [2]),
    voice.t('demoStances'),
    '',
    ledger.ok
      ? voice.t('demoLedgerGood', { size: ledger.size, witnesses: ledger.witnesses })
      : voice.t('demoLedgerBad', { count: ledger.findings.length, codes }),
    voice.t('demoGap'),
    '',
    voice.t('demoOpenHead'),
    ...aligned([...open, [voice.t('demoOpenLedger'), ledger.folder]]).map((line) => `  ${line}`),
    '',
    voice.t('demoNext'),
    voice.t('demoTime', { seconds }),
  ];
}

export function demoResult({ home, appliance, csses, ledger }: DemoOutcome, seconds: number) {
  return {
    home,
    appliance,
    seconds,
    gap: 'chamber',
    csses: csses.map(({ name, pupils, models, folder, sheet, evaluation }) => ({
      name,
      pupils,
      models: models.map(({ model, label, portrait }) => ({ label, ...modelResult(model, portrait) })),
      open: {
        portrait: join(folder, 'portrait.html'),
        pupils: join(folder, 'pupils.html'),
        sheet,
        evaluation: evaluation === null ? null : join(evaluation, 'evaluation.html'),
      },
    })),
    ledger,
  };
}
