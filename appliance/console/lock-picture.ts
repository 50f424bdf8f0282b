import { type Html, html } from '../../src/web/html.ts';
import type { Say } from './messages.ts';

export type Gates = 'upstream' | 'none' | 'downstream';
export type LockPicture = { gates: Gates; waiting: number; inside: number; leaving: number; working: boolean };

const HIGH = 72;
const LOW = 118;
const BED = 168;

function water(x: number, width: number, level: number, name: string): Html {
  const waves = Math.round(width / 24);
  const step = width / waves;
  const crest = Array.from({ length: waves }, (_, i) => `q${step / 2} ${i % 2 === 0 ? -4 : 4} ${step} 0`).join(' ');
  return html`<path class="water ${name}" d="M${x} ${level} ${crest} V${BED} H${x} Z"/>`;
}

/** A gate seen from the side: a leaf across the canal when closed; folded against its pier when open. */
function gate(x: number, open: boolean): Html {
  if (open) {
    return html`<g class="gate open"><rect x="${x - 5}" y="30" width="10" height="26" rx="2"/><path d="M${x} 56v${BED - 56}" class="ghost"/></g>`;
  }
  return html`<g class="gate closed"><rect x="${x - 7}" y="38" width="14" height="${BED - 38}" rx="2"/><path class="brace" d="M${x - 7} ${BED - 30}h14M${x - 7} ${BED - 62}h14M${x - 7} ${BED - 94}h14"/></g>`;
}

function crate(x: number, y: number): Html {
  return html`<g class="crate"><rect x="${x}" y="${y}" width="24" height="16" rx="2"/><path d="M${x + 8} ${y}v16M${x + 16} ${y}v16"/></g>`;
}

function crates(count: number, middle: number, level: number): Html {
  const shown = Math.min(count, 3);
  const start = middle - (shown * 30 - 6) / 2;
  return html`${Array.from({ length: shown }, (_, i) => crate(start + i * 30, level - 15))}`;
}

/** The lock from the side: upstream water high, downstream low, the chamber between two gates that are never open together. */
export function lockPicture(state: LockPicture, say: Say): Html {
  const level = state.gates === 'upstream' ? HIGH : state.gates === 'downstream' ? LOW : (HIGH + LOW) / 2;
  const up = state.gates === 'upstream';
  const down = state.gates === 'downstream';
  const words = say(up ? 'pictureUpOpen' : down ? 'pictureDownOpen' : 'pictureClosed');
  const basin = (title: string, sub: string): Html => html`<div><dt>${title}</dt><dd>${sub}</dd></div>`;
  const sign = (x: number, open: boolean): Html =>
    html`<text class="gate-word ${open ? 'is-open' : 'is-closed'}" x="${x}" y="20" text-anchor="middle">${say(open ? 'gateOpen' : 'gateClosed')}</text>`;
  const inside = state.inside > 0 ? say('chamberBusy', { count: state.inside }) : say('chamberEmpty');
  return html`<figure class="lock"><svg viewBox="0 0 720 172" role="img" aria-labelledby="lock-picture-title lock-picture-words" class="${state.working ? 'working' : ''}">
<title id="lock-picture-title">${say('pictureTitle')}</title><desc id="lock-picture-words">${words}</desc>
${water(0, 240, HIGH, 'upstream')}${water(240, 240, level, 'chamber')}${water(480, 240, LOW, 'downstream')}
${crates(state.waiting, 120, HIGH)}${crates(state.inside, 360, level)}${crates(state.leaving, 600, LOW)}
<path class="bed" d="M0 ${BED}H720"/><path class="pier" d="M228 26h24M468 26h24"/>
${gate(240, up)}${gate(480, down)}${sign(240, up)}${sign(480, down)}
</svg><dl class="basins">${basin(say('upstream'), say('upstreamSay', { count: state.waiting }))}${basin(say('chamber'), inside)}${basin(say('downstream'), say('downstreamSay', { count: state.leaving }))}</dl>
<figcaption>${words}</figcaption></figure>`;
}
