import { SMALLEST_SHOWN } from '../../base/counts.ts';
import type { Labels } from '../labels.ts';
import type { OpenedResult } from '../open.ts';
import { html, type Markup } from './markup.ts';
import type { Speech } from './speech.ts';

type Held = { pupils: number; effect: number };
/** Factors of a school and model, by side, weightiest first: those that ten pupils at least have among their three. */
export type SchoolFactors = { readonly raising: readonly number[]; readonly lowering: readonly number[] };
const MOST = 5;
const SIDES = ['raising', 'lowering'] as const;

/** `schoolOf`: each pupil's school. No figure is given: a factor is listed or it is not. */
export function schoolFactors({ scores, pupils }: OpenedResult, schoolOf: Int32Array): (school: number, model: number) => SchoolFactors {
  const held = new Map<string, Map<number, Held>>();
  for (let row = 0; row < scores.rows; row++) {
    for (const side of SIDES) {
      const key = `${schoolOf[pupils[row]!]} ${scores.model[row]} ${side}`;
      const factors = held.get(key) ?? new Map<number, Held>();
      held.set(key, factors);
      for (const { feature, value } of scores[side]) {
        const name = feature[row]!;
        if (name < 0) continue;
        const one = factors.get(name) ?? { pupils: 0, effect: 0 };
        one.pupils++;
        one.effect += Math.abs(value[row]!);
        factors.set(name, one);
      }
    }
  }
  return (school, model) => {
    const list = (side: (typeof SIDES)[number]) =>
      [...(held.get(`${school} ${model} ${side}`) ?? [])]
        .filter(([, { pupils: count }]) => count >= SMALLEST_SHOWN)
        .sort(([a, x], [b, y]) => y.effect - x.effect || a - b)
        .map(([feature]) => feature);
    return { raising: list('raising'), lowering: list('lowering') };
  };
}

export function factorLists(said: Speech, { raising, lowering }: SchoolFactors, opened: OpenedResult, labels: Labels): Markup {
  const name = (feature: number) => opened.report.features[feature] ?? '';
  const actionable = new Set(opened.dictionary.variables.flatMap((each) => (each.actionable ? [each.name] : [])));
  const list = (key: 'factorsActionable' | 'factorsContext' | 'factorsProtective', features: readonly number[]) => {
    const shown = features.slice(0, MOST).map((feature) => html`<li>${labels.variable(name(feature))}</li>`);
    return html`<div><h4>${said.say(key)}</h4>${shown.length === 0 ? html`<p class="small">${said.say('factorsNone')}</p>` : html`<ul>${shown}</ul>`}</div>`;
  };
  const canAct = (feature: number) => actionable.has(name(feature));
  return html`<h3>${said.say('factorsTitle')}</h3><p class="small">${said.say('factorsLead')}</p><div class="three">${[
    list('factorsActionable', raising.filter(canAct)),
    list(
      'factorsContext',
      raising.filter((feature) => !canAct(feature)),
    ),
    list('factorsProtective', lowering),
  ]}</div>`;
}
