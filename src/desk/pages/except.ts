import { type Html, html } from '../../web/html.ts';
import { csrfField } from '../../web/parts.ts';
import type { Draft } from '../draft.ts';
import type { View } from '../visit.ts';
import { dayField, select, textField } from './fields.ts';
import { revisionField } from './steps.ts';

/** `signers`: the names of those who may sign. `dir`: the home, for the command that appoints them. */
export type ExceptView = { readonly signers: readonly string[]; readonly dir: string; readonly usual: string };

/** Two people sign, each with their own passphrase, one after the other at the same desk. */
export function exceptSection(view: View, draft: Draft, { signers, dir, usual }: ExceptView): Html {
  const { csrf, say } = view;
  const { excepting: asked } = draft;
  if (signers.length < 2) {
    return html`<section><h2>${say('exceptTitle')}</h2><p>${say('exceptFew', { count: signers.length })}</p><p><code>ecluse partner signer add ${dir} ${say('exceptName')}</code></p></section>`;
  }
  const names = signers.map((name) => [name, name] as const);
  const phrase = (name: 'passphrase1' | 'passphrase2', label: string) =>
    html`<div class="field"><label for="${name}">${label}</label><input id="${name}" name="${name}" type="password" required maxlength="1024" autocomplete="off"></div>`;
  return html`<section><h2>${say('exceptTitle')}</h2><p>${say('exceptLead')}</p>
<form method="post" action="/prepare/risk" class="card">${csrfField(csrf)}${revisionField(draft)}
${textField('reason', say('exceptReason'), asked?.reason ?? '', { most: 300, least: 10, required: true, help: say('exceptReasonHelp') })}
<div class="fields two">${dayField('until', say('exceptUntil'), asked?.until ?? null, say('exceptUntilHelp'))}${dayField('destroyby', say('destroyBy'), draft.destroyBy ?? usual, say('destroyByHelp'))}</div>
<div class="fields two">${select('signer1', say('exceptFirst'), names, asked?.signers[0] ?? signers[0]!)}${phrase('passphrase1', say('exceptPassphrase1'))}</div>
<div class="fields two">${select('signer2', say('exceptSecond'), names, asked?.signers[1] ?? signers[1]!)}${phrase('passphrase2', say('exceptPassphrase2'))}</div>
<p class="actions"><button>${say('exceptSign')}</button></p></form></section>`;
}
