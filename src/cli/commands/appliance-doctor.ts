import type { Finding } from '../../../appliance/doctor/finding.ts';
import { EcluseError, explain } from '../../base/errors.ts';
import type { Command } from '../command.ts';
import { untold, type Voice } from '../voice.ts';

export const applianceDoctor: Command = {
  name: 'doctor',
  about: 'applianceDoctor',
  args: [{ name: 'DIR', about: 'argHome' }],
  async run({ voice, arg, environment }) {
    const { examine } = await import('../../../appliance/doctor/doctor.ts');
    const findings = await examine(arg('DIR'), environment);
    const stops = findings.filter(({ error, weight }) => error !== null && weight === 'stop');
    const result = {
      stops: stops.length,
      findings: findings.map(({ check, error, weight, told }) => ({
        check,
        verdict: error === null ? 'good' : weight,
        ...(told === undefined ? {} : { told }),
        ...(error === null ? {} : { ...explain(error, voice.lang), params: error.params }),
      })),
    };
    const lines = [...findings.flatMap((finding) => linesOf(finding, voice)), '', voice.t('doctorLegend')];
    if (stops.length === 0) return { result, lines: [...lines, voice.t('doctorClean')] };
    return { result, lines, failed: new EcluseError('DOCTOR_STOPS', { count: stops.length }) };
  },
};

const MARKS = { stop: '✗', warn: '▲', note: '·' } as const;

function linesOf(finding: Finding, voice: Voice): string[] {
  const { check, error, weight } = finding;
  const name = voice.t(`doctor_${check}`);
  const row = (mark: string, told: string) =>
    voice.t('doctorRow', { mark, name, told: told === '' ? '' : voice.t('doctorTold', { told }) });
  if (error === null) return [row('✓', toldOf(finding, voice))];
  const { what, fix } = explain(error, voice.lang);
  return [row(MARKS[weight], untold(what)), `    ${untold(fix)}`];
}

function toldOf({ check, told = {} }: Finding, voice: Voice): string {
  if (check === 'node') return voice.t('doctorVersion', told);
  if (check === 'isolation') return voice.t(told.way === 'user' ? 'doctorWayUser' : 'doctorWayRoot');
  if (check === 'swap') return voice.t(told.swap === 'encrypted' ? 'swap_encrypted' : 'swap_none');
  if (check === 'memory' || check === 'disk') return voice.t('doctorFree', told);
  if (check === 'ledger') return voice.t('doctorEntries', told);
  if (check === 'bundles') return voice.t('doctorReady', told);
  if (check === 'home') return String(told.name);
  return check === 'gap' && told.first === 'no' ? voice.t('gapNotFirst') : voice.t('doctorGood');
}
