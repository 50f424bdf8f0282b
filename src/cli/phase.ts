import { timeLeft } from '../base/duration.ts';
import { formatNumber } from '../base/text.ts';
import type { Voice } from './voice.ts';

const PHASES = ['unlock', 'opening', 'checking', 'training', 'scoring', 'sealing', 'done'] as const;

/** Where a session is, on one line. */
export function phaseLine(
  phase: string,
  done: number,
  total: number,
  voice: Voice,
  rest: { readonly model?: string | null; readonly share?: number | null; readonly secondsLeft?: number | null } = {},
): string {
  const known = PHASES.find((each) => each === phase);
  const name = known ? voice.t(`phase_${known}`) : phase;
  const line = voice.t('progressLine', { phase: name, done: Math.min(done + 1, total), total });
  const { model = null, share = null, secondsLeft = null } = rest;
  const more = [
    model,
    share === null ? null : formatNumber(share, voice.lang, { style: 'percent', maximumFractionDigits: 0 }),
    secondsLeft === null ? null : timeLeft(secondsLeft, voice.lang),
  ];
  return [line, ...more.filter((each) => each !== null)].join(' · ');
}
