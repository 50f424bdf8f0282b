import { formatNumber } from '../base/text.ts';
import type { RiskPolicy } from '../partner/risk.ts';
import type { Risk } from '../pseudonym/risk.ts';
import { aligned, type Voice } from './voice.ts';

const SHOWN = 5;

/** The risk of recognition, in a few lines, before anything leaves. */
export function riskLines(risk: Risk, { ceiling }: RiskPolicy, voice: Voice): string[] {
  const share = (value: number) => formatNumber(value, voice.lang, { style: 'percent', maximumFractionDigits: 1 });
  const ceilingLine = ceiling === null ? voice.t('riskNoCeiling') : voice.t('riskCeilingSet', { ceiling: share(ceiling) });
  if (risk.facts.length === 0) return [voice.t('riskNoFact'), `  ${ceilingLine}`];
  const drivers = risk.drivers
    .filter(({ without, generalised }) => Math.min(without, generalised) < risk.unique)
    .slice(0, SHOWN)
    .map(({ name, without, generalised, how }) => [
      name,
      voice.t('riskWithout', { share: share(without) }),
      voice.t(`riskGeneral_${how}`, { share: share(generalised) }),
    ]);
  const outcomes = risk.sameOutcome.map(({ name, share: found }) => `  ${voice.t('riskSame', { outcome: name, share: share(found) })}`);
  return [
    voice.t('riskHead', { count: risk.facts.length }),
    `  ${risk.facts.join(', ')}`,
    `  ${voice.t('riskUnique', { unique: share(risk.unique), five: share(risk.underFive), k: risk.k })}`,
    ...outcomes,
    ...aligned(drivers).map((line) => `  ${line}`),
    `  ${ceilingLine}`,
  ];
}
