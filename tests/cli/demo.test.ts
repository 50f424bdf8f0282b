import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { systemRandom } from '../../src/base/random.ts';
import { demoLines, demoResult } from '../../src/cli/demo-lines.ts';
import { voice } from '../../src/cli/voice.ts';
import { isDemoHome, startAfresh } from '../../src/demo/run/home.ts';
import { DEMO_SECRETS } from '../../src/demo/run/people.ts';
import type { DemoStep } from '../../src/demo/run/steps.ts';
import { type DemoOutcome, runDemo } from '../../src/demo/run.ts';
import { noChamber } from '../support/chamber.ts';
import { ecluse, start } from '../support/command.ts';
import { scratch } from '../support/parties.ts';

const { folder, remove } = scratch();
afterAll(remove);
const home = join(folder, 'demo');
const environment = { clock: () => new Date(), random: systemRandom };

async function play(lang: 'fr' | 'en' = 'fr'): Promise<{ outcome: DemoOutcome; steps: DemoStep[] }> {
  const steps: DemoStep[] = [];
  const outcome = await runDemo(home, { lang, environment, pupils: 900, variables: 24, onStep: (step) => steps.push(step) });
  return { outcome, steps };
}

describe('a folder that the demonstration did not make', () => {
  it('stays as it is', async () => {
    const mine = join(folder, 'mine');
    mkdirSync(mine);
    writeFileSync(join(mine, 'thesis.txt'), 'mine');
    for (const path of [mine, join(mine, 'thesis.txt')]) {
      expect(await ecluse(['demo', '--home', path, '--json'])).toMatchObject({
        code: 1,
        json: { ok: false, error: { code: 'DEMO_HOME' } },
      });
    }
    expect(readdirSync(mine)).toEqual(['thesis.txt']);
  });
});

describe.skipIf(noChamber)('the demonstration', () => {
  it('plays the whole trip of two CSSs, over an old home of its own', async () => {
    startAfresh(home);
    writeFileSync(join(home, 'leftover'), 'of one that was cut short');
    const { outcome, steps } = await play();
    expect(existsSync(join(home, 'leftover'))).toBe(false);
    expect(isDemoHome(home)).toBe(true);
    expect(outcome.ledger).toMatchObject({ ok: true, findings: [], witnesses: 4 });
    expect(steps.filter(({ step }) => step === 'neighbour')).toEqual([
      { step: 'neighbour', name: 'CSS des Trois-Écluses', other: 'CSS de la Rivière-aux-Bouleaux', code: 'BUNDLE_RECIPIENT' },
    ]);
    // Its training request and the evaluation: the models stay.
    expect(steps.filter(({ step }) => step === 'destroyed')).toEqual([
      { step: 'destroyed', name: 'CSS de la Rivière-aux-Bouleaux', files: 2 },
    ]);
    // The first asked for a campaign: one model a grade, and the exam's. Few pupils: a model may not hold what its CSS asks.
    const declined = steps.filter((each) => each.step === 'declined');
    expect(outcome.csses.map(({ models }) => models.length)).toEqual([4 - declined.length, 2]);
    expect(declined.every(({ code }) => code.startsWith('APPROVE_'))).toBe(true);

    const result = demoResult(outcome, 12.3);
    // The second CSS had its past pupils destroyed, and with them what was written of their evaluation.
    expect(result.csses.map(({ open }) => open.evaluation === null)).toEqual([false, true]);
    for (const css of result.csses) {
      for (const path of Object.values(css.open).filter((each) => each !== null)) expect(statSync(path).size).toBeGreaterThan(1000);
      for (const model of css.models)
        expect(model).toMatchObject({
          auc: expect.any(Number),
          bands: { pupils: model.grade === null ? 900 : expect.any(Number) },
          targeted: { recall: { count: expect.any(Number), of: expect.any(Number) } },
        });
    }
    const lines = demoLines(outcome, 12.3, voice('fr', false, { out: process.stdout, err: process.stderr })).join('\n');
    for (const css of outcome.csses) expect(lines).toContain(css.name);
    for (const said of ['Rappel', 'Précision', 'agressive', 'conservatrice', 'npm start', 'n’était pas débranchée', 'portrait.html'])
      expect(lines).toContain(said);
    expect(lines).not.toMatch(/NaN|undefined|\{\w+\}/);
  }, 120_000);

  it('leaves no plaintext of a pupil at the appliance or on the drive', () => {
    const extract = readFileSync(join(home, 'css-des-trois-ecluses', 'extraits', 'score.csv'), 'latin1').split('\n');
    const fiches = extract.slice(1, 40).map((line) => line.split(/[,;]/)[0]!.replaceAll('"', ''));
    expect(fiches.every((fiche) => fiche.length >= 6)).toBe(true);
    for (const side of ['appareil', 'cle-usb', 'registre']) {
      const names = readdirSync(join(home, side), { recursive: true, encoding: 'utf8' }) as string[];
      for (const name of names.map((each) => join(home, side, each)).filter((path) => statSync(path).isFile())) {
        const held = readFileSync(name, 'latin1');
        for (const fiche of fiches) expect(held.includes(fiche)).toBe(false);
      }
    }
  });

  it('serves its console, and says its passwords, which open it', async () => {
    const running = start(['demo', '--serve', '--home', home, '--port', '0', '--json']);
    while (running.said() === '') await new Promise((resolve) => setTimeout(resolve, 20));
    const said = JSON.parse(running.said()) as { url: string; accounts: Record<string, string> };
    expect(said).toEqual({
      ok: true,
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      home,
      accounts: { operateur: DEMO_SECRETS.operator, reviseur: DEMO_SECRETS.reviewer, verificateur: DEMO_SECRETS.auditor },
      custodians: DEMO_SECRETS.custodians,
    });
    expect(await (await fetch(said.url)).text()).toContain('Écluse');
    process.kill(running.pid, 'SIGTERM');
    expect(await running.ended).toMatchObject({ code: 0 });
  });
});
