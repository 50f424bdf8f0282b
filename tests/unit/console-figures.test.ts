import { describe, expect, it } from 'vitest';
import { hideSmall, readAggregates, SMALLEST_COUNT } from '../../appliance/console/aggregates.ts';
import { events, members } from '../../appliance/console/messages/events.ts';
import { messages, sayer } from '../../appliance/console/messages.ts';
import { escapeHtml } from '../../src/base/escape.ts';
import { html, toMarkup } from '../../src/web/html.ts';
import { typography } from '../support/typography.ts';

type Bands = { high: number; moderate: number; low: number };
const shown = (rows: number, bands: Bands) =>
  hideSmall(readAggregates({ models: [{ id: 'm', rows, bands: Object.entries(bands).map(([name, pupils]) => ({ name, pupils })) }] }))
    .models[0]!;

describe('the last door before a screen', () => {
  it('lets no small band be read or worked out, in any class of up to 45 pupils', () => {
    let hidden = 0;
    for (let high = 0; high <= 15; high++) {
      for (let moderate = 0; moderate <= 15; moderate++) {
        for (let low = 0; low <= 15; low++) {
          const real = [high, moderate, low];
          const rows = high + moderate + low;
          const { rows: told, bands } = shown(rows, { high, moderate, low });
          const out = bands!.map(({ pupils }) => pupils);
          for (const [i, value] of out.entries()) expect(value === null || value === real[i]).toBe(true);
          for (const value of [told, ...out]) expect(value === null || value >= SMALLEST_COUNT).toBe(true);
          const holes = out.filter((value) => value === null).length;
          if (told !== null && holes === 1) throw new Error(`${real}: one hole in a known total`);
          if (holes > 0) hidden++;
          else expect(Math.min(...real)).toBeGreaterThanOrEqual(SMALLEST_COUNT);
        }
      }
    }
    expect(hidden).toBeGreaterThan(1000);
  });

  it('hides a share that stands for fewer than ten, and its complement, on every total up to 60', () => {
    for (let of = 1; of <= 60; of++) {
      for (let count = 0; count <= of; count++) {
        const share = { value: count / of, low: 0.1, high: 0.9, of };
        const model = { id: 'm', targeted: { cutoff: 0.5, recall: share, precision: share } };
        const { recall } = hideSmall(readAggregates({ models: [model] })).models[0]!.stances[0]!;
        const small = count < SMALLEST_COUNT || of - count < SMALLEST_COUNT;
        expect([recall.value === null, recall.low === null, recall.high === null], `${count}/${of}`).toEqual([small, small, small]);
        expect(recall.of === null).toBe(of < SMALLEST_COUNT);
      }
    }
  });

  it('hides how many pupils of a grade there are, where that or the others’ number tells of fewer than ten', () => {
    const told = (rows: number, sizes: readonly (readonly [string | null, number])[]) => {
      const models = sizes.map(([grade, own], at) => ({ id: String(at), grade, rows: own, bands: [{ name: 'low', pupils: own }] }));
      const hidden = hideSmall(readAggregates({ rows, models }));
      return hidden.models.map((model) => (model.bands![0]!.pupils === null ? null : model.rows));
    };
    const [one, two, three] = ['1', '2', '3'] as const;
    const cases = [
      [
        400,
        [
          [one, 200],
          [two, 150],
        ],
        [200, 150],
      ],
      [
        354,
        [
          [one, 200],
          [two, 150],
          [three, 4],
        ],
        [null, null, null],
      ],
      [
        354,
        [
          [one, 200],
          [two, 150],
        ],
        [null, null],
      ],
      [
        354,
        [
          [one, 200],
          [two, 150],
          [one, 200],
          [null, 354],
        ],
        [null, null, null, 354],
      ],
      [
        350,
        [
          [one, 200],
          [two, 150],
        ],
        [200, 150],
      ],
    ] as const;
    for (const [rows, sizes, expected] of cases) expect(told(rows, sizes)).toEqual(expected);
  });

  it('hides outcomes when either side of them is small', () => {
    for (const [rows, positives, expected] of [
      [100, 50, 50],
      [100, 9, null],
      [100, 91, null],
      [100, 90, 90],
      [9, 4, null],
    ] as const) {
      expect(hideSmall(readAggregates({ models: [{ id: 'm', rows, positives }] })).models[0]!.positives).toBe(expected);
    }
  });
});

describe('markup', () => {
  it('escapes whatever is not markup, in content and in attributes', () => {
    const hostile = `<img src=x onerror="alert('1')">&amp;`;
    expect(escapeHtml(hostile)).toBe('&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;amp;');
    expect(toMarkup(html`<p title="${hostile}">${[hostile, html`<b>${hostile}</b>`]}</p>`)).not.toMatch(/<img|onerror="/);
    expect(toMarkup(html`${null}${undefined}${false}${0}${''}`)).toBe('0');
  });

  it('takes nothing for markup that was not made by its template', () => {
    const forged = JSON.parse('{"markup":"<script>","Symbol(markup)":"<script>"}') as never;
    expect(() => toMarkup(html`${forged}`)).toThrow();
  });
});

describe('the words of the console', () => {
  const all = Object.entries({ ...messages, ...events, ...members });
  it.each(all)('%s has the same parameters in both languages, and French set as Quebec sets it', (_, text) => {
    const named = (template: string) => new Set([...template.matchAll(/\{(\w+)/g)].map((match) => match[1]));
    expect(named(text.fr)).toEqual(named(text.en));
    expect(typography(text.fr.replace(/\{(\w+)\|([^|}]*)\|[^}]*\}/g, '$2'))).toEqual([]);
    expect(text.fr).not.toMatch(/'|\.\.\./);
  });

  it('agree in number as each language counts', () => {
    const [fr, en] = [sayer('fr'), sayer('en')];
    const pending = (count: number) => [fr('nextDraftSay', { count }), en('nextDraftSay', { count })];
    expect([0, 1, 2].map(pending)).toEqual([
      ['0 lot en attente.', '0 bundles waiting.'],
      ['1 lot en attente.', '1 bundle waiting.'],
      ['2 lots en attente.', '2 bundles waiting.'],
    ]);
  });
});
