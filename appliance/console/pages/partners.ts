import type { EcluseError } from '../../../src/base/errors.ts';
import type { Lang } from '../../../src/base/text.ts';
import type { PageContent } from '../../../src/web/answer.ts';
import { digest, moment } from '../../../src/web/format.ts';
import { type Html, html, nothing } from '../../../src/web/html.ts';
import { csrfField, refusal, words } from '../../../src/web/parts.ts';
import type { Role } from '../../gate/roles.ts';
import type { EnrolledParty } from '../../intake/enrol.ts';
import type { Overview, PartyView } from '../../views.ts';
import { type Say, sayer } from '../messages.ts';

function card(name: string, list: readonly string[], hash: string, more: Html, say: Say): Html {
  return html`<article class="card party"><h3>${name}</h3>${more}<p class="label">${say('cardWords')}</p>${words(list)}<details><summary>${say('cardDigest')}</summary>${digest(hash)}</details></article>`;
}

export function partnersPage(parties: readonly PartyView[], own: Overview['appliance'], role: Role, lang: Lang): PageContent {
  const say = sayer(lang);
  const cards = parties.map((party) => {
    const sequence = party.lastSequence > 0 ? say('cardSequence', { sequence: party.lastSequence }) : say('cardSequenceNone');
    const more = html`<p>${say('cardEnrolled')} ${moment(party.enrolled, lang)}. ${sequence}.</p>`;
    return card(party.name, party.words, party.hash, more, say);
  });
  const body = html`<h1>${say('partnersTitle')}</h1><p class="lead">${say('partnersIntro')}</p>
${role === 'operator' ? html`<p class="actions"><a class="button" href="/partners/enrol">${say('enrolTitle')}</a></p>` : nothing}
<section><h2>${say('partnersEnrolled')}</h2>${cards.length > 0 ? html`<div class="cards">${cards}</div>` : html`<p class="empty">${say('partnersNone')}</p>`}</section>
<section><h2>${say('ownCard')}</h2>${card(own.name, own.words, own.hash, html`<p>${say('ownCardSay')}</p>`, say)}<p class="actions"><a href="/custody">${say('custodyGo')}</a></p></section>`;
  return { title: say('partnersTitle'), body };
}

/** First step: the card's file. */
export function enrolPage(csrf: string, error: EcluseError | null, lang: Lang): PageContent {
  const say = sayer(lang);
  const body = html`<div class="narrow"><h1>${say('enrolTitle')}</h1><p class="lead">${say('enrolIntro')}</p>
${error ? refusal(error, lang, say, say('enrolRefused')) : nothing}
<form method="post" action="/partners/card" enctype="multipart/form-data" class="card">${csrfField(csrf)}
<div class="field"><label for="card">${say('enrolFile')}</label><input id="card" name="card" type="file" required aria-describedby="card-help"><p class="help" id="card-help">${say('enrolFileHelp')}</p></div>
<p class="actions"><button>${say('enrolRead')}</button></p></form></div>`;
  return { title: say('enrolTitle'), body };
}

/** Second step: twelve words compared aloud, and the second person's password. */
export function comparePage(party: EnrolledParty, bytes: string, csrf: string, error: EcluseError | null, lang: Lang): PageContent {
  const say = sayer(lang);
  const body = html`<div class="narrow"><h1>${say('compareTitle', { name: party.name })}</h1><p class="lead">${say('compareIntro')}</p>
${error ? refusal(error, lang, say, say('enrolRefused')) : nothing}
<div class="card">${words(party.words)}<details><summary>${say('cardDigest')}</summary>${digest(party.hash)}</details></div>
<form method="post" action="/partners/enrol" class="card">${csrfField(csrf)}<input type="hidden" name="card" value="${bytes}">
<label class="choice"><input type="checkbox" name="same" value="yes" required> <span>${say('compareSame')}</span></label>
<div class="field"><label for="password">${say('comparePassword')}</label><input id="password" name="password" type="password" required maxlength="1024" autocomplete="off" aria-describedby="password-help"><p class="help" id="password-help">${say('comparePasswordHelp')}</p></div>
<p class="actions"><button>${say('enrolSubmit')}</button> <a href="/partners">${say('enrolCancel')}</a></p></form>
<p class="help">${say('compareDiffer')}</p></div>`;
  return { title: say('enrolTitle'), body };
}
