import { formatNumber, type Lang } from '../base/text.ts';
import type { Stance } from '../bundle/approval.ts';
import { cutDecimals } from '../partner/costs.ts';
import { labelsOf } from '../partner/labels.ts';
import { html, type Markup } from '../partner/portrait/markup.ts';
import { readBy } from '../partner/read-by.ts';
import { findingsAmong, tally } from '../study/among.ts';
import { CATEGORY_TEXTS } from '../study/categories.ts';
import { verdicts } from '../study/verdicts.ts';
import { CATEGORIES, type Variable } from '../table/dictionary.ts';
import type { ModelFact, RegisterFacts } from './facts.ts';
import { type Cell, list, ofHundred, pairs, type Say, sheet, speaker, toComplete } from './sheet.ts';
import { modelWords } from './words/models.ts';

const MOST = 5;
type Words = Say<typeof modelWords>;
type Row = readonly [string, Cell];

/** The public register: every model this CSS has approved, what it reads, how often it is wrong, until when. */
export function modelsPage(facts: RegisterFacts, lang: Lang): Uint8Array {
  const say = speaker(modelWords, lang);
  const inUse = facts.models.filter(({ state }) => state === 'approved');
  const trial = facts.ledger?.sessions.filter(({ gap }) => gap === 'chamber').length ?? 0;
  const past = facts.models.filter(({ state }) => state === 'expired' || state === 'withdrawn');
  return sheet(lang, facts, {
    title: say('title'),
    kind: say('kind'),
    body: [
      html`<p>${say('lead')}</p><p><strong>${say('decides')}</strong></p>`,
      html`<h2>${say('inUse')}</h2>`,
      inUse.length === 0 ? html`<p>${say('noneInUse')}</p>` : html`${inUse.map((model) => modelSection(say, model, facts, lang))}`,
      past.length === 0
        ? html``
        : html`<section><h2>${say('past')}</h2>${list(past.map(({ id, state }) => html`<span class="mono">${id}</span> — ${say(`state_${state}`)}`))}</section>`,
      html`<section><h2>${say('where')}</h2><p>${say('whereSaid', { appliance: facts.appliance.name })}${trial === 0 ? '' : ` ${say('whereTrial', { count: trial })}`}</p></section>`,
      html`<section><h2>${say('ask')}</h2><p>${say('askSaid', { commission: say('commission') })}</p></section>`,
      toComplete(say, [say('officer'), say('reach')]),
    ],
  });
}

function modelSection(say: Words, fact: ModelFact, facts: RegisterFacts, lang: Lang): Markup {
  const { evaluated } = fact;
  const title = evaluated === null ? fact.id : labelsOf(evaluated.dictionary, lang).model(evaluated.model);
  const rows: Row[] = [...(evaluated === null ? [] : evaluatedRows(say, evaluated, fact.cut, lang))];
  if (fact.stance !== null) rows.push([say('approach'), approach(say, fact.stance, fact.cut, lang)]);
  if (fact.until !== null) rows.push([say('approved'), say('approvedSaid', { css: facts.css, until: fact.until })]);
  rows.push([say('digest'), html`<span class="mono">${fact.digest}</span>`]);
  return html`<section class="keep"><h3>${title}</h3><p class="small mono">${fact.id}</p>${
    evaluated === null ? html`<div class="notice"><p>${say('noEvaluation')}</p></div>` : warnings(say, evaluated)
  }${pairs(rows)}</section>`;
}

function approach(say: Words, stance: Stance, cut: number | null, lang: Lang): string {
  const said = say(`stance_${stance}`);
  if (cut === null) return said;
  const digits = cutDecimals(cut);
  const told = formatNumber(cut, lang, { style: 'percent', minimumFractionDigits: digits, maximumFractionDigits: digits });
  return `${said}; ${say('ownCut', { cut: told })}`;
}

type Evaluated = NonNullable<ModelFact['evaluated']>;

function warnings(say: Words, { model }: Evaluated): Markup {
  const { beaten, leaks } = verdicts(model.measures);
  const said = [...(leaks.length > 0 ? [say('warn_leaks')] : []), ...(beaten ? [say('warn_beaten')] : [])];
  return said.length === 0 ? html`` : html`<div class="notice">${said.map((text) => html`<p>${text}</p>`)}</div>`;
}

function evaluatedRows(say: Words, { model, dictionary }: Evaluated, cut: number | null, lang: Lang): Row[] {
  const labels = labelsOf(dictionary, lang);
  const { measures } = model;
  const { rows, positives, fairness } = measures;
  const read = readBy(dictionary, measures);
  const wrong = (['targeted', 'wide'] as const).map((name) => {
    const [recall, precision] = [ofHundred(say, measures[name].recall, lang), ofHundred(say, measures[name].precision, lang)];
    const said = [
      ...(recall === null ? [] : [say('recallSaid', { interval: recall })]),
      ...(precision === null ? [] : [say('precisionSaid', { interval: precision })]),
    ];
    return html`<p><strong>${say(`stance_${name}`)}</strong> — ${said.length === 0 ? say('hidden') : said.join(' ')}</p>`;
  });
  const compared = fairness.filter(({ groups }) => groups.length > 0).map(({ variable }) => labels.variable(variable));
  const { established: found } = tally(findingsAmong(measures));
  return [
    [say('foresees'), labels.definition(model) ?? model.target],
    [say('family'), `${model.family} · ${model.target}`],
    ...(model.grade === null ? [] : [[say('grade'), model.grade] as const]),
    [say('purpose'), say('purposeSaid')],
    [say('notFor'), say('notForSaid')],
    [say('reads'), say('readsSaid', { count: read.length, list: categoriesOf(say, read, lang) })],
    [
      say('most'),
      model.topFeatures
        .slice(0, MOST)
        .map(({ name }) => labels.variable(name))
        .join('; '),
    ],
    [say('learned'), rows === null || positives === null ? say('learnedHidden') : say('learnedSaid', { rows, positives })],
    [say('wrong'), html`${wrong}`],
    [say('checked'), compared.length === 0 ? say('checkedNot') : compared.join('; ')],
    ...(compared.length === 0
      ? []
      : [
          [
            say('differs'),
            found === 0 ? say('differsNone') : `${say('differsSaid', { count: found })}${cut === null ? '' : ` ${say('differsOwnCut')}`}`,
          ] as const,
        ]),
  ];
}

function categoriesOf(say: Words, read: readonly Variable[], lang: Lang): string {
  return CATEGORIES.flatMap((category) => {
    const count = read.filter((variable) => variable.category === category).length;
    return count === 0 ? [] : [say('category', { label: CATEGORY_TEXTS[category].label[lang], count })];
  }).join(', ');
}
