import type { Lang } from '../../base/text.ts';
import { findingsAmong, tally } from '../../study/among.ts';
import { auditVariables, type Dictionary, predictors } from '../../table/dictionary.ts';
import type { ModelRead } from '../documents.ts';
import { type Labels, labelsOf } from '../labels.ts';
import type { GuessRead } from '../measures.ts';
import type { OpenedEvaluation } from '../open.ts';
import { readBy } from '../read-by.ts';
import { restartIds } from './chart.ts';
import { inHundreds } from './choices.ts';
import { guessSection } from './found.ts';
import { html, type Markup } from './markup.ts';
import { page } from './page.ts';
import { gapNotice, provenance } from './parts.ts';
import { type Speech, speech } from './speech.ts';
import { saysOf } from './summary.ts';
import { judgedOn, leadTime } from './times.ts';
import { warnings } from './verdict.ts';

/** The seven ethical principles by which a model is told of (Québec's reference framework for AI in education). */
export const PRINCIPLES = ['robustness', 'privacy', 'explainability', 'equity', 'wellbeing', 'autonomy', 'accountability'] as const;
export type Principle = (typeof PRINCIPLES)[number];

const TOP = 5;

/** What a card says, from the evaluation alone: the page is these words, the JSON these figures. */
export function cardFacts(opened: OpenedEvaluation, model: ModelRead, sender: string) {
  const { core, dictionary, evaluation } = opened;
  const { measures } = model;
  const found = findingsAmong(measures);
  return {
    format: 'ecluse.model-card/v1',
    model: model.id,
    digest: model.digest,
    author: sender,
    outcome: { family: model.family, target: model.target, grade: model.grade, variable: model.outcome },
    dictionary: { version: dictionary.version, sha256: core.dictionary?.sha256 ?? null },
    trained: core.created.slice(0, 10),
    destroyBy: core.destroyBy,
    gap: evaluation.gap,
    data: {
      rows: measures.rows,
      positives: measures.positives,
      predictors: readBy(dictionary, measures).length,
      audited: auditVariables(dictionary).length,
    },
    robustness: {
      times: measures.times,
      rocAuc: measures.rocAuc,
      rocAucInterval: measures.rocAucInterval,
      averagePrecision: measures.averagePrecision,
      brier: measures.brier,
      targeted: measures.targeted,
      wide: measures.wide,
      baseline: measures.baseline,
      plain: measures.plain,
      leaks: measures.leaks,
      doubts: measures.doubts,
    },
    explainability: { top: model.topFeatures.slice(0, TOP), actionable: actionableOf(dictionary, model) },
    equity: {
      compared: measures.fairness.filter(({ groups }) => groups.length > 0).map(({ variable }) => variable),
      comparisons: found.comparisons,
      ...tally(found),
      guesses: evaluation.guesses,
    },
  } as const;
}
type Facts = ReturnType<typeof cardFacts>;

function actionableOf(dictionary: Dictionary, { topFeatures }: ModelRead): string[] {
  const actionable = new Set(predictors(dictionary).flatMap(({ name, actionable: can }) => (can ? [name] : [])));
  return topFeatures.slice(0, TOP).flatMap(({ name }) => (actionable.has(name) ? [name] : []));
}

