import type { EcluseError } from '../../../src/base/errors.ts';
import type { Lang } from '../../../src/base/text.ts';
import { isWithdrawal } from '../../../src/bundle/approval.ts';
import type { PageContent } from '../../../src/web/answer.ts';
import { day, size } from '../../../src/web/format.ts';
import { type Html, html, nothing } from '../../../src/web/html.ts';
import { csrfField, refusal } from '../../../src/web/parts.ts';
import type { Received } from '../../intake/receive.ts';
import { type Say, sayer } from '../messages.ts';
import { folderField } from '../parts.ts';

export type ReceivePage = {
  readonly lang: Lang;
  readonly csrf: string;
  readonly limit: number;
  readonly roots: readonly string[];
  readonly proposed: readonly string[];
  /** A folder looked into, and its ordinary files. */
  readonly opened: { readonly folder: string; readonly files: readonly { name: string; size: number }[] } | null;
  readonly error: EcluseError | null;
};

export function receivePage(view: ReceivePage): PageContent {
  const { lang, csrf, opened } = view;
  const say = sayer(lang);
  const body = html`<h1>${say('receiveTitle')}</h1><p class="lead">${say('receiveIntro')}</p>
${view.error ? refusal(view.error, lang, say, say('receiveRefused'), html`<p>${say('receiveRefusedSay')}</p>`) : nothing}
<section><h2>${say('receiveDrive')}</h2>
<form method="get" action="/bundles/receive" class="card">${folderField('receive-folder', opened ? [opened.folder, ...view.proposed.filter((each) => each !== opened.folder)] : view.proposed, view.roots, say)}
<p class="actions"><button class="second">${say('receiveLook')}</button></p></form>
${opened ? files(opened, csrf, lang, say) : nothing}</section>
<section><h2>${say('receiveUpload')}</h2>
<form method="post" action="/bundles/receive" enctype="multipart/form-data" class="card">${csrfField(csrf)}
<div class="field"><label for="file">${say('receiveFile')}</label><input id="file" name="file" type="file" required aria-describedby="file-help"><p class="help" id="file-help">${say('receiveLimit', { limit: size(view.limit, lang) })}</p></div>
<p class="actions"><button class="${opened ? 'second' : ''}">${say('receiveSubmit')}</button></p></form></section>
<p class="help">${say('receiveChecks')}</p>`;
  return { title: say('receiveTitle'), body };
}

function files(opened: NonNullable<ReceivePage['opened']>, csrf: string, lang: Lang, say: Say): Html {
  if (opened.files.length === 0) return html`<p class="empty">${say('receiveNoFile', { folder: opened.folder })}</p>`;
  const boxes = opened.files.map(
    (file, i) =>
      html`<label class="choice"><input type="checkbox" name="file-${i}" value="${file.name}"> <span>${file.name} <span class="help">${size(file.size, lang)}</span></span></label>`,
  );
  return html`<form method="post" action="/bundles/receive/folder" class="card">${csrfField(csrf)}<input type="hidden" name="folder" value="${opened.folder}">
<fieldset><legend>${say('receiveFiles', { folder: opened.folder })}</legend>${boxes}</fieldset>
<p class="actions"><button>${say('receiveSubmit')}</button></p></form>`;
}

export function receivedWords(received: Received, lang: Lang, say: Say): string {
  const { name } = received.sender;
  if (received.what === 'approval' && isWithdrawal(received)) return say('receivedWithdrawal', { model: received.model, name });
  if (received.what === 'approval') return say('receivedApproval', { model: received.model, name, until: day(received.until, lang) });
  if (received.what === 'order') return say('receivedOrder', { id: received.bundle.slice(0, 8), name });
  if (received.what === 'certificate') return say('receivedCertificate', { count: received.items, name });
  const words = say('receivedBundle', { id: received.id.slice(0, 8), name });
  return received.missing > 0 ? `${words} ${say('receivedMissing', { missing: received.missing })}` : words;
}

export type ReceiptShown = { readonly file: string } & ({ readonly received: Received } | { readonly refused: EcluseError });

export function receiptsPage(receipts: readonly ReceiptShown[], lang: Lang): PageContent {
  const say = sayer(lang);
  const good = receipts.filter((receipt) => 'received' in receipt);
  const bad = receipts.filter((receipt) => 'refused' in receipt);
  const body = html`<h1>${say('receiptsTitle')}</h1>
<p class="lead">${say('receiptsSay', { good: good.length })} ${say('receiptsSayRefused', { bad: bad.length })}</p>
${good.length > 0 ? html`<ul class="receipts">${good.map((receipt) => html`<li><strong>${receipt.file}</strong> ${receivedWords(receipt.received, lang, say)}</li>`)}</ul>` : nothing}
${bad.map((receipt) => refusal(receipt.refused, lang, say, say('receiptRefused', { file: receipt.file })))}
<p class="actions"><a class="button" href="/bundles">${say('toBundles')}</a> <a href="/bundles/receive">${say('receiveMore')}</a></p>`;
  return { title: say('receiptsTitle'), body };
}
