import type { Lang } from '../../../src/base/text.ts';
import type { PageContent } from '../../../src/web/answer.ts';
import { day, digest, moment } from '../../../src/web/format.ts';
import { type Html, html, nothing } from '../../../src/web/html.ts';
import { badge, facts, table, words } from '../../../src/web/parts.ts';
import type { CustodyView } from '../../custody/view.ts';
import { type MessageKey, type Say, sayer } from '../messages.ts';

/** Each act and the command that does it. */
export const ACTS: readonly (readonly [MessageKey, string])[] = [
  ['custodyActAdd', 'ecluse appliance custodian add DIR --custodians 1,2'],
  ['custodyActRetire', 'ecluse appliance custodian retire DIR NUMBER --custodians 1,2'],
  ['custodyActPaper', 'ecluse appliance recovery make DIR --to FOLDER'],
  ['custodyActDrill', 'ecluse appliance recover DIR --drill'],
  ['custodyActRecover', 'ecluse appliance recover DIR'],
  ['custodyActRotate', 'ecluse appliance rotate DIR --out NOTE'],
  ['custodyActNotes', 'ecluse appliance card DIR --rotations FOLDER'],
];

/** Who holds the keys, which they are, what paper there is, and what to do at the terminal. */
export function custodyPage(view: CustodyView, lang: Lang): PageContent {
  const say = sayer(lang);
  const { custodians, card, rotated, paper, recovered, keys } = view;
  const people = table(
    say('custodyPeople'),
    [{ head: say('custodyNumber'), number: true }, { head: say('custodySince') }],
    custodians.map(({ number, since }) => [String(number), moment(since, lang)]),
  );
  const at = (time: string | null) => (time === null ? say('custodyNever') : moment(time, lang));
  const body = html`<h1>${say('custodyTitle')}</h1><p class="lead">${say('custodyIntro')}</p>
<section><h2>${say('custodyPeople')}</h2>${people}</section>
<section><h2>${say('custodyKeys')}</h2><article class="card party">${facts([
    [say('custodyKeysSince'), moment(card.since, lang)],
    [say('custodyRotated'), at(rotated)],
  ])}<p class="label">${say('cardWords')}</p>${words(card.words)}<details><summary>${say('cardDigest')}</summary>${digest(card.hash)}</details></article></section>
<section><h2>${say('custodyPaper')}</h2>${facts([
    [say('custodyPaperMade'), at(paper?.made ?? null)],
    [say('custodyRecovered'), at(recovered)],
  ])}${paper === null ? html`<p>${say('custodyPaperNone')}</p>` : paper.stale ? html`<p>${say('custodyPaperStale')}</p>` : nothing}<p class="help">${say('custodyDrill')}</p></section>
${keys.length > 0 ? past(keys, lang, say) : nothing}
<section><h2>${say('custodyActs')}</h2><p>${say('custodyActsSay')}</p>${facts(ACTS.map(([act, command]) => [say(act), html`<code>${command}</code>`]))}</section>`;
  return { title: say('custodyTitle'), body };
}

function past(keys: CustodyView['keys'], lang: Lang, say: Say): Html {
  const state = ({ destroyed, due }: CustodyView['keys'][number]) => {
    if (destroyed !== null) return badge(say('custodyPastGone'), 'quiet');
    return due ? badge(say('custodyPastDue'), 'wait') : badge(say('custodyPastKept'), 'good');
  };
  const columns = [
    { head: say('custodyPastCard') },
    { head: say('custodyPastUntil') },
    { head: say('custodyPastFiles'), number: true as const },
    { head: say('custodyPastState') },
  ];
  const rows = keys.map((key) => [html`<code>${key.card.slice(0, 12)}</code>`, day(key.until, lang), String(key.files), state(key)]);
  return html`<section><h2>${say('custodyPast')}</h2><p>${say('custodyPastSay')}</p>${table(say('custodyPast'), columns, rows)}</section>`;
}
