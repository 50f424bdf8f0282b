import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerFiles } from '../../src/partner/export/answer.ts';
import { type OutputFile, wholeFile } from '../../src/partner/export/folder.ts';
import { followUpFiles } from '../../src/partner/export/follow-up.ts';
import { followResult } from '../../src/partner/follow-up.ts';
import { type OpenedResult, openAnswer } from '../../src/partner/open.ts';
import { sheetPage } from '../../src/partner/portrait/sheet.ts';
import { pagePath } from '../../src/partner/roster.ts';
import { readSource } from '../../src/partner/source.ts';
import { childFacts, gatherRegister } from '../../src/register/facts.ts';
import { registerFiles } from '../../src/register/files.ts';
import { dictionaryBytes } from '../../src/table/dictionary.ts';
import { answer, approveIn, ask, DICTIONARY, desk, document, evaluationSaid, qualitySaid, soundResult } from '../support/answers.ts';
import { accessibilityFaults, launch, shoot } from '../support/browser.ts';
import { scratch } from '../support/parties.ts';
import { noBrowser } from '../support/requires.ts';

const { folder, remove } = scratch();
const at = desk(join(folder, 'home'), 'CSS d’un essai');
approveIn(at);

const fiches = Array.from({ length: 240 }, (_, i) => `F${1000 + i}`);
const train = ask(at, fiches.slice(0, 60), 'train');
const score = ask(at, fiches);
const evaluation = answer(at, train, {
  shards: [document('evaluation', evaluationSaid(train.core)), document('quality', qualitySaid)],
  core: { kind: 'evaluation' },
});
const result = answer(at, score, { shards: soundResult(at, score, (pupil) => (pupil < 40 ? 2 : pupil < 90 ? 1 : 0)) });

/** Every page that a CSS may keep or print, in one language. */
async function pagesIn(lang: 'fr' | 'en'): Promise<OutputFile[]> {
  const told = { sender: at.home.name, lang, excel: false, xlsx: false, parquet: false, pupils: true } as const;
  const opened = [result, evaluation].map((path) => openAnswer(at.home, at.secrets, path, at.clock));
  const outcomes = join(folder, 'outcomes.csv');
  writeFileSync(
    outcomes,
    `fiche;issue;aide\n${fiches.map((fiche, i) => `${fiche};${i % 3 ? 'NON' : 'OUI'};${i % 2 ? 'non' : 'oui'}`).join('\n')}\n`,
  );
  const dictionary = join(folder, 'dictionary.json');
  writeFileSync(dictionary, dictionaryBytes(DICTIONARY));
  const asked = { result, table: outcomes, source: await readSource(outcomes), dictionary, help: 'aide' };
  const followed = followResult(at.home, at.secrets, asked, at.clock);
  const facts = gatherRegister(at.home, at.secrets, { evaluations: [evaluation] }, at.clock);
  const fileNumber = fiches[3]!;
  const child = { fileNumber, facts: childFacts(at.home, at.secrets, fileNumber) };
  return [
    ...opened.flatMap((each) => answerFiles(each, told)),
    ...followUpFiles(followed, at.home.name, lang),
    ...registerFiles(facts, child, lang),
    wholeFile('preview.html', readFileSync(pagePath(at.home, train.id))),
    wholeFile('sheets.html', sheetPage(opened[0] as OpenedResult, [3, 0, 100], at.home.name, lang)),
  ].filter(({ name }) => name.endsWith('.html'));
}

describe.skipIf(noBrowser)('pages to read and print', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    remove();
  });

  it.each(['fr', 'en'] as const)('are without fault for a screen reader, and no wider than a telephone (%s)', async (lang) => {
    const page = await browser.newPage({ viewport: { width: 390, height: 800 } });
    const faults: string[] = [];
    const pages = await pagesIn(lang);
    expect(pages.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'portrait.html',
        'evaluation.html',
        'follow-up.html',
        'register.html',
        'child.html',
        'sheets.html',
        'preview.html',
      ]),
    );
    for (const { name, parts } of pages) {
      const path = join(folder, name);
      writeFileSync(path, Buffer.concat([...parts()]));
      await page.goto(`file://${path}`);
      faults.push(...(await accessibilityFaults(page)).map((fault) => `${name}: ${fault}`));
      const wide = (await page.evaluate('document.documentElement.scrollWidth')) as number;
      if (wide > 390) faults.push(`${name}: ${wide} px`);
      await shoot(page, `${lang}-${name.replace('.html', '')}`);
    }
    expect(faults).toEqual([]);
    await page.close();
  });
});
