import { size } from '../../web/format.ts';
import { type Html, html, nothing } from '../../web/html.ts';
import { csrfField } from '../../web/parts.ts';
import type { Told } from '../draft.ts';
import type { Choice, DeskFile } from '../files.ts';
import { choiceText, sameChoice, type View } from '../visit.ts';

function help(id: string, words: string | undefined): { readonly said: Html; readonly by: Html } {
  if (words === undefined) return { said: nothing, by: nothing };
  return { said: html`<p class="help" id="${id}-help">${words}</p>`, by: html` aria-describedby="${id}-help"` };
}

export function passphraseField({ say }: View, id = 'passphrase', label = say('passphrase')): Html {
  const { said, by } = help(id, say('passphraseHelp'));
  return html`<div class="field"><label for="${id}">${label}</label><input id="${id}" name="passphrase" type="password" required maxlength="1024" autocomplete="off"${by}>${said}</div>`;
}

export function dayField(id: string, label: string, value: string | null, words?: string): Html {
  const { said, by } = help(id, words);
  return html`<div class="field"><label for="${id}">${label}</label><input id="${id}" name="${id}" type="date" required${value === null ? nothing : html` value="${value}"`}${by}>${said}</div>`;
}

export function textField(
  id: string,
  label: string,
  value: string,
  more: { readonly most: number; readonly help?: string; readonly required?: true; readonly least?: number },
): Html {
  const { said, by } = help(id, more.help);
  const wanted = html`${more.required ? html` required` : nothing}${more.least === undefined ? nothing : html` minlength="${more.least}"`}`;
  return html`<div class="field"><label for="${id}">${label}</label><input id="${id}" name="${id}" type="text" maxlength="${more.most}"${wanted} autocomplete="off" value="${value}"${by}>${said}</div>`;
}

export function select(id: string, label: string, options: readonly (readonly [string, string])[], chosen: string, words?: string): Html {
  const { said, by } = help(id, words);
  return html`<div class="field"><label for="${id}">${label}</label><select id="${id}" name="${id}"${by}>${options.map(
    ([value, name]) => html`<option value="${value}"${value === chosen ? html` selected` : nothing}>${name}</option>`,
  )}</select>${said}</div>`;
}

/** A file among those of a kind, or none. */
export function fileSelect(
  id: string,
  label: string,
  files: readonly DeskFile[],
  chosen: Choice | null,
  none: string,
  words?: string,
): Html {
  const held = files.find((file) => sameChoice(file, chosen));
  const options = [['', none] as const, ...files.map((file) => [choiceText(file), file.name] as const)];
  return select(id, label, options, held ? choiceText(held) : '', words);
}

function about({ lang, say }: View, file: DeskFile): string {
  return [file.kind === 'recipe' ? say('isRecipe') : '', size(file.size, lang), say(`place_${file.place}`)].filter(Boolean).join(' · ');
}

/** One file, to be chosen. */
export function fileChoices(view: View, name: string, legend: string, files: readonly DeskFile[], chosen: Choice | null): Html {
  const choices = files.map((file) => {
    const checked = sameChoice(file, chosen) || files.length === 1 ? html` checked` : nothing;
    return html`<label class="choice"><input type="radio" name="${name}" value="${choiceText(file)}" required${checked}> <span><strong>${file.name}</strong> <span class="help">${about(view, file)}</span></span></label>`;
  });
  return html`<fieldset><legend>${legend}</legend>${choices}</fieldset>`;
}

/** Any number of files; the form numbers them, for each of its members stands once. */
export function fileTicks(view: View, name: string, legend: string, files: readonly DeskFile[], words: string): Html {
  const ticks = files.map(
    (file, at) =>
      html`<label class="choice"><input type="checkbox" name="${name}-${at}" value="${choiceText(file)}" checked> <span><strong>${file.name}</strong> <span class="help">${about(view, file)}</span></span></label>`,
  );
  return html`<fieldset><legend>${legend}</legend><p class="help">${words}</p>${ticks}</fieldset>`;
}

/** Sends files to the desk: by the file chooser, the only part of the page that the keyboard leaves for a moment. */
export function uploadForm({ csrf, say }: View, action: string, words: string, several: boolean): Html {
  const { said, by } = help('upload', words);
  return html`<form method="post" action="${action}" enctype="multipart/form-data" class="upload">${csrfField(csrf)}
<div class="field"><label for="upload">${say(several ? 'filesChoose' : 'openFile')}</label><input id="upload" name="file" type="file" required${several ? html` multiple` : nothing}${by}>${said}</div>
<p class="actions"><button class="second">${say('filesSend')}</button></p></form>`;
}

/** What a person may say of a table's form, where the guess is wrong. */
export function toldFields({ say }: View, told: Told, format: Choice | null, formats: readonly DeskFile[]): Html {
  const detect = ['', say('detect')] as const;
  const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'].map((each) => [each, each] as const);
  const separators = [
    [';', ';'],
    [',', ','],
    ['|', '|'],
    ['tab', say('sign_tab')],
  ] as const;
  const separator = told.separator === '\t' ? 'tab' : (told.separator ?? '');
  return html`<div class="fields">${select('encoding', say('factEncoding'), [detect, ...encodings], told.encoding ?? '')}
${select('separator', say('factSeparator'), [detect, ...separators], separator)}
${select('decimal', say('factDecimal'), [detect, [',', ','], ['.', '.']], told.decimal ?? '')}
${fileSelect('format', say('formatFile'), formats, format, say('formatNone'), say('formatHelp'))}
${textField('sheet', say('factSheet'), told.sheet ?? '', { most: 100, help: say('sheetHelp') })}</div>`;
}
