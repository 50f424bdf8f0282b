import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Text } from '../../src/base/text.ts';
import { readState, writeState } from '../../src/partner/home.ts';
import { type OpenedEvaluation, openAnswer } from '../../src/partner/open.ts';
import { cardFacts } from '../../src/partner/portrait/card.ts';
import { tightenPolicy } from '../../src/partner/risk.ts';
import { rosterPath } from '../../src/partner/roster.ts';
import { childFacts, gatherRegister, type RegisterOptions } from '../../src/register/facts.ts';
import { registerFiles } from '../../src/register/files.ts';
import { assessmentWords } from '../../src/register/words/assessment.ts';
import { childWords } from '../../src/register/words/child.ts';
import { commonWords } from '../../src/register/words/common.ts';
import { modelWords } from '../../src/register/words/models.ts';
import { parentWords } from '../../src/register/words/parents.ts';
import { wilson } from '../../src/study/metrics.ts';
import { answer, approveIn, ask, desk, document, evaluationSaid, fairnessSaid, MODEL, modelSaid, qualitySaid } from '../support/answers.ts';
import { code } from '../support/code.ts';
import { scratch } from '../support/parties.ts';
import { both, dictionaryOf, outcome, variable } from '../support/tables.ts';
import { typography } from '../support/typography.ts';

const { folder, remove } = scratch();
afterAll(remove);

const DICTIONARY = dictionaryOf(
  variable('fiche', { role: 'identifier', type: 'text', label: both('Numéro de fiche') }),
  variable('nom', { role: 'direct-identifier', type: 'text', label: both('Nom') }),
  variable('école', { role: 'group', type: 'text', group: 'school' }),
  variable('niveau', { role: 'group', type: 'integer', group: 'grade', label: both('Niveau') }),
  variable('absences', { category: 'attendance', label: both('Absences <b>non motivées</b>') }),
  variable('moyenne', { category: 'attendance', label: both('Moyenne générale, étape 1') }),
  variable('langue', { role: 'audit-only', type: 'code', label: both('Langue'), codes: [{ code: 'F', label: both('Français') }] }),
  outcome('issue'),
);
const fiches = (count: number, from: number) => Array.from({ length: count }, (_, i) => `P${from + i}`);

/** A home that has trained once and scored once; its model approved or not. */
function homeOf(name: string, { approved = true }: { approved?: boolean } = {}) {
  const at = desk(join(folder, name), 'CSS des essais');
  if (approved) approveIn(at);
  const train = ask(at, fiches(60, 1000), 'train', DICTIONARY);
  const score = ask(at, fiches(40, 5000), 'score', DICTIONARY);
  const shards = [document('evaluation', evaluationSaid(train.core)), document('quality', qualitySaid)];
  const evaluation = answer(at, train, { shards, core: { kind: 'evaluation' } });
  const gather = (options: Partial<RegisterOptions> = {}) =>
    gatherRegister(at.home, at.secrets, { evaluations: [evaluation], ...options }, at.clock);
  const pages = (options: Partial<RegisterOptions> = {}, lang: 'fr' | 'en' = 'fr') =>
    new Map(
      registerFiles(gather(options), null, lang).map(({ name: file, parts }) => [file, Buffer.concat([...parts()]).toString('utf8')]),
    );
  return { at, train, score, evaluation, gather, pages };
}

