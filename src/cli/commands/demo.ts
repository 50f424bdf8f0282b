import { resolve } from 'node:path';
import type { DemoStep } from '../../demo/run/steps.ts';
import type { DemoOutcome } from '../../demo/run.ts';
import type { Command, Context, Done } from '../command.ts';
import { demoLines, demoResult } from '../demo-lines.ts';
import { phaseLine } from '../phase.ts';
import type { Voice } from '../voice.ts';

export const demo: Command = {
  name: 'demo',
  about: 'demo',
  options: [
    { flag: '--home', value: 'DIR', about: 'optHome' },
    { flag: '--serve', about: 'optServe' },
    { flag: '--port', value: 'P', about: 'optPort' },
  ],
  async run(context) {
    const { option, flag } = context;
    const { isDemoHome } = await import('../../demo/run/home.ts');
    const home = resolve(option('--home') ?? (process.env.ECLUSE_DEMO_HOME || 'demo-home'));
    if (!flag('--serve')) return await play(home, context);
    if (!isDemoHome(home)) {
      const played = await play(home, context);
      if (!context.voice.json) context.voice.say(played.lines);
      if (played.failed) return { ...played, lines: [] };
    }
    return await serve(home, context);
  },
};

async function play(home: string, { voice, environment }: Context): Promise<Done> {
  const { runDemo } = await import('../../demo/run.ts');
  const { EcluseError } = await import('../../base/errors.ts');
  const began = performance.now();
  voice.progress(voice.t('demoHead', { folder: home }));
  const controller = new AbortController();
  const stop = () => controller.abort();
  process.once('SIGINT', stop);
  let outcome: DemoOutcome;
  try {
    outcome = await runDemo(home, {
      lang: voice.lang,
      environment,
      onStep: (step) => tell(step, performance.now() - began, voice),
      signal: controller.signal,
    });
  } finally {
    process.removeListener('SIGINT', stop);
  }
  const seconds = Math.round((performance.now() - began) / 100) / 10;
  const done = { result: demoResult(outcome, seconds), lines: demoLines(outcome, seconds, voice) };
  if (outcome.ledger.ok) return done;
  return { ...done, failed: new EcluseError('DEMO_LEDGER', { count: outcome.ledger.findings.length }) };
}

async function serve(home: string, { voice, option, environment }: Context): Promise<Done> {
  const { demoPaths } = await import('../../demo/run/home.ts');
  const { DEMO_SECRETS } = await import('../../demo/run/people.ts');
  const { portOf, serveUntilStopped } = await import('../serve.ts');
  const { withAppliance } = await import('../with-appliance.ts');
  const { ACCOUNT_NAMES, ROLES } = await import('../../../appliance/gate/roles.ts');
  const port = portOf(option('--port'), voice);
  return await withAppliance(demoPaths(home).appliance, environment, async (app) => {
    await serveUntilStopped(
      app,
      port,
      voice,
      (url) => ({
        result: {
          url,
          home,
          accounts: Object.fromEntries(ROLES.map((role) => [ACCOUNT_NAMES[role], DEMO_SECRETS[role]])),
          custodians: DEMO_SECRETS.custodians,
        },
        lines: [
          voice.t('demoServing', { url }),
          voice.t('demoPasswords'),
          ...ROLES.map((role) => `  ${ACCOUNT_NAMES[role].padEnd(14)} ${DEMO_SECRETS[role]}`),
          ...DEMO_SECRETS.custodians.map((secret, i) => `  ${voice.t('secretCustodian', { number: i + 1 })} : ${secret}`),
        ],
      }),
      [home],
    );
    return { result: {}, lines: [], said: true };
  });
}

function tell(step: DemoStep, elapsed: number, voice: Voice): void {
  const at = `${String(Math.round(elapsed / 1000)).padStart(4)} s`;
  if (step.step === 'working') voice.tick(`${at}      ${phaseLine(step.phase, step.done, step.total, voice)}`);
  else voice.progress(`${at}  ${told(step, voice)}`);
}

function told(step: Exclude<DemoStep, { step: 'working' }>, voice: Voice): string {
  switch (step.step) {
    case 'appliance':
      return voice.t('demoAppliance');
    case 'partner':
      return voice.t('demoPartner', step);
    case 'prepare':
      return voice.t(step.purpose === 'train' ? 'demoPrepareTrain' : 'demoPrepareScore');
    case 'received':
      return voice.t('demoReceived', step);
    case 'session':
      return voice.t(step.purpose === 'train' ? 'demoSessionTrain' : 'demoSessionScore');
    case 'released':
      return voice.t('demoReleased', step);
    case 'approved':
      return voice.t('demoApproved', step);
    case 'declined':
      return voice.t('demoDeclined', step);
    case 'opened':
      return voice.t('demoOpened', step);
    case 'neighbour':
      return voice.t('demoNeighbour', step);
    case 'destroyed':
      return voice.t('demoDestroyed', step);
    case 'audit':
      return voice.t('demoAudit');
  }
}
