import { hideSmallCount } from '../../base/counts.ts';
import type { Json } from '../../base/json.ts';
import type { Lang } from '../../base/text.ts';
import type { FollowUp } from '../../study/follow-up.ts';
import { type Followed, HELP, type ModelFollowed } from '../follow-up.ts';
import type { ShareRead } from '../groups-read.ts';
import { type Labels, labelsOf } from '../labels.ts';
import { type Measures, readMeasures, type StanceRead } from '../measures.ts';
import { Place } from '../place.ts';
import { BAND_TEXTS } from './bands.ts';
import { restartIds } from './chart.ts';
import { fairnessSection, fairnessTables } from './fairness.ts';
import { html, type Markup } from './markup.ts';
import { page } from './page.ts';
import { calibration, gapNotice, properUse, provenance, why } from './parts.ts';
import { type Speech, speech } from './speech.ts';

/** Last year's flags beside what happened. No pupil in it, nor a count under ten that could be read or worked out. */
export function followUpPage(followed: Followed, sender: string, lang: Lang): Uint8Array {
  restartIds();
  const said = speech(lang);
  const labels = labelsOf(followed.dictionary, lang);
  const { opened, models, pupils } = followed;
  const heads: [string, string][] = [
    [said.say('factPupils'), said.count(hideSmallCount(pupils.scored))],
    [said.say('factModels'), said.number(models.length)],
    [said.say('followScored'), opened.core.created.slice(0, 10)],
    [said.say('factDestroy'), opened.core.destroyBy],
  ];
  return page(lang, {
    title: said.say('followTitle'),
    subtitle: sender,
    kind: said.say('followKind'),
    destroyBy: opened.core.destroyBy,
    body: [
      html`<dl class="facts">${heads.map(([term, value]) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`)}</dl>`,
      gapNotice(said, opened.report.gap),
      html`<div class="notice"><p><strong>${said.say('followCautionTitle')}</strong></p><p>${said.say('followCaution')}</p></div>`,
      html`<p>${said.say('followUnknown')}</p><p>${said.say('readHidden')}</p>`,
      ...models.map((each) => modelSection(said, each, followed, labels)),
      setAside(said, followed),
      properUse(said, opened.core.destroyBy),
    ],
    foot: provenance(said, opened),
  });
}

function modelSection(said: Speech, { model, followed }: ModelFollowed, { help }: Followed, labels: Labels): Markup {
  const measuresOf = (fairness: FollowUp['fairness']) =>
    readMeasures(new Place('follow-up', '', { ...followed, fairness } as unknown as Json));
  const groups = followed.fairness.filter(({ variable }) => variable !== HELP);
  const measures = measuresOf(groups);
  const helped = measuresOf(followed.fairness.filter(({ variable }) => variable === HELP));
  return html`<section class="model"><h2>${labels.model(model)}</h2><p class="small mono">${model.id}</p>
${known(said, measures, followed)}
${stances(said, measures)}
${beside(said, model.measures, measures)}
${bands(said, followed)}
${calibration(said, measures)}
<section><h3>${said.say('followHelp')}</h3>${helpSaid(said, helped, help, labels)}</section>
${groups.length === 0 ? html`` : fairnessSection(said, measures, labels)}
</section>`;
}

function known(said: Speech, { rows, positives }: Measures, { announced }: FollowUp): Markup {
  const counted =
    rows === null
      ? html`<p>${said.say('followConcerned', { positives: said.count(positives) })} ${said.say('followUnknownBounds')}</p>`
      : html`<p>${said.say('followCounted', { rows, positives: said.count(positives) })}</p>`;
  if (rows === null || positives === null) return counted;
  return html`${counted}<p>${said.say('followAnnounced', { announced: said.percent(announced), observed: said.percent(positives / rows) })}</p>`;
}

const STANCES = ['targeted', 'wide'] as const;

function stances(said: Speech, measures: Measures): Markup {
  const rest = ({ count, of }: ShareRead) => (count === null || of === null ? null : of - count);
  const rows = STANCES.map((name) => {
    const { recall, precision }: StanceRead = measures[name];
    const cells = [recall.count, rest(recall), rest(precision)].map((count) => html`<td class="n">${said.count(count)}</td>`);
    return html`<tr><th scope="row">${said.say(name)}</th>${cells}</tr>`;
  });
  return html`<h3>${said.say('followStances')}</h3><table><thead><tr><th scope="col">${said.say('followStance')}</th><th scope="col" class="n">${said.say('followCaught')}</th><th scope="col" class="n">${said.say('followMissed')}</th><th scope="col" class="n">${said.say('followFalse')}</th></tr></thead><tbody>${rows}</tbody></table>`;
}

/** Recall and precision beside those of the training: apart only when their intervals are. */
function beside(said: Speech, before: Measures, now: Measures): Markup {
  const rows = STANCES.flatMap((name) =>
    (['recall', 'precision'] as const).map((measure) => {
      const [then, since] = [before[name][measure], now[name][measure]];
      return html`<tr><th scope="row">${said.say(name)} — ${said.say(measure)}</th><td class="n">${within(said, then)}</td><td class="n">${within(said, since)}</td><td>${said.say(reading(then, since))}</td></tr>`;
    }),
  );
  return html`<table><thead><tr><th scope="col">${said.say('followMeasure')}</th><th scope="col" class="n">${said.say('followAtTraining')}</th><th scope="col" class="n">${said.say('followNow')}</th><th scope="col">${said.say('followReading')}</th></tr></thead><tbody>${rows}</tbody></table>`;
}

function within(said: Speech, { value, low, high }: ShareRead): Markup {
  if (low === null || high === null) return html`<span class="hidden-count">${said.say('hidden')}</span>`;
  const interval = said.between(low, high);
  return value === null ? html`${interval}` : html`${said.percent(value)}<span class="under">${interval}</span>`;
}

function reading(then: ShareRead, since: ShareRead): 'followSame' | 'followHigher' | 'followLower' | 'followUntold' {
  if (then.low === null || then.high === null || since.low === null || since.high === null) return 'followUntold';
  if (since.low > then.high) return 'followHigher';
  return since.high < then.low ? 'followLower' : 'followSame';
}

function bands(said: Speech, followed: FollowUp): Markup {
  const rows = followed.bands.map(({ name, rows: heads, positives }) => {
    const share = heads === null || positives === null ? '—' : said.percent(positives / heads);
    return html`<tr><th scope="row">${BAND_TEXTS[name][said.lang]}</th><td class="n">${said.count(heads)}</td><td class="n">${said.count(positives)}</td><td class="n">${share}</td></tr>`;
  });
  return html`<section class="keep"><h3>${said.say('followBands')}</h3><table><thead><tr><th scope="col">${said.say('band')}</th><th scope="col" class="n">${said.say('followKnown')}</th><th scope="col" class="n">${said.say('followHappened')}</th><th scope="col" class="n">${said.say('followShare')}</th></tr></thead><tbody>${rows}</tbody></table></section>`;
}

function helpSaid(said: Speech, { fairness }: Measures, help: boolean, labels: Labels): Markup {
  if (!help) return html`<p>${said.say('followHelpAbsent')}</p>`;
  const [held] = fairness;
  if (!held || held.groups.length === 0) return html`<p>${said.say('followHelpNone')}</p>`;
  return html`<p>${said.say('followHelpLead')}</p>${fairnessTables(said, held, labels)}`;
}

function setAside(said: Speech, { setAside: left }: Followed): Markup {
  if (left.length === 0) return html``;
  return html`<section><h2>${said.say('followSetAside')}</h2><ul>${left.map(({ id, code }) => html`<li><span class="mono">${id}</span> — ${why(code, said)}</li>`)}</ul></section>`;
}
