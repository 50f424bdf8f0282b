import type { EcluseError } from '../../../src/base/errors.ts';
import type { Lang } from '../../../src/base/text.ts';
import type { PageContent } from '../../../src/web/answer.ts';
import { html } from '../../../src/web/html.ts';
import { refusal } from '../../../src/web/parts.ts';
import { sayer } from '../messages.ts';
import { toGap } from '../parts.ts';

export function refusalPage(error: EcluseError, lang: Lang, signedIn: boolean): PageContent {
  const say = sayer(lang);
  const back = signedIn ? html`<p><a href="/">${say('back')}</a></p>` : html`<p><a href="/sign-in">${say('toSignIn')}</a></p>`;
  return {
    title: say('errorTitle'),
    body: refusal(error, lang, say, say('errorTitle'), html`${signedIn ? toGap(error.code, say) : null}${back}`, 1),
  };
}
