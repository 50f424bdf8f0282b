import { type Html, html } from './html.ts';

/** The mark: two mitre gates, closed, pointing upstream over the water. */
export const glyph: Html = html`<svg class="glyph" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false"><path class="glyph-wall" d="M2 5h5v22H2zM25 5h5v22h-5z"/><path class="glyph-gate" d="M7 9l9-4 9 4M7 16l9-4 9 4"/><path class="glyph-water" d="M7 22q2.25-2 4.5 0t4.5 0 4.5 0 4.5 0M7 26q2.25-2 4.5 0t4.5 0 4.5 0 4.5 0"/></svg>`;

/** The same, on its own, for the browser's tab. */
export const iconFile =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#0b5563"/><g fill="none" stroke="#fff" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round"><path d="M8 11l8-3.5 8 3.5M8 17l8-3.5 8 3.5"/><path stroke="#9fd8e2" d="M8 23q2-1.8 4 0t4 0 4 0 4 0"/></g></svg>\n';
