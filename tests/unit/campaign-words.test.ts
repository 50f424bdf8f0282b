import { describe, expect, it } from 'vitest';
import { utf8 } from '../../src/base/bytes.ts';
import { campaignModels, campaignSaid } from '../../src/partner/campaign-words.ts';
import { costOf } from '../../src/partner/costs.ts';
import { parseCampaign } from '../../src/study/campaign.ts';
import { timedDictionary } from '../support/campaign.ts';
import { typography } from '../support/typography.ts';

const read = (told: object) =>
  parseCampaign(
    utf8(JSON.stringify({ format: 'ecluse.campaign/v1', name: { fr: 'Rentrée', en: 'Autumn' }, models: [{ family: 'echec' }], ...told })),
  );
const number = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('what a campaign asks', () => {
  it('is said in sentences, whatever it leaves out', () => {
    const said = campaignSaid(read({}), 'fr').map(number);
    expect(said).toEqual([
      'Dernières cohortes sur lesquelles les modèles sont jugés : 1; ils apprennent des précédentes.',
      '300 arbres par modèle, d’au plus 12 niveaux, d’au moins 5 élèves par feuille.',
      'Une variable est laissée de côté si sa répartition change d’une cohorte à l’autre (PSI de 0,25), si sa part manquante change de 20 %, ou si plus de 80 % des écarts entre les scores reposent sur elle seule.',
      'Plus tard, un modèle refuse une table où plus de 30 % de ce sur quoi il s’appuie a changé.',
      'Paliers : élevé, modéré, bas; du plus haut au plus bas, coupés pour retrouver 50 %, puis 80 % des élèves concernés.',
      'Les modèles restent dans l’appareil.',
    ]);
  });

  it('says cohorts that count otherwise, bands by probability, and models that come home, as each language writes them', () => {
    const campaign = read({
      takeHome: true,
      options: { minLeaf: 1 },
      cohorts: { judged: 2, weights: [{ cohort: 2020, weight: 0.3 }] },
      bands: [{ probability: 0.725 }],
    });
    const fr = campaignSaid(campaign, 'fr');
    expect(fr.map(number)).toEqual(
      expect.arrayContaining([
        'Cohortes qui comptent autrement : 2020 (poids de 0,3).',
        '300 arbres par modèle, d’au plus 12 niveaux, d’au moins 1 élève par feuille.',
        'Paliers : élevé, bas, coupés aux probabilités de 72,5 %.',
      ]),
    );
    for (const line of fr) expect(typography(line)).toEqual([]);
    const en = campaignSaid(campaign, 'en');
    expect(en.length).toBe(fr.length);
    expect(en.join('\n')).toContain('Models will come home');
    for (const line of [...fr, ...en]) expect(line).not.toMatch(/\{\w+\}|undefined/);
  });

  it('names each model by its outcome, its grade and its moment, and what sets it apart', () => {
    const campaign = read({
      models: [
        { family: 'abandon', grades: ['1', '2'], moment: 'etape-1', later: 'drop' },
        { family: 'echec', without: ['statut'], options: { trees: 20 }, bands: [{ recall: 40 }] },
      ],
    });
    expect(campaignModels(campaign, timedDictionary())).toEqual([
      ...['1', '2'].map((grade) => ({
        label: { fr: 'abandon', en: 'abandon' },
        grade: { fr: `niveau\u00a0${grade}`, en: `niveau\u00a0${grade}` },
        moment: { fr: 'etape-1', en: 'etape-1' },
        own: { fr: 'variables connues plus tard laissées de côté', en: 'variables known later left out' },
      })),
      {
        label: { fr: 'echec', en: 'echec' },
        grade: null,
        moment: null,
        own: { fr: '1 variable retirée; arbres à part; paliers à part', en: '1 variable taken out; trees of its own; bands of its own' },
      },
    ]);
  });
});

it('what a cut costs is told as far as its counts are', () => {
  const share = (count: number | null, of: number | null) => ({ count, of, value: 0.5, low: 0.412, high: 0.588 });
  expect(costOf({ recall: share(110, 200), precision: share(110, 180) })).toEqual({
    ...{ flagged: 180, found: 110, missed: 90, wrong: 70, right: { low: 41, high: 59 } },
  });
  const hidden = { ...share(null, null), low: null, high: null };
  expect(costOf({ recall: share(110, 200), precision: hidden })).toEqual({
    flagged: null,
    found: 110,
    missed: 90,
    wrong: null,
    right: null,
  });
});
