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
  const told = risk.diversity
    .filter(({ outcome, told }, at) => outcome || (told > 0 && at < SHOWN))
    .map(({ name, told, l }) => `  ${voice.t('riskTold', { variable: name, share: share(told), l })}`);
  const steps = risk.plan.map(({ name, how, unique }) => `${name} (${voice.t(`riskHow_${how}`)}) → ${share(unique)}`);
  return [
    voice.t('riskHead', { count: risk.facts.length }),
    `  ${risk.facts.join(', ')}`,
    `  ${voice.t('riskUnique', { unique: share(risk.unique), five: share(risk.underFive), k: risk.k })}`,
    ...told,
    ...aligned(drivers).map((line) => `  ${line}`),
    ...(steps.length > 0 ? [`  ${voice.t('riskPlan', { steps: steps.join('; ') })}`] : []),
    `  ${ceilingLine}`,
  ];
}
