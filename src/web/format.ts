import { formatNumber, type Lang } from '../base/text.ts';
import { type Html, html } from './html.ts';
import type { SayWeb } from './messages.ts';

const ZONE = 'America/Toronto';

/** A UTC timestamp as people of Quebec read it. */
export function moment(iso: string, lang: Lang): Html {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return html`${iso}`;
  const text = new Intl.DateTimeFormat(lang === 'fr' ? 'fr-CA' : 'en-CA', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: ZONE,
  }).format(date);
  return html`<time datetime="${iso}">${text}</time>`;
}

/** `2026-11-22T07:20:55Z` → `2026-11-22 07:20:55`, for the ledger, whose column says UTC. */
export function exactMoment(iso: string): Html {
  return html`<time datetime="${iso}">${iso.replace('T', ' ').replace('Z', '')}</time>`;
}

export function day(date: string, lang: Lang): string {
  const at = new Date(`${date.slice(0, 10)}T12:00:00Z`);
  if (Number.isNaN(at.getTime())) return date;
  return new Intl.DateTimeFormat(lang === 'fr' ? 'fr-CA' : 'en-CA', { dateStyle: 'medium', timeZone: 'UTC' }).format(at);
}

export function duration(from: string | null, to: string | null, lang: Lang): string | null {
  if (from === null || to === null) return null;
  const seconds = Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 1000));
  if (seconds < 60) return `${formatNumber(seconds, lang)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')}`;
}

const UNITS: Readonly<Record<Lang, readonly string[]>> = { fr: ['o', 'ko', 'Mo', 'Go'], en: ['B', 'kB', 'MB', 'GB'] };

export function size(bytes: number, lang: Lang): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < 3) {
    value /= 1000;
    unit++;
  }
  return `${formatNumber(value, lang, { maximumFractionDigits: unit === 0 ? 0 : 1 })}\u00a0${UNITS[lang][unit]}`;
}

export function count(value: number | null, lang: Lang, say: SayWeb): string {
  return value === null ? say('hidden') : formatNumber(value, lang);
}

export function share(value: number | null, lang: Lang, say: SayWeb): string {
  return value === null ? say('hidden') : formatNumber(value, lang, { style: 'percent', maximumFractionDigits: 1 });
}

export function decimal(value: number | null, lang: Lang, digits = 3): string | null {
  return value === null ? null : formatNumber(value, lang, { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** A digest, whole for whoever copies it, in groups for whoever compares it by eye. */
export function digest(hex: string): Html {
  const groups = hex.match(/.{1,8}/g) ?? [];
  return html`<code class="digest">${groups.map((group) => html`<span>${group}</span>`)}</code>`;
}

/** An identifier cut short, whole in its title. */
export function shortId(id: string): Html {
  return html`<code title="${id}">${id.length > 12 ? `${id.slice(0, 8)}…` : id}</code>`;
}
