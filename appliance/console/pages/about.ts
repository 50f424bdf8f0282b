import type { Lang } from '../../../src/base/text.ts';
import type { PageContent } from '../../../src/web/answer.ts';
import { html, nothing } from '../../../src/web/html.ts';
import { sayer } from '../messages.ts';

/** `verifier`: SHA-256 of the stand-alone verifier built with this appliance, or null. */
export function aboutPage(lang: Lang, verifier: string | null = null): PageContent {
  const say = sayer(lang);
  const body = html`<div class="narrow"><h1>${say('aboutTitle')}</h1><p class="lead">${say('aboutWhat')}</p>
<h2>${say('aboutShows')}</h2><ul><li>${say('aboutShows1')}</li><li>${say('aboutShows2')}</li><li>${say('aboutShows3')}</li></ul>
<h2>${say('aboutLimits')}</h2><ul><li>${say('aboutLimits1')}</li><li>${say('aboutLimits2')}</li><li>${say('aboutLimits3')}</li><li>${say('aboutLimits4')}</li></ul>
${verifier === null ? nothing : html`<p>${say('aboutVerifier')} <code>${verifier}</code></p>`}
<p>${say('aboutTimes')}</p><p>${say('aboutLicence')}</p></div>`;
  return { title: say('aboutTitle'), body };
}
