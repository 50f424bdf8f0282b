import { type Html, html, nothing } from '../../web/html.ts';
import { table } from '../../web/parts.ts';
import type { CampaignView } from '../jobs.ts';
import type { View } from '../visit.ts';

/** Beyond, the models are folded so that what follows stays in sight. */
const OPEN_MODELS = 12;

/** What a campaign asks, in words, before anybody signs it. */
export function campaignSection({ lang, say }: View, { name, models, said }: CampaignView): Html {
  const apart = models.some(({ own }) => own[lang] !== '');
  const rows = models.map(({ label, grade, moment, own }) => [
    label[lang],
    grade?.[lang] ?? say('campaignAll'),
    moment?.[lang] ?? '—',
    ...(apart ? [own[lang]] : []),
  ]);
  const heads = ['campaignOutcome', 'campaignGrade', 'campaignMoment', ...(apart ? (['campaignOwn'] as const) : [])] as const;
  const title = say('campaignModels', { count: models.length });
  return html`<section><h2>${say('campaignTitle', { name: name[lang] })}</h2><ul>${said[lang].map((line) => html`<li>${line}</li>`)}</ul>
<details class="form"${models.length <= OPEN_MODELS ? html` open` : nothing}><summary>${title}</summary>${table(
    title,
    heads.map((key) => ({ head: say(key) })),
    rows,
  )}</details></section>`;
}
