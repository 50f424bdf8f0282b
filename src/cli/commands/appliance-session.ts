import type { Actor } from '../../../appliance/gate/roles.ts';
import type { Appliance } from '../../../appliance/home.ts';
import type { Progress } from '../../../appliance/session/progress.ts';
import type { RunOutcome } from '../../../appliance/session/run.ts';
import { EcluseError, explain, isErrorCode } from '../../base/errors.ts';
import type { Command, Context, Done } from '../command.ts';
import { setAsideModelLine } from '../model-lines.ts';
import { phaseLine } from '../phase.ts';
import { reviewLines } from '../review-lines.ts';
import type { SecretSpec } from '../secrets.ts';
import { untold, type Voice } from '../voice.ts';

const OPERATOR: readonly SecretSpec[] = [{ label: 'secretOperator' }];
const PAIR: readonly SecretSpec[] = [{ label: 'secretCustodianFirst' }, { label: 'secretCustodianSecond' }];
const REVIEWER: readonly SecretSpec[] = [{ label: 'secretReviewer' }];

export const applianceSession: Command = {
  name: 'session',
  about: 'applianceSession',
  args: [{ name: 'DIR', about: 'argHome' }],
  options: [
    { flag: '--gap', value: 'machine|chamber', about: 'optGap', required: true, choices: ['machine', 'chamber'] },
    { flag: '--custodians', value: 'I,J', about: 'optCustodians' },
    { flag: '--models', value: 'ID', about: 'optModels', many: true },
  ],
  secrets: [...OPERATOR, ...PAIR, ...REVIEWER],
  async run(context) {
    const { withAppliance } = await import('../with-appliance.ts');
    return await withAppliance(context.arg('DIR'), context.environment, (app) => hold(app, context));
  },
};

async function hold(app: Appliance, context: Context): Promise<Done> {
  const { voice, option, options, secrets, prompting } = context;
  const { abortSession, draftSession, scoredOutcome, sealAndScore } = await import('../../../appliance/session/run.ts');
  const { logIn } = await import('../../../appliance/session/login.ts');
  const { pairOf, pairSpecs, presentOf } = await import('../custodians.ts');
  const { readSkipped } = await import('../../../appliance/console/aggregates.ts');
  const { listParties, overview, sessionDetail } = await import('../../../appliance/views.ts');
  // At a terminal the reviewer types a password after seeing the aggregates, not before.
  const numbers = presentOf(app, option('--custodians'), voice, 'ecluse appliance session');
  const sealing = [...OPERATOR, ...pairSpecs(numbers)];
  const [password, one, other, early] = await secrets(prompting && process.stdin.isTTY ? sealing : [...sealing, ...REVIEWER]);
  const custodians = pairOf(numbers, [one, other]);
  const operator = logIn(app, 'operator', password!);
  const models = options('--models')
    ?.flatMap((each) => each.split(','))
    .filter((each) => each !== '');
  // A draft that nobody sealed makes way.
  const { live } = overview(app);
  if (live?.state === 'drafted') abortSession(app, live.id, operator);
  // A session that was scored and not reviewed is taken up where it stands.
  const waiting = live?.state === 'scored' ? live.id : null;
  // Its gap is the one under which it was sealed, whatever is asked for now.
  const gap = waiting && live ? live.gap : option('--gap') === 'machine' ? 'machine' : 'chamber';
  const draft = waiting ? { session: waiting, bundles: [], left: [] } : draftSession(app, { gap, operator, ...(models ? { models } : {}) });
  const { session } = draft;
  if (!waiting) voice.progress(voice.t('drafted', { session, count: draft.bundles.length }));
  for (const { bundle, code } of draft.left) voice.progress(voice.t('leftBundle', { bundle, what: whatOf(code, voice) }));
  if (gap === 'chamber') voice.progress(voice.t('gapChamberSaid'));
  else if (!waiting) voice.progress(voice.t('gapMeasured'));

  const controller = new AbortController();
  const stop = () => controller.abort();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  let run: RunOutcome;
  try {
    run = waiting
      ? scoredOutcome(app, waiting)
      : await sealAndScore(app, session, { operator, custodians, onProgress: tell(voice, gap), signal: controller.signal });
  } catch (error) {
    // Whoever was told to plug nothing in until told is told.
    const ended = sessionDetail(app, session);
    if (ended.gap === 'machine' && ended.state === 'aborted' && ended.dead) voice.progress(voice.t('plugAgain'));
    throw error;
  } finally {
    for (const { passphrase } of custodians) passphrase.fill(0);
    process.removeListener('SIGINT', stop);
    process.removeListener('SIGTERM', stop);
  }
  voice.progress(voice.t('chamberGone'));
  const names = new Map(listParties(app).map(({ id, name }) => [id, name]));
  for (const { bundle, code } of run.setAside) voice.progress(voice.t('setAsideBundle', { bundle, code, what: whatOf(code, voice) }));

  let decided: { approved: number; refused: number };
  try {
    decided = await review(app, context, run, early ?? null, names);
  } catch (error) {
    // Nobody reviewed: what was scored is given up, and the bundles wait again.
    if (error instanceof EcluseError && error.code === 'ABORTED') abortSession(app, session, operator);
    throw error;
  }
  const results = run.results.map((each) => ({ ...each, recipientName: names.get(each.recipient) ?? each.recipient }));
  const failed = sessionDetail(app, session).answers.flatMap(({ aggregates, recipient }) =>
    readSkipped(aggregates).map((each) => ({ recipientName: recipient.name, ...each })),
  );
  for (const { outcome, grade, code, params } of failed) voice.progress(setAsideModelLine({ outcome, grade, code, params }, voice));
  const result = { session, state: 'reviewed', gap, results, setAside: run.setAside, modelsSetAside: failed, left: draft.left, ...decided };
  const lines = [
    ...results.map(({ kind, recipientName }) => voice.t('scoredResult', { name: recipientName, kind: voice.t(`kind_${kind}`) })),
    voice.t('reviewed', decided),
    // Scored, hence reviewed, is what a session becomes once its chamber is dead.
    ...(gap === 'machine' ? [voice.t('plugAgain')] : []),
    ...(decided.approved > 0 ? [voice.t('reviewNext')] : []),
  ];
  const [first] = [...run.setAside, ...draft.left];
  if (first === undefined && failed[0] === undefined) return { result, lines };
  if (first === undefined) return { result, lines, failed: new EcluseError(codeOf(failed[0]!.code), failed[0]!.params) };
  return { result, lines, failed: new EcluseError(codeOf(first.code), { bundle: first.bundle, where: 'session' }) };
}

