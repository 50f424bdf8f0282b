import { encode } from 'uqr';
import type { Lang, Text } from '../base/text.ts';
import type { Card } from './card.ts';
import { SHARES, shareCode, shareWords } from './shares.ts';
import { fingerprintWords } from './words.ts';

const WORDS = {
  title: { fr: 'Part de récupération', en: 'Recovery share' },
  lead: {
    fr: 'Deux des trois parts, ensemble, rouvrent les clés. Une seule ne dit rien.',
    en: 'Two of the three shares, together, reopen the keys. One alone says nothing.',
  },
  keep: {
    fr: 'Gardez-la sous enveloppe scellée, loin des deux autres et de la machine, chez une personne qui n’en garde pas d’autre. Ne la photographiez pas.',
    en: 'Keep it in a sealed envelope, away from the two others and from the machine, with a person who keeps no other. Do not photograph it.',
  },
  drill: {
    fr: 'Chaque année, prouvez que le papier vaut encore : {command}',
    en: 'Every year, prove that the paper still works: {command}',
  },
  words: { fr: 'Les trente mots', en: 'The thirty words' },
  code: { fr: 'Le même, en code QR', en: 'The same, as a QR code' },
  owner: { fr: 'Clés de', en: 'Keys of' },
  id: { fr: 'Identifiant', en: 'Id' },
  fingerprint: { fr: 'Mots de contrôle de la carte', en: 'Words of the card' },
  made: { fr: 'Imprimée le', en: 'Printed on' },
  holder: { fr: 'Remise à', en: 'Handed to' },
} as const satisfies Record<string, Text>;

const STYLE = `
:root{color-scheme:light}
*{box-sizing:border-box}
body{margin:0 auto;max-width:44rem;padding:2rem 1.5rem;font:16px/1.5 "Avenir Next","Segoe UI","Helvetica Neue",Helvetica,Arial,sans-serif;color:#1b2a33;background:#fff}
h1{font-size:1.9rem;line-height:1.15;margin:0 0 .3rem}
h2{font-size:1.1rem;margin:1.6rem 0 .5rem;border-top:2px solid #1b2a33;padding-top:.6rem}
p{margin:.4rem 0}
dl{display:grid;grid-template-columns:auto 1fr;gap:.15rem 1rem;margin:1rem 0}
dt{color:#55636b}
dd{margin:0;font-weight:600;overflow-wrap:anywhere}
ol{columns:3;column-gap:2rem;margin:0;padding-left:2.2rem;font:600 1.05rem/1.75 ui-monospace,"DejaVu Sans Mono",monospace}
li::marker{color:#55636b;font-weight:400}
svg{width:15rem;height:15rem;display:block}
.line{border-bottom:1px solid #1b2a33;min-width:14rem;display:inline-block}
@media print{body{padding:0}@page{margin:18mm}}
`;

export type SharePage = {
  readonly card: Card;
  readonly share: Uint8Array;
  readonly number: number;
  readonly day: string;
  readonly drill: string;
};

/** One share as a page to print: whole in itself, without script, font or address. Its words and its code are the secret. */
export function sharePage({ card, share, number, day, drill }: SharePage, lang: Lang): string {
  const say = (key: keyof typeof WORDS) => escaped(WORDS[key][lang]);
  const title = `${say('title')} ${number} / ${SHARES.made}`;
  const facts = [
    [say('owner'), escaped(card.name)],
    [say('id'), card.id],
    [say('fingerprint'), escaped(fingerprintWords(card.hash).join(' ').normalize('NFC'))],
    [say('made'), day],
    [say('holder'), '<span class="line">&#160;</span>'],
  ];
  return `<!doctype html>
<html lang="${lang === 'fr' ? 'fr-CA' : 'en-CA'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${STYLE}</style></head>
<body><h1>${title}</h1><p>${say('lead')}</p>
<dl>${facts.map(([name, value]) => `<dt>${name}</dt><dd>${value}</dd>`).join('')}</dl>
<h2>${say('words')}</h2><ol>${shareWords(share)
    .map((word) => `<li>${escaped(word.normalize('NFC'))}</li>`)
    .join('')}</ol>
<h2>${say('code')}</h2>${drawing(shareCode(share, card.id))}
<h2>${say('title')}</h2><p>${say('keep')}</p><p>${say('drill').replace('{command}', `<code>${escaped(drill)}</code>`)}</p></body></html>
`;
}

function drawing(text: string): string {
  const { data, size } = encode(text, { ecc: 'M', border: 4 });
  const squares = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return `<svg viewBox="0 0 ${size} ${size}" role="img" aria-label="QR" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path fill="#000" d="${squares.join('')}"/></svg>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
