import { formatNumber, type Lang } from '../base/text.ts';
import { labelsOf } from '../partner/labels.ts';
import { html, type Markup } from '../partner/portrait/markup.ts';
import { columnsGiven } from '../table/recipe.ts';
import type { ModelFact, RegisterFacts } from './facts.ts';
import { findings } from './findings.ts';
import { inventorySection } from './inventory.ts';
import { type Cell, list, ofHundred, pairs, type Say, sheet, speaker, table, toComplete } from './sheet.ts';
import { assessmentWords } from './words/assessment.ts';

type Words = Say<typeof assessmentWords>;

/** The draft assessment: inventory, path, keeping, risks and evidence, each from the CSS's own data; what only people can say is left blank. */
export function assessmentPage(facts: RegisterFacts, lang: Lang): Uint8Array {
  const say = speaker(assessmentWords, lang);
  const found = findings(facts, say);
  const part = (title: 'purposes' | 'inventory' | 'sources' | 'flow' | 'keeping' | 'risks' | 'evidence' | 'rights', body: Markup) =>
    html`<section><h2>${say(title)}</h2>${body}</section>`;
  return sheet(lang, facts, {
    title: say('title'),
    kind: say('kind'),
    body: [
      html`<p>${say('lead')}</p>`,
      html`<section class="notice"><h2 class="sub">${say('findings')}</h2>${found.length === 0 ? html`<p>${say('findingsNone')}</p>` : list(found)}</section>`,
      html`<section><h2>${say('project')}</h2>${pairs([
        [say('organisation'), facts.css],
        [say('appliance'), facts.appliance.name],
        [say('mandatary'), say('blank')],
        [say('officer'), say('blank')],
        [say('mandate'), say('blank')],
        [say('committee'), say('blank')],
      ])}</section>`,
      part('purposes', html`<p>${say('purposesLead')}</p>${purposes(say, facts.models, lang)}${pairs([[say('basis'), say('blank')]])}`),
      part('inventory', inventorySection(say, facts, lang)),
      part('sources', sources(say, facts, lang)),
      part(
        'flow',
        html`<ol><li>${say('flow_extract')}</li><li>${say('flow_carry')}</li><li>${say('flow_lock', { appliance: facts.appliance.name })}</li><li>${say('flow_back')}</li><li>${say('flow_destroy')}</li></ol>`,
      ),
      part('keeping', keeping(say, facts, lang)),
      part('risks', risks(say, facts, lang)),
      part('evidence', evidence(say, facts)),
      part('rights', html`<p>${say('rightsSaid')}</p><p class="small">${say('law')}.</p>`),
      html`<section><h2>${say('sign')}</h2><p>${say('signSaid')}</p></section>`,
      toComplete(say, [say('officer'), say('signed')]),
    ],
  });
}

function purposes(say: Words, models: readonly ModelFact[], lang: Lang): Markup {
  if (models.length === 0) return html`<p>${say('none')}</p>`;
  const rows = models.map(({ id, state, until, stance, evaluated }): Cell[] => {
    const measures = evaluated?.model.measures ?? null;
    const share = (name: 'recall' | 'precision') =>
      measures === null || stance === null ? say('unknown') : (ofHundred(say, measures[stance][name], lang) ?? say('hidden'));
    const auc = measures?.rocAuc ?? null;
    return [
      html`<span class="mono">${id}</span>`,
      evaluated === null ? say('unknown') : (labelsOf(evaluated.dictionary, lang).definition(evaluated.model) ?? evaluated.model.target),
      say(`state_${state}`),
      state === 'approved' ? (until ?? '—') : '—',
      auc === null ? '—' : formatNumber(auc, lang, { minimumFractionDigits: 3, maximumFractionDigits: 3 }),
      share('recall'),
      share('precision'),
    ];
  });
  return table(
    [say('m_model'), say('m_purpose'), say('m_state'), say('m_until'), say('m_auc'), say('m_recall'), say('m_precision')],
    rows,
    [4, 5, 6],
  );
}

function sources(say: Words, { recipe }: RegisterFacts, lang: Lang): Markup {
  if (recipe === null) return html`<p>${say('unknown')}.</p>`;
  const lines = recipe.sources.map((source) =>
    say('source', { name: source.name, file: source.file, columns: columnsGiven(source).join(', ') }),
  );
  return html`<p>${say('sourcesLead', { name: recipe.name[lang], file: recipe.pupils.file })}</p>${list(lines)}`;
}

function keeping(say: Words, { requests, ledger }: RegisterFacts, lang: Lang): Markup {
  const there = (id: string): string => {
    const bundle = ledger?.bundles.find((each) => each.bundle === id);
    if (bundle === undefined) return say('unknown');
    return bundle.destroyed === null ? say('k_held') : say('k_destroyed', { date: bundle.destroyed });
  };
  const rows = requests.map(({ id, kind, created, pupils, destroyBy, held }): Cell[] => [
    html`<span class="mono">${id.slice(0, 8)}</span>`,
    say(kind === 'train' ? 'forTrain' : 'forScore'),
    created,
    pupils === null ? say('hidden') : formatNumber(pupils, lang),
    destroyBy,
    say(held ? 'k_held' : 'k_gone'),
    there(id),
  ]);
  const heads = [say('k_request'), say('k_for'), say('k_created'), say('k_pupils'), say('k_until'), say('k_here'), say('k_there')];
  const told =
    ledger === null ? html`` : html`<p>${say('k_certificates', { count: ledger.certificates, countersigned: ledger.countersigned })}</p>`;
  return html`${table(heads, rows, [3])}${told}`;
}

function risks(say: Words, { policy, ledger, inventory }: RegisterFacts, lang: Lang): Markup {
  const ceiling =
    policy.ceiling === null ? say('r1none') : formatNumber(policy.ceiling, lang, { style: 'percent', maximumFractionDigits: 1 });
  const audited = inventory.filter(({ variable, uses }) => variable.role === 'audit-only' && uses.length > 0).length;
  const modes = (gap: 'machine' | 'chamber') => ledger?.sessions.filter((each) => each.gap === gap).length ?? 0;
  const proved = ledger === null ? say('r3pNone') : say('r3p', { machine: modes('machine'), chamber: modes('chamber') });
  const rows: Cell[][] = [
    [say('r1'), say('r1m', { ceiling }), say('r1p')],
    [say('r2'), say('r2m'), say('r2p')],
    [say('r3'), say('r3m'), proved],
    [say('r4'), say('r4m'), say('r4p')],
    [say('r5'), say('r5m', { count: audited }), say('r5p')],
    [say('r6'), say('r6m'), say('r6p')],
    [say('r7'), say('r7m'), say('r7p')],
  ];
  return table([say('r_risk'), say('r_measure'), say('r_proof')], rows);
}

function evidence(say: Words, { ledger }: RegisterFacts): Markup {
  if (ledger === null) return html`<p>${say('f_ledger')}</p>`;
  const { size, root, last, witnessed, sessions } = ledger;
  const said = say('evidenceSaid', {
    size,
    root,
    last: last ?? '—',
    witnessed: witnessed ? say('evidenceWitnessed') : say('f_unwitnessed'),
  });
  const rows = sessions.map(({ session, gap, sealed, released, evidence: proofs }): Cell[] => [
    html`<span class="mono">${session.slice(0, 8)}</span>`,
    say(`gap_${gap}`),
    sealed ?? '—',
    released ?? '—',
    String(proofs),
  ]);
  return html`<p>${said}</p>${table([say('s_session'), say('s_gap'), say('s_sealed'), say('s_released'), say('s_evidence')], rows, [4])}`;
}
