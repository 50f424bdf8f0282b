import type { EcluseError } from '../../../src/base/errors.ts';
import type { Lang } from '../../../src/base/text.ts';
import type { PageContent } from '../../../src/web/answer.ts';
import { html, nothing } from '../../../src/web/html.ts';
import { csrfField, refusal } from '../../../src/web/parts.ts';
import { ROLES, type Role } from '../../gate/roles.ts';
import { ROLE_WORDS } from '../layout.ts';
import { type MessageKey, sayer } from '../messages.ts';

const DUTIES: Readonly<Record<Role, MessageKey>> = { operator: 'dutyOperator', reviewer: 'dutyReviewer', auditor: 'dutyAuditor' };

export type SignInPage = {
  readonly lang: Lang;
  readonly csrf: string;
  readonly appliance: string;
  readonly expired: boolean;
  readonly role: Role | null;
  readonly error: EcluseError | null;
};

export function signInPage({ lang, csrf, appliance, expired, role, error }: SignInPage): PageContent {
  const say = sayer(lang);
  const choices = ROLES.map(
    (each) =>
      html`<label class="choice"><input type="radio" name="role" value="${each}" required${(role ?? 'operator') === each ? html` checked` : nothing}> <span><strong>${say(ROLE_WORDS[each])}</strong> <span class="help">${say(DUTIES[each])}</span></span></label>`,
  );
  const body = html`<div class="narrow"><h1>${say('signInTitle')}</h1>
<p class="lead">${say('signInIntro', { name: appliance })}</p>
${expired && !error ? html`<p class="notice" role="status">${say('signInExpired')}</p>` : nothing}
${error ? refusal(error, lang, say, say('signInRefused')) : nothing}
<form method="post" action="/sign-in" class="card">${csrfField(csrf)}
<fieldset><legend>${say('account')}</legend>${choices}</fieldset>
<div class="field"><label for="password">${say('password')}</label><input id="password" name="password" type="password" required maxlength="1024" autocomplete="current-password"></div>
<p class="actions"><button>${say('signIn')}</button></p></form>
<p class="help">${say('signInNote')}</p></div>`;
  return { title: say('signIn'), body };
}
