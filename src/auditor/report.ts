import { explain } from '../base/errors.ts';
import { fill, type Lang, type Params } from '../base/text.ts';
import type { Facts, SessionFact } from './facts.ts';
import type { Verification } from './verify.ts';
import { checkWords, GAP_WORDS, REPORT_WORDS, STATE_WORDS } from './words.ts';

export type ReportOptions = {
  /** The twelve words of the card's fingerprint, where the caller has the word list. */
  readonly words?: readonly string[];
};

/** Refusals told one by one; beyond, the JSON report has them all. */
const REFUSALS_SHOWN = 20;

const speak =
  (lang: Lang) =>
  (key: keyof typeof REPORT_WORDS, params: Params = {}) =>
    fill(REPORT_WORDS[key][lang], params, lang);

/** The whole verdict for a person, one text a line: whose log, what holds, what does not and from which entry on, what the log tells. */
export function reportLines(verification: Verification, lang: Lang, options: ReportOptions = {}): string[] {
  const findings = verification.findings.flatMap((found) => {
    const { what, fix } = explain(found, lang);
    return ['', `${found.code} — ${what}`, `  ${fix}`];
  });
  return [
    ...headLines(verification, lang, options),
    '',
    ...checkLines(verification, lang),
    ...findings,
    '',
    ...factLines(verification, lang),
  ];
}

function headLines({ card, checkpoint, facts }: Verification, lang: Lang, { words }: ReportOptions): string[] {
  const t = speak(lang);
  const lines: string[] = [];
  if (card) {
    lines.push(
      t(card.role === 'partner' ? 'localLedger' : 'ledger', { name: card.name, id: card.id }),
      t('fingerprint', { hash: card.hash }),
    );
    if (words) lines.push(t('words', { words: words.join(' ') }));
    lines.push(t(card.compared ? 'compared' : 'compare'));
  }
  if (checkpoint) lines.push(t('head', { size: checkpoint.size, root: checkpoint.root }));
  if (facts?.firstTime && facts.lastTime) lines.push(t('span', { first: facts.firstTime, last: facts.lastTime }));
  return lines;
}

function checkLines({ card, checks, kept, cosigned }: Verification, lang: Lang): string[] {
  const t = speak(lang);
  const verdicts = { true: t('yes'), false: t('no'), null: t('unmade') } as const;
  const width = Math.max(...Object.values(verdicts).map((word) => word.length));
  const lines = checks
    .filter(({ name, holds }) => name !== 'cosigned' || holds !== null)
    .map(({ name, holds }) => `${verdicts[`${holds}`].padEnd(width)}  ${checkWords(name, card?.role)[lang]}`);
  if (kept.length === 0) lines.push('', t('keptNone'));
  for (const { name, size, verdict } of kept) {
    if (verdict === 'consistent') lines.push(t('keptGood', { name, size: size ?? 0 }));
    if (verdict === 'unchecked') lines.push(t('keptUnchecked', { name }));
  }
  for (const { name, time, size } of cosigned)
    lines.push(time === null ? t('notCosigned', { name }) : t('cosigned', { name, time: iso(time), size: size ?? 0 }));
  return lines;
}

function iso(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;
}

function factLines({ card, facts, findings, checks }: Verification, lang: Lang): string[] {
  const t = speak(lang);
  const lines: string[] = [];
  if (facts && card?.role === 'partner') lines.push(...localLines(facts, lang), '');
  else if (facts) {
    const { parties, bundles, approvals, refusals, failedLogins, sessions } = facts;
    const counts = { parties: parties.length, bundles: bundles.length, approvals: approvals.length, refusals: refusals.length };
    lines.push(t('counts', { ...counts, failedLogins }));
    const { destructions, certificates, replays } = facts;
    const different = replays.filter((one) => one.code !== null).length;
    if (replays.length > 0) lines.push(t('replays', { count: replays.length, different }));
    const back = certificates.filter(({ countersigned }) => countersigned !== null).length;
    if (destructions.length > 0)
      lines.push(t('destroyed', { count: destructions.length, certificates: certificates.length, countersigned: back }));
    for (const { entry, time, type, code } of refusals.slice(0, REFUSALS_SHOWN))
      lines.push(`  ${t('refusal', { entry, time, type, code })}`);
    lines.push(t('sessions', { count: sessions.length }));
    for (const session of sessions) lines.push(...sessionLines(session, lang));
    lines.push('');
  }
  if (findings.length > 0) lines.push(t('bad', { count: findings.length }));
  else lines.push(t(checks.some(({ name, holds }) => name === 'kept' && holds === null) ? 'goodUnwitnessed' : 'good'));
  return lines;
}

function localLines({ local }: Facts, lang: Lang): string[] {
  const t = speak(lang);
  const told = local.flatMap(({ entry, time, bundle, rows, models }) => [
    `  ${t('local', { entry, time, bundle, rows: rows ?? t('fewer') })}`,
    ...models.map((use) => `    ${t('use', { ...use, bundle })}`),
  ]);
  return [t('localLimits'), '', t('locals', { count: local.length }), ...told];
}

function sessionLines(fact: SessionFact, lang: Lang): string[] {
  const t = speak(lang);
  const { session, state, gap, operator, reviewer, times, code } = fact;
  const none = '—';
  const lines = [
    t('session', { session, state: STATE_WORDS[state][lang], gap: GAP_WORDS[gap][lang] }),
    `  ${t('sessionPeople', { operator, reviewer: reviewer ?? none, sealed: times.sealed ?? none, released: times.released ?? none })}`,
    `  ${t('sessionWork', {
      evidence: fact.evidence,
      loaded: fact.loaded.length,
      trained: fact.trained.length,
      scored: fact.scored.length,
      setAside: fact.setAside.length,
      approved: fact.approved,
      refused: fact.refused,
      released: fact.released.length,
    })}`,
  ];
  if (code !== null) lines.push(`  ${t('aborted', { code })}`);
  for (const one of fact.setAside) lines.push(`  ${t('setAside', one)}`);
  for (const { model, digest, bundle } of [...fact.loaded, ...fact.trained]) lines.push(`  ${t('use', { model, digest, bundle })}`);
  return lines;
}

/** The same for a machine: one JSON object, findings in words as well as in codes. */
export function reportJson(verification: Verification, lang: Lang) {
  const { ok, card, checkpoint, intact, kept, cosigned, facts } = verification;
  const checks = verification.checks.map((check) => ({ ...check, text: checkWords(check.name, card?.role)[lang] }));
  const findings = verification.findings.map((found) => {
    const { what, fix } = explain(found, lang);
    return { ...found, what, fix };
  });
  return { ok, card, checkpoint, intact, checks, findings, kept, cosigned, facts };
}
