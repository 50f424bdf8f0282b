import type { Voice } from './voice.ts';

const PHASES = ['unlock', 'opening', 'checking', 'training', 'scoring', 'sealing', 'done'] as const;

/** Where a session is, on one line. */
export function phaseLine(phase: string, done: number, total: number, voice: Voice): string {
  const known = PHASES.find((each) => each === phase);
  const name = known ? voice.t(`phase_${known}`) : phase;
  return voice.t('progressLine', { phase: name, done: Math.min(done + 1, total), total });
}
