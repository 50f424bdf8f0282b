import type { EcluseError } from '../../base/errors.ts';
import { formatNumber } from '../../base/text.ts';
import type { ReadAs } from '../../partner/source.ts';
import type { PageContent } from '../../web/answer.ts';
import { type Html, html, nothing } from '../../web/html.ts';
import { csrfField, facts, refusal, table } from '../../web/parts.ts';
import type { Draft } from '../draft.ts';
import type { DeskFile } from '../files.ts';
import type { ColumnView } from '../jobs.ts';
import type { View } from '../visit.ts';
import { toldFields } from './fields.ts';
import { abandonForm, revisionField, stepsBar, stepsFoot } from './steps.ts';

export type ColumnsView = { readonly draft: Draft; readonly formats: readonly DeskFile[]; readonly error: EcluseError | null };

/** More columns than this would make a page nobody reads; the rest is counted. */
const SHOWN = 400;

export function columnsPage(view: View, { draft, formats, error }: ColumnsView): PageContent {
  const { lang, say } = view;
  const { read, check } = draft;
  const missing = check?.totals.filter(({ code }) => code === 'TABLE_COLUMN_MISSING').map(({ column }) => column) ?? [];
  const described = check?.columns.filter(({ variable }) => variable !== null) ?? [];
  const unknown = check?.columns.filter(({ variable }) => variable === null) ?? [];
  return {
    title: say('columnsTitle'),
    body: html`${stepsBar(view, draft, 'columns')}<h1>${say('columnsTitle')}</h1><p class="lead">${say('columnsLead')}</p>
${error ? refusal(error, lang, say, say('readFailed')) : nothing}
${read === null ? nothing : html`<div class="card">${readFacts(view, draft)}</div>`}
${formForm(view, draft, formats, error !== null)}
${
  missing.length === 0
    ? nothing
    : html`<section class="refusal" role="alert"><h2>${say('columnsMissing', { count: missing.length })}</h2><p>${say('columnsMissingSay')}</p><p>${names(missing.slice(0, SHOWN))}</p>${more(view, missing)}</section>`
}
${described.length === 0 ? nothing : html`<section><h2>${say('columnsLeave', { count: described.length })}</h2>${columnsTable(view, described.slice(0, SHOWN))}${more(view, described)}</section>`}
${unknown.length === 0 ? nothing : html`<section><h2>${say('columnsUnknown', { count: unknown.length })}</h2><p>${say('columnsUnknownSay')}</p><p>${names(unknown.slice(0, SHOWN).map(({ name }) => name))}</p>${more(view, unknown)}</section>`}
${check === null ? nothing : stepsFoot(view, draft, 'columns')}${abandonForm(view, draft)}`,
  };
}

function more({ say }: View, list: readonly unknown[]): Html {
  return list.length > SHOWN ? html`<p>${say('andMore', { count: list.length - SHOWN })}</p>` : nothing;
}

function names(list: readonly string[]): Html {
  return html`${list.map((name) => html`<code class="name">${name}</code> `)}`;
}

function readFacts({ lang, say }: View, { read, check, table: chosen }: Draft): Html {
  if (read === null) return nothing;
  const number = (value: number) => formatNumber(value, lang);
  const { readAs } = read;
  const items: [string, string | Html][] = [
    [say('factFile'), chosen?.name ?? ''],
    [say('factForm'), say(`form_${readAs.kind}`)],
    ...formFacts(readAs, say, lang),
    [say('factRows'), number(read.rows)],
    [say('factColumns'), number(read.columns.length)],
    ...(check
      ? [
          [say('factDictionary'), say('factVersion', { name: check.dictionary.name[lang], version: check.dictionary.version })] as [
            string,
            string,
          ],
        ]
      : []),
  ];
  const sources =
    readAs.kind === 'recipe'
      ? html`<h2>${say('recipeSources')}</h2><ul>${readAs.sources.map((source) => html`<li>${say('readAsSource', { ...source })}</li>`)}</ul>`
      : nothing;
  return html`${facts(items)}${sources}`;
}

function formFacts(readAs: ReadAs, say: View['say'], lang: View['lang']): [string, string][] {
  if (readAs.kind === 'xlsx') return [[say('factSheet'), readAs.sheet]];
  if (readAs.kind !== 'csv') return [];
  const { encoding, separator, decimal } = readAs.dialect;
  const sign = (text: string) => (lang === 'fr' ? `«\u00a0${text}\u00a0»` : `“${text}”`);
  return [
    [say('factEncoding'), encoding],
    [say('factSeparator'), separator === '\t' ? say('sign_tab') : sign(separator)],
    [say('factDecimal'), decimal === null ? say('signUntold') : sign(decimal)],
    [say('factHeader'), say(readAs.header ? 'headerYes' : 'headerNo')],
  ];
}

/** Where the guess is wrong, a person says how to read the table. */
function formForm(view: View, draft: Draft, formats: readonly DeskFile[], open: boolean): Html {
  const { csrf, say } = view;
  if (draft.table === null) return nothing;
  return html`<details class="form"${open ? html` open` : nothing}><summary>${say('readOtherwise')}</summary>
<form method="post" action="/prepare/columns" class="card">${csrfField(csrf)}${revisionField(draft)}
${toldFields(view, draft.told, draft.format, formats)}
<p class="actions"><button class="second">${say('readAgain')}</button></p></form></details>`;
}

function columnsTable({ lang, say }: View, columns: readonly ColumnView[]): Html {
  const rows = columns.map(({ name, variable }) => [
    html`<code>${name}</code>`,
    variable?.label[lang] ?? '',
    variable ? say(`role_${variable.role}`) : '',
  ]);
  return table(say('factColumns'), [{ head: say('columnName') }, { head: say('columnMeans') }, { head: say('columnRole') }], rows);
}
