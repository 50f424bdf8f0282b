import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { utf8 } from '../../src/base/bytes.ts';
import { readEvaluation } from '../../src/partner/documents.ts';
import { readPlain } from '../../src/partner/source.ts';
import { parseDictionary } from '../../src/table/dictionary.ts';
import { timeVariables } from '../../src/table/groups.ts';
import { harmonise } from '../../src/table/harmonise.ts';
import { campaignOf } from '../support/campaign.ts';
import { noChamber, openLab, outcomeOf, run } from '../support/chamber.ts';
import { dataFolder, noData } from '../support/requires.ts';

const root = mkdtempSync(join(tmpdir(), 'ecluse-cohorts-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** The dictionary of the trial, with the moment from which each semester's columns are known. */
function timed() {
  const told = JSON.parse(readFileSync(new URL('./uci697.dictionary.json', import.meta.url), 'utf8'));
  told.moments = ['inscription', 'semestre-1', 'semestre-2'].map((name) => ({ name, label: { fr: name, en: name } }));
  for (const variable of told.variables) {
    const semester = /(1st|2nd) sem/.exec(variable.name)?.[1];
    if (variable.role === 'predictor' && semester) variable.knownFrom = semester === '1st' ? 'semestre-1' : 'semestre-2';
  }
  return parseDictionary(utf8(JSON.stringify(told)));
}

describe.skipIf(noData || noChamber)('entrants of 2008–2013, judged on those of 2014–2015', () => {
  it('are learnt from at three moments; what is known too late stops a model, or is left out of it', { timeout: 120_000 }, async () => {
    const dictionary = timed();
    const { table, options } = readPlain(readFileSync(join(dataFolder, 'uci697/entrants-2008-2015.csv')));
    const { table: leaving, problems } = harmonise(table, dictionary, 'train', { ...options, groups: timeVariables(dictionary) });
    expect(problems).toEqual([]);
    const campaign = campaignOf({
      cohorts: { judged: 2 },
      options: { trees: 100 },
      models: [
        { family: 'decrochage', moment: 'inscription' },
        { family: 'decrochage', moment: 'semestre-1', later: 'drop' },
        { family: 'decrochage', moment: 'semestre-2' },
      ],
    });
    const lab = openLab(root);
    const css = lab.partner('CSS de l’essai');
    const columns = leaving.columns.map((each) =>
      each.type === 'code'
        ? { name: each.name, type: 'number' as const, values: Float64Array.from(each.values, (at) => (at < 0 ? Number.NaN : at)) }
        : each,
    );
    const request = lab.request(css, dictionary, { rows: leaving.rows, columns }, { kind: 'train', campaign });
    const { sealed } = outcomeOf(await run(lab.job([request])), 0, 'trained');
    const document = lab.open(sealed.path, css).documents.get('evaluation')!;
    const { models, setAside } = JSON.parse(new TextDecoder().decode(document));
    expect(setAside.map(({ code, params }: { code: string; params: object }) => [code, params])).toEqual([
      ['TRAIN_LATE', expect.objectContaining({ moment: 'inscription', count: 12 })],
    ]);
    const [first, second] = models.map(({ evaluation }: { evaluation: object }) => evaluation);
    for (const each of [first, second]) {
      expect(each).toMatchObject({ method: 'later-cohorts', cohorts: { judged: [2014, 2015] } });
      expect(each.cohorts.trained.map(({ cohort }: { cohort: number }) => cohort)).toEqual([2008, 2009, 2010, 2011, 2012, 2013]);
    }
    expect(first.dropped.filter(({ reason }: { reason: string }) => reason === 'late')).toHaveLength(6);
    expect(first.rocAuc).toBeGreaterThan(0.8);
    expect(second.rocAuc).toBeGreaterThan(first.rocAuc - 0.02);
    expect(readEvaluation(document).models).toHaveLength(2);
  });
});
