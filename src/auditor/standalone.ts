#!/usr/bin/env node
import { EcluseError, explain } from '../base/errors.ts';
import type { Lang, Text } from '../base/text.ts';
import { readKeptFile, readSmallFile, readWitnessFile } from './folder.ts';
import { reportJson, reportLines } from './report.ts';
import { verifyExport } from './verify.ts';

/*
 * The auditor's tool by itself: with what it imports, this module is made into one script (`npm run build`, dist/audit-verify.mjs) that needs
 * nothing but Node. It reads the files it is given, writes none, and knows no network.
 */

const USAGE: Text = {
  fr: 'Usage\u00a0: node audit-verify.mjs DOSSIER [--card CARTE] [--against POINT_DE_CONTRÔLE]… [--witness CLÉ]… [--lang fr|en] [--json]',
  en: 'Usage: node audit-verify.mjs FOLDER [--card CARD] [--against CHECKPOINT]… [--witness KEY]… [--lang fr|en] [--json]',
};

type Asked = {
  folder: string | null;
  card: string | null;
  against: string[];
  witness: string[];
  lang: Lang;
  json: boolean;
  wrong: boolean;
};

function parse(args: readonly string[]): Asked {
  const asked: Asked = { folder: null, card: null, against: [], witness: [], lang: 'fr', json: false, wrong: false };
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!;
    if (arg === '--json') asked.json = true;
    else if (arg.startsWith('--')) {
      const value = args[++i];
      if (arg === '--against' && value !== undefined) asked.against.push(value);
      else if (arg === '--witness' && value !== undefined) asked.witness.push(value);
      else if (arg === '--card' && value !== undefined) asked.card = value;
      else if (arg === '--lang' && (value === 'fr' || value === 'en')) asked.lang = value;
      else asked.wrong = true;
    } else if (asked.folder === null) asked.folder = arg;
    else asked.wrong = true;
  }
  return asked;
}

/** Exit code: 0 when everything holds, 1 when something does not, 2 when it was asked wrongly, 3 when the tool itself failed. */
export function main(args: readonly string[], out: (text: string) => void, complain: (text: string) => void): number {
  const { folder, card, against, witness, lang, json, wrong } = parse(args);
  if (folder === null || wrong) {
    complain(`${USAGE[lang]}\n`);
    return 2;
  }
  try {
    const enrolled = card === null ? {} : { card: readSmallFile(card) };
    const verification = verifyExport(folder, { against: against.map(readKeptFile), cosigners: witness.map(readWitnessFile), ...enrolled });
    const text = json ? JSON.stringify(reportJson(verification, lang)) : reportLines(verification, lang).join('\n');
    out(`${text}\n`);
    return verification.ok ? 0 : 1;
  } catch (error) {
    if (!(error instanceof EcluseError)) throw error;
    const { code, what, fix } = explain(error, lang);
    if (json) out(`${JSON.stringify({ ok: false, error: { code, what, fix, params: error.params } })}\n`);
    else complain(`${code} — ${what}\n${fix}\n`);
    return 1;
  }
}
