import type { Lang } from '../../../src/base/text.ts';
import { html } from '../html.ts';
import type { PageContent } from '../layout.ts';
import { sayer } from '../messages.ts';

export function aboutPage(lang: Lang): PageContent {
  const say = sayer(lang);
  const body = html`<div class="narrow"><h1>${say('aboutTitle')}</h1><p class="lead">${say('aboutWhat')}</p>
<h2>${say('aboutShows')}</h2><ul><li>${say('aboutShows1')}</li><li>${say('aboutShows2')}</li><li>${say('aboutShows3')}</li></ul>
<h2>${say('aboutLimits')}</h2><ul><li>${say('aboutLimits1')}</li><li>${say('aboutLimits2')}</li><li>${say('aboutLimits3')}</li><li>${say('aboutLimits4')}</li></ul>
<p>${say('aboutTimes')}</p><p>${say('aboutLicence')}</p></div>`;
  return { title: say('aboutTitle'), body };
}