/** A model's card, two printed pages: purpose, what it is not for, data, and the seven principles, each from measured figures. */
export function cardPage(opened: OpenedEvaluation, model: ModelRead, sender: string, lang: Lang): Uint8Array {
  restartIds();
  const said = speech(lang);
  const labels = labelsOf(opened.dictionary, lang);
  const facts = cardFacts(opened, model, sender);
  return page(lang, {
    title: labels.model(model),
    subtitle: sender,
    kind: said.say('cardTitle'),
    destroyBy: opened.core.destroyBy,
    body: [
      html`<p class="lead">${saysOf(said, model.measures).join('; ')}</p>`,
      gapNotice(said, opened.evaluation.gap),
      html`<section><h2>${said.say('cardPurpose')}</h2><p>${said.say('cardPurposeSaid', { sender, definition: labels.definition(model) ?? model.target })}</p></section>`,
      html`<section><h2>${said.say('cardNot')}</h2><ul><li>${said.say('cardNotDecide')}</li><li>${said.say('cardNotTeachers')}</li><li>${said.say('cardNotOthers')}</li></ul></section>`,
      identity(said, facts),
      html`<section><h2>${said.say('cardData')}</h2><p>${said.say('cardDataSaid', { rows: said.count(facts.data.rows), positives: said.count(facts.data.positives), predictors: facts.data.predictors, audited: facts.data.audited })}</p></section>`,
      ...PRINCIPLES.map(
        (principle) =>
          html`<section class="keep"><h2>${said.say(`p_${principle}`)}</h2>${principleSaid(principle, said, facts, model, labels)}</section>`,
      ),
    ],
    foot: provenance(said, opened),
  });
}

function identity(said: Speech, facts: Facts): Markup {
  const rows: [string, string][] = [
    [said.say('cardAuthor'), facts.author],
    [said.say('cardModel'), facts.model],
    [said.say('cardDigest'), facts.digest],
    [said.say('cardDictionary'), facts.dictionary.version],
    [said.say('cardTrained'), facts.trained],
    [said.say('cardDestroy'), facts.destroyBy],
  ];
  return html`<section class="keep"><h2>${said.say('cardIdentity')}</h2><table><tbody>${rows.map(([name, value]) => html`<tr><th scope="row">${name}</th><td class="mono">${value}</td></tr>`)}</tbody></table></section>`;
}

function principleSaid(principle: Principle, said: Speech, facts: Facts, model: ModelRead, labels: Labels): Markup {
  const { measures } = model;
  const paragraph = (text: string) => html`<p>${text}</p>`;
  switch (principle) {
    case 'robustness': {
      const { rocAuc, rocAucInterval } = measures;
      const area =
        rocAuc === null || rocAucInterval === null
          ? said.say('cardNoArea')
          : said.say('cardArea', {
              auc: said.number(rocAuc, 3),
              low: said.number(rocAucInterval.low, 3),
              high: said.number(rocAucInterval.high, 3),
            });
      return html`${paragraph(area)}${judgedOn(said, measures)}${leadTime(said, measures, labels)}${inHundreds(said, measures)}${warnings(said, measures, labels)}`;
    }
    case 'privacy':
      return paragraph(said.say(facts.gap === 'machine' ? 'cardPrivacyRows' : 'cardPrivacyTrial'));
    case 'explainability': {
      const top = facts.explainability.top.map(({ name }) => labels.variable(name)).join('; ') || said.say('cardNone');
      const names = facts.explainability.actionable.map((name) => labels.variable(name)).join('; ');
      return html`${paragraph(said.say('cardExplain', { top }))}${paragraph(names === '' ? said.say('cardActionableNone') : said.say('cardActionable', { names }))}`;
    }
    case 'equity':
      return equity(said, facts, labels);
    case 'wellbeing': {
      const { recall, precision } = measures.targeted;
      const rest = ({ count, of }: { readonly count: number | null; readonly of: number | null }) =>
        said.count(count === null || of === null ? null : of - count);
      return html`${paragraph(said.say('cardWellbeing'))}${paragraph(said.say('cardWrong', { wrong: rest(precision), missed: rest(recall) }))}`;
    }
    case 'autonomy':
      return paragraph(said.say('cardAutonomy'));
    case 'accountability':
      return paragraph(said.say('cardAccountability', { sender: facts.author }));
  }
}

function equity(said: Speech, { equity: found }: Facts, labels: Labels): Markup {
  if (found.compared.length === 0) return html`<p>${said.say('fairnessAbsent')}</p>`;
  const compared = found.compared.map((name) => labels.variable(name)).join('; ');
  const counted = said.say('cardEquity', { compared, sure: found.established, maybe: found.toWatch });
  return html`<p>${counted}</p>${guessSection(said, found.guesses as readonly GuessRead[], labels)}`;
}
