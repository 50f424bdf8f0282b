import { formatNumber, type Lang } from '../../../src/base/text.ts';
import { LONGEST_SILENCE } from '../../../src/ledger/event.ts';
import { exactMoment } from '../../../src/web/format.ts';
import { type Html, html, nothing } from '../../../src/web/html.ts';
import { reason } from '../../../src/web/parts.ts';
import type { EntryView, SessionView } from '../../views.ts';
import type { Say } from '../messages.ts';
import { sessionState } from '../parts.ts';

/** What the ledger says of one session's seal, oldest first. */
export type Line = { readonly sealed: EntryView | null; readonly ended: EntryView | null; readonly evidence: readonly EntryView[] };

const SHOWN = 20;
const WIDE = 600;
const NONE: Line = { sealed: null, ended: null, evidence: [] };

const secondsBetween = (from: string, to: string): number => Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 1000));

/** Gathers lines from entries met newest first. */
export function lineGatherer(): { readonly lines: ReadonlyMap<string, Line>; meet(entry: EntryView): void } {
  const lines = new Map<string, Line>();
  return {
    lines,
    meet(entry) {
      const id = entry.subjects.session;
      if (id === undefined) return;
      const line = lines.get(id) ?? NONE;
      if (entry.type === 'session.sealed') lines.set(id, { ...line, sealed: entry });
      else if (entry.type === 'session.scored' || (entry.type === 'session.aborted' && line.ended === null))
        lines.set(id, { ...line, ended: entry });
      else if (entry.type === 'gap.evidence') lines.set(id, { ...line, evidence: [entry, ...line.evidence] });
    },
  };
}

/** The longest time that a sealed session went without a proof. */
function longestSilence({ sealed, ended, evidence }: Line): number {
  if (!sealed) return 0;
  const until = ended?.time ?? evidence.at(-1)?.time ?? sealed.time;
  const times = [sealed.time, ...evidence.map(({ time }) => time).filter((time) => time > sealed.time && time < until), until];
  return Math.max(0, ...times.slice(1).map((time, i) => secondsBetween(times[i] ?? time, time)));
}

export function timeline(sessions: readonly SessionView[], lines: ReadonlyMap<string, Line>, looked: number, lang: Lang, say: Say): Html {
  if (sessions.length === 0) return nothing;
  const items = sessions.slice(0, SHOWN).map((session) => item(session, lines.get(session.id) ?? NONE, lang, say));
  return html`<section><h2>${say('lineTitle')}</h2><p>${say('lineSay', { count: looked })}</p><ol class="timeline">${items}</ol>
${sessions.length > SHOWN ? html`<p class="help">${say('lineMore', { shown: SHOWN })}</p>` : nothing}</section>`;
}

function item(session: SessionView, line: Line, lang: Lang, say: Say): Html {
  const { id, number } = session;
  const who = [session.operator, ...(session.reviewer === null ? [] : [session.reviewer])].join(', ');
  return html`<li><h3><a href="/session/${id}">${say('sessionNumber', { number })}</a> ${sessionState(session.state, say)}</h3>
<p class="help">${exactMoment(line.sealed?.time ?? session.drafted)} UTC · ${who}</p>
${picture(session, line, say)}${verdict(session, line, lang, say)}
<p class="links"><a href="/ledger?session=${id}&amp;type=gap.evidence">${say('lineEvidence', { number })}</a> · <a href="/ledger?session=${id}">${say('lineEntries', { number })}</a></p></li>`;
}

function picture({ number }: SessionView, { sealed, ended, evidence }: Line, say: Say): Html {
  const last = ended ?? evidence.at(-1);
  if (!sealed || !last) return nothing;
  const span = Math.max(1, secondsBetween(sealed.time, last.time));
  const at = (time: string): string => (10 + (Math.min(span, secondsBetween(sealed.time, time)) / span) * (WIDE - 20)).toFixed(1);
  const marks = evidence.map(({ time, code }) => html`<path class="${code === null ? 'mark' : 'mark broken'}" d="M${at(time)} 4v16"/>`);
  const words = say('linePicture', {
    number,
    count: evidence.length,
    from: sealed.time.slice(11, 19),
    to: last.time.slice(11, 19),
  });
  return html`<svg class="line" viewBox="0 0 ${WIDE} 24" role="img" aria-label="${words}"><path class="axis" d="M10 12H${WIDE - 10}"/>${marks}</svg>`;
}

function verdict(session: SessionView, line: Line, lang: Lang, say: Say): Html {
  const { sealed, ended, evidence } = line;
  const broken = evidence.find(({ code }) => code !== null);
  const breach =
    broken &&
    html`<p class="why">${say('lineBroken')} <a href="/ledger/entries/${broken.sequence}">${say('entryTitle', { sequence: formatNumber(broken.sequence, lang) })}</a> ${reason(broken.code, lang)}</p>`;
  if (session.sealed === null) return html`<p>${say('lineNeverSealed')}</p>${breach ?? nothing}`;
  if (!sealed) return html`<p>${say('lineUnread')}</p>`;
  const seconds = longestSilence(line);
  const proofs = html`<p>${say('lineProofs', { count: evidence.length, seconds })}${ended ? nothing : html` ${say('lineGoes')}`}</p>`;
  if (breach) return html`${proofs}${breach}`;
  if (session.gap === 'chamber') return html`${proofs}<p>${say('lineChamber')}</p>`;
  const measured = evidence.filter(({ counts }) => counts.changes !== undefined);
  const counters = new Set(measured.map(({ counts }) => `${counts.links} ${counts.changes}`));
  const said = () => {
    if (measured.length < 2) return say('lineUnmeasured');
    if (counters.size > 1) return say('lineMoved');
    return seconds > LONGEST_SILENCE ? say('lineSilent', { seconds: LONGEST_SILENCE }) : say('lineUnbroken');
  };
  return html`${proofs}<p><strong>${said()}</strong></p>`;
}
