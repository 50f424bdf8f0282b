import { describe, expect, it } from 'vitest';
import { checksOf } from '../../src/auditor/check.ts';
import { reportPage } from '../../src/auditor/page.ts';
import { reportJson, reportLines } from '../../src/auditor/report.ts';
import { verifyExport } from '../../src/auditor/verify.ts';
import { utf8 } from '../../src/base/bytes.ts';
import { LOCAL_CHEATS, localEvents, localKeeper, localRotation, MODELS, rotatedFiles, scoring } from '../support/cheats-local.ts';
import { checkpointOf, filesOf, id, kept, logOf, reader } from '../support/ledger.ts';
import { typography } from '../support/typography.ts';

const log = logOf(localEvents, localKeeper);
const files = filesOf(log);
const told = verifyExport(reader(files), { against: [kept(checkpointOf(log, 3)), kept(checkpointOf(log))] });

describe('the log that a CSS keeps of what it scored on its own machine', () => {
  it('holds in all that it may be asked, and says what it tells', () => {
    expect(told).toMatchObject({ ok: true, intact: true, findings: [], card: { role: 'partner', name: 'CSS des Rives', compared: false } });
    expect(told.checks.map(({ name }) => name)).toEqual([...checksOf('partner')]);
    expect(told.checks.map(({ name }) => name)).not.toContain('isolation');
    expect(told.kept.map(({ verdict }) => verdict)).toEqual(['consistent', 'consistent']);
    expect(told.facts?.local.map(({ entry, bundle, rows, models }) => [entry, bundle, rows, models.map(({ model }) => model)])).toEqual([
      [2, id('premier'), 260, [...MODELS]],
      [4, id('second'), 260, ['echec-francais']],
      [6, id('dernier'), null, ['echec-francais']],
    ]);
  });

  it('holds over any number of scorings, and of tiles', () => {
    const many = Array.from({ length: 150 }, (_, at) => scoring(`no-${at}`, MODELS)).flat();
    const long = logOf(many, localKeeper);
    const found = verifyExport(reader(filesOf(long)), { against: [kept(checkpointOf(long, 300))] });
    expect([found.ok, found.facts?.local.length]).toEqual([true, 150]);
  });

  it('goes on under another card by a note that both keys signed; what was kept before it still serves', () => {
    const before = kept(checkpointOf(log, 5));
    const found = verifyExport(reader(rotatedFiles([localRotation])), { against: [before], card: utf8(localKeeper.card.text) });
    expect(found.findings).toEqual([]);
    expect(found.kept).toEqual([{ name: before.name, size: 5, verdict: 'consistent' }]);
    const without = verifyExport(reader(rotatedFiles([])), { against: [before] });
    expect(without.findings.map(({ code }) => code)).toEqual(['KEPT_SIGNATURE']);
  });

  it('is told as what it is, in words, on paper and in JSON', () => {
    const words = { words: ['abeille', 'zèbre'] };
    for (const verification of [told, ...LOCAL_CHEATS.map((cheat) => verifyExport(reader(cheat.files)))]) {
      for (const line of reportLines(verification, 'fr', words)) expect(typography(line)).toEqual([]);
      expect(reportLines(verification, 'en').length).toBe(reportLines(verification, 'fr').length);
      expect(reportLines(verification, 'fr').join('\n')).not.toMatch(/\{\w+\}|undefined|NaN/);
    }
    const text = reportLines(told, 'fr', words).join('\n');
    expect(text).toContain('Registre des évaluations faites sur place par «\u00a0CSS des Rives\u00a0»');
    expect(text).toContain('Aucun isolement ni aucune révision n’y sont prouvés');
    expect(text).toContain('moins de 10');
    expect(text).not.toMatch(/appareil|Séances/);
    const page = reportPage(told, 'fr', { today: '2027-07-01', ...words });
    for (const said of ['Évaluations sur place', 'conservatrice', MODELS[0], 'Aucun isolement']) expect(page).toContain(said);
    expect(page).not.toMatch(/Séances scellées|undefined|NaN|null/);
    const json = JSON.parse(JSON.stringify(reportJson(told, 'en')));
    expect(json.checks.map(({ text: said }: { text: string }) => said)).toContain('Every model used cites the CSS’s approval.');
    expect(json.facts.local).toHaveLength(3);
  });
});
