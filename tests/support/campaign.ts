import { utf8 } from '../../src/base/bytes.ts';
import type { Json } from '../../src/base/json.ts';
import { seeded } from '../../src/base/random.ts';
import { campaignBytes, parseCampaign } from '../../src/study/campaign.ts';
import type { Dictionary, Variable } from '../../src/table/dictionary.ts';
import type { Column, Table } from '../../src/table/table.ts';

const both = (text: string) => ({ fr: text, en: text });
export const COHORTS = [2018, 2019, 2020, 2021, 2022, 2023];
const WEAK = 8;

/** Pupils over six years: absences that meant something else in 2020, a count that lasted until 2022, a mark known too late, a code that tells the outcome. */
export function timedDictionary(): Dictionary {
  const number = (name: string, category: Variable['category'] & string, more: Partial<Variable> = {}): Variable => {
    return { name, label: both(name), role: 'predictor', type: 'number', category, ...more };
  };
  const outcome = (name: string, told: Partial<NonNullable<Variable['outcome']>>): Variable => ({
    name,
    label: both(name),
    role: 'outcome',
    type: 'boolean',
    outcome: { family: name, target: 'essai', positive: { atLeast: 1 }, definition: both(name), ...told },
  });
  return {
    format: 'ecluse.dictionary/v1',
    version: '2026.1',
    name: both('Cohortes'),
    moments: ['rentree', 'etape-1', 'fin'].map((name) => ({ name, label: both(name) })),
    variables: [
      { name: 'fiche', label: both('fiche'), role: 'identifier', type: 'text' },
      { name: 'annee', label: both('annee'), role: 'group', type: 'integer', group: 'cohort' },
      { name: 'niveau', label: both('niveau'), role: 'group', type: 'integer', group: 'grade' },
      number('moyenne', 'performance'),
      number('absences', 'attendance'),
      number('retenues', 'behaviour'),
      ...Array.from({ length: WEAK }, (_, at) => number(`indice${at}`, 'profile')),
      number('note_finale', 'performance', { knownFrom: 'fin' }),
      number('statut', 'profile', { knownFrom: 'fin' }),
      outcome('abandon', { predictedAt: 'etape-1', horizon: 1 }),
      outcome('echec', {}),
      outcome('hasard', { predictedAt: 'etape-1' }),
      outcome('constante', { predictedAt: 'etape-1' }),
      outcome('rare', { predictedAt: 'etape-1' }),
      outcome('lointain', { predictedAt: 'etape-1', horizon: 12 }),
    ],
  };
}

export function timedPupils(rows: number, seed = 1): Table {
  const draw = seeded(seed);
  const names = timedDictionary().variables.filter(({ name }) => name !== 'fiche');
  const order = ['predictor', 'group', 'outcome'];
  const leaving = [...names].sort((a, b) => order.indexOf(a.role) - order.indexOf(b.role));
  const values = new Map(leaving.map(({ name }) => [name, new Float64Array(rows)]));
  for (let row = 0; row < rows; row++) {
    const set = (name: string, value: number) => {
      values.get(name)![row] = value;
    };
    const year = COHORTS[Math.floor(draw() * COHORTS.length)]!;
    const mark = 40 + 55 * draw();
    const absences = Math.floor(draw() * draw() * 50);
    const bent = Array.from({ length: WEAK }, () => draw());
    const logit = (62 - mark) / 7 + (absences - 14) / 9 + bent.reduce((sum, each) => sum + each - 0.5, 0) - 1;
    const left = draw() < 1 / (1 + Math.exp(-logit));
    const failed = draw() < 1 / (1 + Math.exp(-logit));
    set('annee', year);
    set('niveau', 1 + Math.floor(draw() * 2));
    set('moyenne', draw() < 0.04 ? Number.NaN : Math.round(mark));
    set('absences', year === 2020 ? Math.floor(absences / 8) : absences);
    set('retenues', Math.floor((year >= 2023 ? 20 : 0) + 10 * draw()));
    for (const [at, each] of bent.entries()) set(`indice${at}`, Math.round(each * 100));
    set('note_finale', Math.round(100 - mark * draw()));
    set('statut', draw() < 0.01 ? 0 : failed ? 2 : 1);
    set('abandon', left ? 1 : 0);
    set('echec', failed ? 1 : 0);
    set('hasard', draw() < 0.3 ? 1 : 0);
    set('constante', 0);
    set('rare', row % 400 === 0 ? 1 : 0);
    set('lointain', left ? 1 : 0);
  }
  return { rows, columns: leaving.map(({ name }): Column => ({ name, type: 'number', values: values.get(name)! })) };
}

/** As a bundle carries it. */
export function campaignOf(told: { readonly [member: string]: Json }): Uint8Array {
  const whole = { format: 'ecluse.campaign/v1', name: both('Essai'), ...told };
  return campaignBytes(parseCampaign(utf8(JSON.stringify(whole))));
}