describe('the regulator’s file', () => {
  it('lists every variable that leaves, for what, and every one that stays, from the dictionaries of the requests', () => {
    const { gather, pages } = homeOf('inventory');
    const uses = new Map(gather().inventory.map(({ variable: { name }, uses: said }) => [name, said]));
    expect(Object.fromEntries(uses)).toEqual({
      fiche: [],
      nom: [],
      école: [],
      // To score, a model of one grade asks for it; to train without a campaign, nothing does.
      niveau: ['score'],
      absences: ['train', 'score'],
      moyenne: ['train', 'score'],
      langue: ['train'],
      issue: ['train'],
    });
    const assessment = pages().get('assessment.html') ?? '';
    for (const name of uses.keys()) expect(assessment).toContain(name);
    expect(pages().get('parents.html')).toContain('Pour n’appliquer chaque calcul qu’aux élèves qu’il vise\u00a0: niveau.');
    // Labels hold commas of their own.
    expect(pages().get('parents.html')).toContain('absences &lt;b&gt;non motivées&lt;/b&gt;; moyenne générale, étape 1.');
    // It says that nothing else leaves: what happened to pupils leaves too.
    expect(pages().get('parents.html')).toContain('ce qui est arrivé\u00a0: issue.');
    expect(assessment).toContain('5 variables quittent le CSS, sous pseudonyme; 3 n’en sortent jamais');
  });

  it('names no pupil, escapes what a dictionary says, holds no script, in either language', () => {
    const { pages } = homeOf('escape');
    for (const lang of ['fr', 'en'] as const) {
      const made = pages({}, lang);
      expect([...made.keys()]).toEqual(['register.html', 'parents.html', 'assessment.html']);
      for (const [name, page] of made) {
        expect(page, name).not.toMatch(/P1\d{3}|P5\d{3}|<script|<b>non/);
        expect(page.replace(/<style>.*<\/style>/s, ''), name).not.toMatch(/\{\w+\}/);
      }
      expect(made.get('parents.html')).toContain('absences &lt;b&gt;non motivées&lt;/b&gt;');
    }
  });

  it('makes public what is approved, with its errors, and nothing of what is not', () => {
    const { at, pages, gather } = homeOf('public');
    const register = pages().get('register.html') ?? '';
    expect(register).toContain(MODEL);
    expect(register).toContain('Sur 100 élèves qu’il signale, l’issue se produit pour 56 à 67 d’entre eux');
    expect(register).toContain('des élèves de ce seul CSS; jugé sur 1\u00a0000 élèves, dont 200 concernés');
    const state = readState(at.home);
    writeState(at.home, { ...state, approvals: [...state.approvals, { ...state.approvals[0]!, until: '1970-01-01', sequence: 2 }] });
    expect(gather().models.map(({ state: said }) => said)).toEqual(['withdrawn']);
    const after = pages();
    expect(after.get('register.html')).toContain('Aucun modèle n’est approuvé en ce moment');
    expect(after.get('parents.html')).toContain('aucun calcul n’est approuvé en ce moment');
    expect(
      homeOf('never', { approved: false })
        .gather()
        .models.map(({ state: said }) => said),
    ).toEqual(['unapproved']);
  });

  it('tells how often a model is wrong at the cut that was approved', () => {
    const { at, train } = homeOf('cut', { approved: false });
    approveIn(at, undefined, undefined, 0.8);
    const base = modelSaid().evaluation as Record<string, never>;
    const share = ({ count, of, value, low, high }: ReturnType<typeof wilson>) => ({ count, of, value, low, high });
    const choice = { cutoff: 0.8, stance: null, recall: share(wilson(60, 200)), precision: share(wilson(60, 75)) };
    const evaluation = { ...base, choices: [choice], fairness: fairnessSaid('langue', ['F', 'A']) };
    const models = [modelSaid({ outcome: 'issue', evaluation })];
    const shards = [document('evaluation', evaluationSaid(train.core, { models })), document('quality', qualitySaid)];
    const path = answer(at, train, { shards, core: { kind: 'evaluation' } });
    const made = registerFiles(gatherRegister(at.home, at.secrets, { evaluations: [path] }, at.clock), null, 'fr');
    const [register, , assessment] = made.map(({ parts }) =>
      Buffer.concat([...parts()])
        .toString('utf8')
        .replaceAll(/\u00a0|\u202f/g, ' '),
    );
    const within = ({ low, high }: ReturnType<typeof wilson>) => `${Math.floor(low! * 100)} à ${Math.ceil(high! * 100)}`;
    expect(register).toContain(`Sur 100 élèves qu’il signale, l’issue se produit pour ${within(wilson(60, 75))} d’entre eux`);
    expect(register).not.toContain('56 à 67');
    expect(register).toContain('signale à partir de 80 % de probabilité');
    expect(assessment).not.toContain('aucun groupe d’élèves n’a pu être comparé');
    expect(register).toContain('Ces écarts sont ceux du seuil propre au modèle; le CSS en a choisi un autre.');
    expect(assessment).toContain(`<td class="n">${within(wilson(60, 200))}</td><td class="n">${within(wilson(60, 75))}</td>`);
  });

  it('counts as read by a model what it reads, not what was left out of it', () => {
    const { at, train } = homeOf('read');
    const base = modelSaid().evaluation as Record<string, never>;
    const evaluation = {
      ...base,
      dropped: [
        { variable: 'moyenne', cohort: null, reason: 'drift', value: 0.4 },
        { variable: 'absences', cohort: 2020, reason: 'drift', value: 0.4 },
      ],
    };
    const models = [modelSaid({ outcome: 'issue', evaluation })];
    const shards = [document('evaluation', evaluationSaid(train.core, { models })), document('quality', qualitySaid)];
    const path = answer(at, train, { shards, core: { kind: 'evaluation' } });
    const [register] = registerFiles(gatherRegister(at.home, at.secrets, { evaluations: [path] }, at.clock), null, 'fr');
    expect(Buffer.concat([...register!.parts()]).toString('utf8')).toContain('1 variable\u00a0: Assiduité (1)');
    const opened = openAnswer(at.home, at.secrets, path, at.clock) as OpenedEvaluation;
    expect(cardFacts(opened, opened.evaluation.models[0]!, 'CSS').data.predictors).toBe(1);
  });

  it('finds by itself what is missing, late or unproved', () => {
    const { at, gather, pages } = homeOf('findings');
    const found = () => pages().get('assessment.html') ?? '';
    expect(found()).toContain('Aucun registre scellé n’a été fourni');
    expect(found()).toContain('Aucun plafond de risque');
    tightenPolicy(at.home, { ceiling: 0.05 });
    expect(found()).not.toContain('Aucun plafond de risque');
    expect(found()).toContain('5\u00a0%');
    expect(pages({ evaluations: [] }).get('assessment.html')).toContain('Évaluations non jointes, de 1 modèle approuvé');
    const later = gatherRegister(at.home, at.secrets, { evaluations: [] }, () => new Date('2028-01-01T00:00:00Z'));
    expect(later.models[0]?.state).toBe('expired');
    const overdue = Buffer.concat([...registerFiles(later, null, 'fr')[2]!.parts()]).toString('utf8');
    expect(overdue).toContain('La date de destruction de 2 demandes est passée');
    expect(gather().requests.every(({ held }) => held)).toBe(true);
  });

  it('says what a beaten or leaking model is', () => {
    const { at, train } = homeOf('leak');
    const base = modelSaid().evaluation as Record<string, never>;
    const evaluation = {
      ...base,
      leaks: [{ variable: 'moyenne', rocAuc: 0.99 }],
      baseline: { variables: ['absences'], rocAuc: 0.86, gain: { value: 0, low: -0.01, high: 0.01 } },
    };
    const shards = [
      document('evaluation', evaluationSaid(train.core, { models: [modelSaid({ outcome: 'issue', evaluation })] })),
      document('quality', qualitySaid),
    ];
    const path = answer(at, train, { shards, core: { kind: 'evaluation' } });
    const facts = gatherRegister(at.home, at.secrets, { evaluations: [path] }, at.clock);
    const [register, , assessment] = registerFiles(facts, null, 'fr').map(({ parts }) => Buffer.concat([...parts()]).toString('utf8'));
    expect(register).toContain('Une variable dit presque l’issue à elle seule');
    expect(assessment).toContain('sa nécessité est à démontrer');
    expect(assessment).toContain('aucun groupe d’élèves n’a pu être comparé');
  });

  it('claims nothing of the law or of the appliance that no data shows, and leaves it to be written', () => {
    const { gather } = homeOf('claims');
    const session = { session: 'f'.repeat(32), gap: 'chamber', state: 'released', sealed: null, released: null, evidence: 1 } as const;
    const ledger = { size: 12, root: '0', last: null, witnessed: true, bundles: [], approvals: 1, certificates: 1, countersigned: 1 };
    const made = (held: 'chamber' | 'machine') =>
      registerFiles({ ...gather(), ledger: { ...ledger, sessions: [{ ...session, gap: held }] } }, null, 'fr').map(({ parts }) =>
        Buffer.concat([...parts()])
          .toString('utf8')
          .replaceAll(/\u00a0|\u202f/g, ' '),
      );
    const [register, parents, assessment] = made('chamber');
    expect(register).toContain(
      'Le registre scellé montre toutefois 1 séance tenue en mode d’essai, pendant laquelle l’appareil pouvait être en ligne.',
    );
    expect(made('machine')[0]).not.toContain('mode d’essai');
    expect(assessment).toContain('que l’appareil et les supports restent au Québec est à confirmer (art. 70.1)');
    // An appliance is nobody's mandatary; what allows the use is for the CSS to say.
    expect(assessment).toMatch(/Mandataire qui le tient \(art\. 67\.2\)<\/th><td>…+<\/td>/);
    expect(assessment).toMatch(/recueillis pour d’autres fins \(art\. 65\.1\)<\/th><td>…+<\/td>/);
    expect(assessment).toContain('Certificats de destruction dans le registre : 1, dont 1 contresigné par ce CSS.');
    expect(assessment).toContain('Registre scellé : 0 séance débranchée, 1 en mode d’essai');
    expect(assessment).toContain('Comparaison par 1 attribut que les modèles ne lisent jamais.');
    for (const page of [register, parents, assessment])
      expect(page).toContain('s’ils ont été fournis, des évaluations et du registre scellé');
  });

  it('answers for one child: in which requests, which data, until when; and not for one who is in none', () => {
    const { at, train, score } = homeOf('child');
    const trained = childFacts(at.home, at.secrets, 'P1003');
    expect(trained.requests.map(({ id, kind, variables }) => [id, kind, variables.map(({ name }) => name)])).toEqual([
      [train.id, 'train', ['absences', 'moyenne', 'langue', 'issue']],
    ]);
    const scored = childFacts(at.home, at.secrets, 'P5003');
    expect(scored.requests.map(({ id, kind, variables }) => [id, kind, variables.map(({ name }) => name)])).toEqual([
      [score.id, 'score', ['niveau', 'absences', 'moyenne']],
    ]);
    expect(childFacts(at.home, at.secrets, 'P9999').requests).toEqual([]);
    rmSync(rosterPath(at.home, train.id));
    expect(childFacts(at.home, at.secrets, 'P1003')).toEqual({ requests: [], lost: 1 });
  });

  it('refuses a home that asked nothing, and a ledger that does not hold', () => {
    const empty = desk(join(folder, 'empty'));
    expect(code(() => gatherRegister(empty.home, empty.secrets, { evaluations: [] }, empty.clock))).toBe('REGISTER_NOTHING');
    const { gather } = homeOf('ledger');
    const forged = join(folder, 'forged');
    writeFileSync(forged, '');
    expect(code(() => gather({ ledger: forged }))).toMatch(/^(EXPORT|FILE)_/);
  });

  it('is typeset as in Quebec, and says the same in both languages', () => {
    for (const words of [commonWords, modelWords, parentWords, assessmentWords, childWords] as readonly Record<string, Text>[]) {
      for (const { fr, en } of Object.values(words)) {
        expect(typography(fr)).toEqual([]);
        const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([name]) => name).sort();
        expect(places(en)).toEqual(places(fr));
      }
    }
  });
});