async function review(app: Appliance, context: Context, run: RunOutcome, early: Uint8Array | null, names: ReadonlyMap<string, string>) {
  const { voice, agree, secrets } = context;
  const { reviewSession } = await import('../../../appliance/session/review.ts');
  const { logIn } = await import('../../../appliance/session/login.ts');
  const { sessionDetail } = await import('../../../appliance/views.ts');
  const decisions: Record<string, 'approve' | 'refuse'> = {};
  const { answers } = sessionDetail(app, run.session);
  voice.progress(voice.t('reviewHead'));
  let reviewer: Actor | null = null;
  if (early === null) reviewer = logIn(app, 'reviewer', (await secrets(REVIEWER))[0]!);
  for (const { id, recipient, aggregates } of answers) {
    const name = names.get(recipient.id) ?? recipient.name;
    for (const line of reviewLines(name, aggregates, voice)) voice.progress(line);
    decisions[id] = (await agree(voice.t('reviewAsk', { name }))) ? 'approve' : 'refuse';
  }
  return reviewSession(app, run.session, reviewer ?? logIn(app, 'reviewer', early!), decisions);
}

/** The first word of the chamber comes once the session is sealed, and in mode machine the links found down. */
function tell(voice: Voice, gap: 'machine' | 'chamber') {
  let sealed = false;
  return (at: Progress) => {
    if (!sealed) voice.progress(voice.t('sealed'));
    if (!sealed && gap === 'machine') voice.progress(voice.t('gapMachineSaid'));
    sealed = true;
    voice.tick(phaseLine(at.phase, at.bundlesDone, at.bundlesTotal, voice, at));
  };
}

function codeOf(code: string): EcluseError['code'] {
  return isErrorCode(code) ? code : 'INTERNAL';
}

function whatOf(code: string, voice: Voice): string {
  return isErrorCode(code) ? untold(explain({ code, params: {} }, voice.lang).what) : code;
}
