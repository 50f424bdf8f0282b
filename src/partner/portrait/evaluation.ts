import type { Lang } from '../../base/text.ts';
import { verdicts } from '../../study/verdicts.ts';
import { type Labels, labelsOf } from '../labels.ts';
import type { OpenedEvaluation } from '../open.ts';
import { restartIds } from './chart.ts';
import { choicesSection } from './choices.ts';
import { curves } from './curves.ts';
import { doubtsSection } from './doubts.ts';
import { fairnessSection } from './fairness.ts';
import { guessSection } from './found.ts';
import { html, type Markup } from './markup.ts';
import { page } from './page.ts';
import { calibration, facts, gapNotice, limits, properUse, provenance, quality, readFirst, why } from './parts.ts';
import { type Speech, speech } from './speech.ts';
import { anchor, summary } from './summary.ts';
import { droppedSection } from './times.ts';

const TOP = 12;

/** What a CSS reads before it approves a model. */
export function evaluationPage(opened: OpenedEvaluation, sender: string, lang: Lang): Uint8Array {
  restartIds();
  const said = speech(lang);
  const labels = labelsOf(opened.dictionary, lang);
  const { evaluation, core } = opened;
  const models = evaluation.models.map((model, at) => {
    const top = model.topFeatures.slice(0, TOP);
    const most = Math.max(...top.map((each) => each.weight), 1e-12);
    const weights =
      top.length === 0
        ? html``
        : html`<section class="keep"><h3>${said.say('topTitle')}</h3><table><thead><tr><th scope="col">${said.say('variable')}</th><th scope="col" class="n">${said.say('relative')}</th></tr></thead><tbody>${top.map(
            ({ name, weight }) =>
              html`<tr><th scope="row">${labels.variable(name)}</th><td class="n">${said.percent(weight / most)}</td></tr>`,
          )}</tbody></table></section>`;
    return html`<section class="model" id="${anchor(at)}"><h2>${labels.model(model)}</h2><p class="small mono">${model.id}</p>
${limits(said, model, labels)}
${choicesSection(said, model.measures)}
${curves(said, model.measures)}
${calibration(said, model.measures)}
${weights}
${droppedSection(said, model.measures, labels)}
${doubtsSection(said, model.measures)}
${fairnessSection(said, model.measures, labels)}
${verdicts(model.measures).chance ? html`` : html`<p class="small">${said.say('approveHow', { id: model.id })}</p>`}
</section>`;
  });
  return page(lang, {
    title: said.say('evaluationTitle'),
    subtitle: sender,
    kind: said.say('evaluationKind'),
    destroyBy: core.destroyBy,
    body: [
      facts(said, opened, opened.request.rows, evaluation.models.length),
      gapNotice(said, evaluation.gap),
      summary(said, evaluation.models, labels),
      readFirst(said),
      ...models,
      guessSection(said, evaluation.guesses, labels),
      setAside(opened, labels, said),
      quality(said, opened.missing, labels),
      properUse(said, core.destroyBy),
    ],
    foot: provenance(said, opened),
  });
}

function setAside({ evaluation }: OpenedEvaluation, labels: Labels, said: Speech): Markup {
  if (evaluation.setAside.length === 0) return html``;
  const lines = evaluation.setAside.map(
    ({ outcome, grade, code, params }) =>
      html`<li><strong>${labels.variable(outcome)}${grade === null ? '' : ` (${grade})`}</strong> — ${why(code, said, params)}</li>`,
  );
  return html`<section><h2>${said.say('setAsideTitle')}</h2><ul>${lines}</ul></section>`;
}
