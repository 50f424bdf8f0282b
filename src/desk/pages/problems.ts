import { explain } from '../../base/errors.ts';
import { formatNumber } from '../../base/text.ts';
import { type Problem, problemParams } from '../../table/harmonise.ts';
import { type Html, html, nothing } from '../../web/html.ts';
import type { View } from '../visit.ts';

const LINES_SHOWN = 8;

/** Problems as people mend them: one entry a column and kind, what to do, and the first lines; never a value. */
export function problemList({ lang, say }: View, totals: readonly Problem[], places: readonly Problem[]): Html {
  const items = totals.map((total) => {
    const { what, fix, code } = explain(problemParams(total), lang);
    const lines = places
      .filter((place) => place.code === total.code && place.column === total.column && place.line !== undefined)
      .slice(0, LINES_SHOWN)
      .map(({ line }) => formatNumber(line as number, lang));
    const where = lines.length > 1 ? html`<p>${say('problemsPlaces', { lines: lines.join(' · ') })}</p>` : nothing;
    return html`<li><strong>${what}</strong>${where}<p>${fix}</p><p class="code">${say('errorCode', { code })}</p></li>`;
  });
  return html`<ul class="problems">${items}</ul>`;
}

/** Warnings stop nothing: one line each. */
export function warningList({ lang, say }: View, warnings: readonly Problem[]): Html {
  if (warnings.length === 0) return nothing;
  const items = warnings.map((warning) => html`<li>${explain(problemParams(warning), lang).what}</li>`);
  return html`<section><details><summary>${say('warningsTitle')} (${warnings.length})</summary><ul>${items}</ul></details></section>`;
}
