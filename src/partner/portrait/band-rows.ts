import { type Partition, type ToldBands, type ToldRow, tellsNothing } from '../../study/disclosure.ts';
import type { Band } from '../../study/thresholds.ts';
import { BAND_TEXTS } from './bands.ts';
import { stackedBar } from './chart.ts';
import { html, type Markup } from './markup.ts';
import type { Speech } from './speech.ts';

/** Which bands a part of a row holds, the highest first. */
type Part = readonly number[];

function partsOf(partition: Partition): Part[] {
  const parts: number[][] = [];
  for (const [band, part] of partition.entries()) parts[part] = [band, ...(parts[part] ?? [])];
  return parts.reverse();
}

/** What a part counts: what the row tells, or what is left of its pupils once the other parts are taken away. */
function countOf(part: Part, { partition, bands, sums }: ToldBands): number {
  return part.length === 1 ? bands[part[0]!]! : sums[partition[part[0]!]!]!;
}

export type NamedRow = { readonly name: string; readonly row: ToldRow };
/** A model by its place, and its bands from the lowest. */
export type BandsOf = { readonly at: number; readonly names: readonly Band[] };

function called(said: Speech, part: Part, names: readonly Band[]): string {
  return part
    .map((band, i) => (i === 0 ? BAND_TEXTS[names[band]!][said.lang] : BAND_TEXTS[names[band]!][said.lang].toLowerCase()))
    .join(said.say('or'));
}

/** One line a row, the bands that may not be told apart in one cell. */
export function bandTable(said: Speech, { at, names }: BandsOf, head: string, rows: readonly NamedRow[]): Markup {
  const lines = rows.map(({ name, row }) => {
    const told = row.models[at]!;
    const { pupils } = row;
    const cells =
      pupils === null || tellsNothing(told.partition)
        ? html`<td class="n hidden-count" colspan="${names.length}">${said.say('hidden')}</td>`
        : html`${partsOf(told.partition).map((part) => {
            const count = countOf(part, told);
            if (part.length === 1) return html`<td class="n">${said.number(count)}</td>`;
            return html`<td class="n grouped" colspan="${part.length}">${said.say('together', { bands: called(said, part, names), count })}</td>`;
          })}`;
    const whole =
      pupils === null ? html`<td class="n hidden-count">${said.say('hidden')}</td>` : html`<td class="n">${said.number(pupils)}</td>`;
    return html`<tr><th scope="row">${name}</th>${cells}${whole}</tr>`;
  });
  const column = (label: string) => html`<th scope="col" class="n">${label}</th>`;
  const heads = names.toReversed().map((name) => column(BAND_TEXTS[name][said.lang]));
  return html`<table class="bands"><thead><tr><th scope="col">${head}</th>${heads}${column(said.say('total'))}</tr></thead><tbody>${lines}</tbody></table>`;
}

/** The same for one row, drawn: a part that is not told is not drawn, and no height or title says it. */
export function bandBar(said: Speech, { at, names }: BandsOf, row: ToldRow): Markup {
  const told = row.models[at]!;
  const { pupils } = row;
  if (pupils === null || tellsNothing(told.partition)) return html``;
  const segments = partsOf(told.partition).map((part) => {
    const share = countOf(part, told) / pupils;
    const label = `${called(said, part, names)} ${said.percent(share)}`;
    const grouped = part[0] === names.length - 1 ? 'weighs' : 'grouped';
    return { label, share, tone: part.length === 1 ? names[part[0]!]! : grouped, text: label };
  });
  const description = segments.map(({ text }) => text).join(' · ');
  return html`<figure>${stackedBar(said.say('bandsTitle'), description, segments, null)}</figure>`;
}
