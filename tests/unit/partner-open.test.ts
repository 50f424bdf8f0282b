import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { EcluseError } from '../../src/base/errors.ts';
import type { Json } from '../../src/base/json.ts';
import { readApproval, WITHDRAWN } from '../../src/bundle/approval.ts';
import { secretsFromRoot } from '../../src/keys/secrets.ts';
import { type ApproveOptions, approve, withdraw } from '../../src/partner/approve.ts';
import { readState } from '../../src/partner/home.ts';
import { keepAnswer, openAnswer } from '../../src/partner/open.ts';
import { belowFloor, FLOORS } from '../../src/study/verdicts.ts';
import {
  answer,
  approveIn,
  ask,
  checkpointOf,
  DIGEST,
  desk,
  document,
  evaluationSaid,
  MODEL,
  modelSaid,
  pseudonymsIn,
  qualitySaid,
  reportSaid,
  scoreTable,
  soundResult,
  table,
} from '../support/answers.ts';
import { code } from '../support/code.ts';
import { party, scratch, seededRandom } from '../support/parties.ts';

const { folder, remove } = scratch();
afterAll(remove);

const fiches = (count: number, from = 100) => Array.from({ length: count }, (_, i) => `0${from + i}`);
const at = desk(join(folder, 'a'));
approveIn(at);
const opening = (path: string, by = at, clock = by.clock) => openAnswer(by.home, by.secrets, path, clock);

describe('open', () => {
  it('gives every row its own pupil back, whatever order the rows came in', () => {
    const request = ask(at, fiches(30));
    const pseudonyms = pseudonymsIn(at, request);
    const bandOf = (pupil: number) => (pupil % 3) as 0 | 1 | 2;
    const opened = opening(answer(at, request, { shards: soundResult(at, request, bandOf) }));
    if (opened.kind !== 'result') throw new Error(opened.kind);
    expect(opened.roster.fileNumbers).toEqual(fiches(30));
    expect([...opened.pupils].sort((a, b) => a - b)).toEqual([...Array(30).keys()]);
    // Pseudonyms say nothing of the order of the extract: were they in that order, the row would be the pupil.
    expect([...opened.pupils]).not.toEqual([...Array(30).keys()]);
    expect(opened.scores.pseudonyms).toEqual(pseudonyms);
  });

  it('refuses an answer to another request, and one that answers none of this home', () => {
    const [first, second] = [ask(at, fiches(12)), ask(at, fiches(12, 500))];
    const shards = soundResult(at, first);
    expect(code(() => opening(answer(at, second, { shards })))).toBe('OPEN_DOCUMENT');
    const swapped = [document('report', reportSaid(second.core)), ...shards.slice(1)];
    expect(code(() => opening(answer(at, second, { shards: swapped })))).toBe('OPEN_ROSTER');
    expect(code(() => opening(answer(at, first, { shards, core: { answers: 'c'.repeat(64) } })))).toBe('OPEN_NOT_ASKED');
  });

  it('refuses another partner’s result, another appliance, a result that another partner signed', () => {
    const other = desk(join(folder, 'b'), 'Autre CSS');
    approveIn(other);
    const request = ask(other, fiches(12));
    const path = answer(other, request, { shards: soundResult(other, request) });
    expect(opening(path, other).kind).toBe('result');
    expect(code(() => opening(path))).toBe('BUNDLE_RECIPIENT');
    const mine = ask(at, fiches(12));
    const shards = soundResult(at, mine);
    expect(code(() => opening(answer(at, mine, { shards, sender: party('appliance', 'Un autre appareil') })))).toBe('BUNDLE_SENDER');
    expect(code(() => opening(answer(at, mine, { shards, sender: { card: other.home.card, secrets: other.secrets } })))).toBe(
      'BUNDLE_SENDER',
    );
  });

  it('opens the same answer again, and refuses a second one', () => {
    const request = ask(at, fiches(15));
    const first = answer(at, request, { shards: soundResult(at, request) });
    const second = answer(at, request, { shards: soundResult(at, request, () => 2) });
    keepAnswer(at.home, opening(first));
    expect(opening(first).kind).toBe('result');
    expect(code(() => opening(second))).toBe('OPEN_ALREADY');
    const kept = readState(at.home).requests.find(({ id }) => id === request.id);
    expect(kept?.answer?.opened).toBe('2026-10-01T12:00:00Z');
  });

  it('refuses a second answer that was read while the first was kept', () => {
    const request = ask(at, fiches(15));
    const [first, second] = [
      opening(answer(at, request, { shards: soundResult(at, request) })),
      opening(answer(at, request, { shards: soundResult(at, request) })),
    ];
    keepAnswer(at.home, first);
    expect(code(() => keepAnswer(at.home, second))).toBe('OPEN_ALREADY');
  });

  it('refuses what is not an answer, or of the wrong kind for the request', () => {
    const request = ask(at, fiches(12));
    expect(code(() => opening(request.file))).toBe('BUNDLE_SENDER');
    const shards = [document('evaluation', evaluationSaid(request.core)), document('quality', qualitySaid)];
    expect(code(() => opening(answer(at, request, { shards, core: { kind: 'evaluation' } })))).toBe('OPEN_NOT_ASKED');
  });

  it('refuses a result past its destruction date, and keeps the day itself', () => {
    const request = ask(at, fiches(12));
    const path = answer(at, request, { shards: soundResult(at, request) });
    expect(opening(path, at, () => new Date('2027-06-30T23:59:59Z')).kind).toBe('result');
    expect(code(() => opening(path, at, () => new Date('2027-07-01T00:00:00Z')))).toBe('OPEN_EXPIRED');
  });

  it('refuses a result of a model that this home never approved, or approved by another digest', () => {
    const fresh = desk(join(folder, 'c'), 'Sans approbation');
    const request = ask(fresh, fiches(12));
    const path = answer(fresh, request, { shards: soundResult(fresh, request) });
    expect(code(() => opening(path, fresh))).toBe('OPEN_UNAPPROVED');
    approveIn(fresh, MODEL, 'c'.repeat(64));
    expect(code(() => opening(path, fresh))).toBe('OPEN_UNAPPROVED');
    approveIn(fresh);
    expect(opening(path, fresh).kind).toBe('result');
  });

  it('refuses a result of a model that scored by another stance or cut than the home signed, or that tells none', () => {
    const request = ask(at, fiches(12));
    const [, ...rest] = soundResult(at, request);
    const by = (approval: Json) => {
      const said = document('report', reportSaid(request.core, { models: [modelSaid({ approval })] }));
      return answer(at, request, { shards: [said, ...rest] });
    };
    const until = '2027-06-30';
    for (const approval of [{ stance: 'wide', cut: null, until }, { stance: 'targeted', cut: 0.3, until }, null])
      expect(code(() => opening(by(approval)))).toBe('OPEN_UNAPPROVED');
    expect(opening(by({ stance: 'targeted', cut: null, until })).kind).toBe('result');
  });

  it('refuses the whole result for one row too many, one missing, one repeated, one unknown', () => {
    const request = ask(at, fiches(20));
    const names = pseudonymsIn(at, request);
    const refused = (pseudonyms: readonly string[]) => {
      const shards = [
        document('report', reportSaid(request.core)),
        document('quality', qualitySaid),
        table('scores', scoreTable(pseudonyms)),
      ];
      return code(() => opening(answer(at, request, { shards })));
    };
    expect(refused(names)).toBeNull();
    expect(refused(names.slice(1))).toBe('OPEN_ROSTER');
    expect(refused([...names, names[0]!])).toBe('OPEN_ROSTER');
    expect(refused([...names.slice(1), names[1]!])).toBe('OPEN_ROSTER');
    expect(refused([...names.slice(1), 'A'.repeat(26)])).toBe('OPEN_ROSTER');
  });

  it('passes over rows of no model, which fill a table and are nobody’s', () => {
    const request = ask(at, fiches(20));
    const names = pseudonymsIn(at, request);
    const filledWith = (fill: readonly string[], known: readonly string[]) => {
      const whole = scoreTable([...known, ...fill]);
      const columns = whole.columns.map((column) => {
        if (column.type !== 'number') return column;
        return { ...column, values: column.values.map((value, row) => (row < known.length ? value : Number.NaN)) };
      });
      const [report, quality] = soundResult(at, request);
      return opening(answer(at, request, { shards: [report!, quality!, table('scores', { ...whole, columns })] }));
    };
    const opened = filledWith(new Array(7).fill('a'.repeat(26)), names);
    expect(opened.kind === 'result' && [opened.scores.rows, opened.pupils.length]).toEqual([20, 20]);
    // A pupil of whom nothing is said is missed.
    expect(code(() => filledWith(names.slice(19), names.slice(0, 19)))).toBe('OPEN_ROSTER');
  });

  it.each([
    ['probability', 1.2],
    ['attendance', 0.5],
    ['probability', Number.POSITIVE_INFINITY],
    ['band', 3],
    ['band', 0.5],
    ['model', 1],
    ['targeted', 2],
    ['raising1', 2],
    ['raising1', 0.5],
    ['score', Number.NaN],
    ['missing', 1.01],
    ['missing', Number.NaN],
    ['missing1', 2],
    ['odd', 19683],
    ['odd', Number.NaN],
    ['missing3', 0.5],
    ['unusual', -0.1],
    ['unusual2', Number.POSITIVE_INFINITY],
    ['actionable1', 2],
    ['actionable1_value', Number.NEGATIVE_INFINITY],
  ])('refuses a scores table whose %s holds %s', (name, value) => {
    const request = ask(at, fiches(12));
    const sound = scoreTable(pseudonymsIn(at, request));
    const columns = sound.columns.map((column) => {
      if (column.name !== name || column.type !== 'number') return column;
      return { ...column, values: column.values.map((each, row) => (row === 3 ? value : each)) };
    });
    const shards = [document('report', reportSaid(request.core)), document('quality', qualitySaid), table('scores', { ...sound, columns })];
    const found = code(() => opening(answer(at, request, { shards })));
    expect(['OPEN_DOCUMENT', 'TABLE_ARROW_VALUE']).toContain(found);
  });

  it.each(['missing', 'missing2', 'unusual', 'unusual3', 'actionable2', 'actionable3_value'])(
    'refuses a scores table without %s',
    (name) => {
      const request = ask(at, fiches(12));
      const sound = scoreTable(pseudonymsIn(at, request));
      const less = table('scores', { ...sound, columns: sound.columns.filter((column) => column.name !== name) });
      const shards = [document('report', reportSaid(request.core)), document('quality', qualitySaid), less];
      expect(() => opening(answer(at, request, { shards }))).toThrow(new EcluseError('OPEN_DOCUMENT', { document: 'scores', where: name }));
    },
  );

  it.each([
    ['gap', { gap: 'perhaps' }],
    ['features', { features: [1] }],
    ['models', { models: [modelSaid({ id: '../../etc' })] }],
    ['models', { models: [modelSaid({ evaluation: {} })] }],
    ['request', { request: 'd'.repeat(64) }],
    ['format', { format: 'ecluse.report/v2' }],
  ])('refuses a report whose %s is not as promised', (_, changes) => {
    const request = ask(at, fiches(12));
    const shards = [document('report', reportSaid(request.core, changes)), ...soundResult(at, request).slice(1)];
    expect(code(() => opening(answer(at, request, { shards })))).toBe('OPEN_DOCUMENT');
  });

  it('keeps the checkpoint that came home, and refuses another past of the same length', () => {
    const seed = secretsFromRoot(seededRandom('log/Appareil d’un essai')(32)).sign;
    const witness = desk(join(folder, 'd'), 'Témoin');
    approveIn(witness);
    const bring = (size: number, fill: number, by = seed) => {
      const request = ask(witness, fiches(12));
      const checkpoint = checkpointOf(witness, size, new Uint8Array(32).fill(fill), by);
      return opening(answer(witness, request, { shards: soundResult(witness, request), core: { checkpoint } }), witness);
    };
    const first = bring(8, 1);
    keepAnswer(witness.home, first);
    expect(readState(witness.home).checkpoint).toBe(first.checkpoint?.note);
    expect(code(() => bring(8, 2))).toBe('OPEN_FORK');
    expect(code(() => bring(9, 2, secretsFromRoot(seededRandom('thief')(32)).sign))).toBe('LEDGER_CHECKPOINT_SIGNATURE');
    keepAnswer(witness.home, bring(7, 3));
    expect(readState(witness.home).checkpoint).toBe(first.checkpoint?.note);
    const longer = bring(12, 4);
    keepAnswer(witness.home, longer);
    expect(readState(witness.home).checkpoint).toBe(longer.checkpoint?.note);
  });

  it('refuses a garbled file and leaves the home as it was', () => {
    const request = ask(at, fiches(12));
    const path = answer(at, request, { shards: soundResult(at, request) });
    const bytes = readFileSync(path);
    const before = readFileSync(join(at.home.dir, 'state.json'), 'utf8');
    for (const where of [3, 40, bytes.length - 1]) {
      const spoilt = Uint8Array.from(bytes);
      spoilt[where]! ^= 1;
      writeFileSync(`${path}.${where}`, spoilt);
      expect(code(() => opening(`${path}.${where}`))).toMatch(/^BUNDLE_/);
    }
    expect(readFileSync(join(at.home.dir, 'state.json'), 'utf8')).toBe(before);
    expect(readdirSync(at.home.dir).sort()).toEqual(['keys', 'partner.json', 'requests', 'state.json']);
  });
});

describe('approve', () => {
  const teacher = desk(join(folder, 'e'), 'CSS qui approuve');
  const request = ask(teacher, fiches(12), 'train');
  const shards = [document('evaluation', evaluationSaid(request.core)), document('quality', qualitySaid)];
  const evaluation = answer(teacher, request, { shards, core: { kind: 'evaluation' } });
  let count = 0;
  const refusal = (asked: Partial<ApproveOptions>) => {
    const out = join(folder, `floor-${++count}`);
    try {
      approve(teacher.home, teacher.secrets, { evaluation, model: MODEL, ...asked, out }, teacher.clock);
      return null;
    } catch (error) {
      if (!(error instanceof EcluseError)) throw error;
      return [error.code, error.params];
    }
  };
  const approving = ({ out = `approval-${++count}`, ...options }: { model?: string; until?: string; out?: string } = {}) => {
    return approve(teacher.home, teacher.secrets, { evaluation, model: MODEL, ...options, out: join(folder, out) }, teacher.clock);
  };

  it('signs the digest of the evaluation, for a year unless told, and counts', () => {
    const first = approving();
    expect(first).toMatchObject({ model: MODEL, digest: DIGEST, stance: 'targeted', until: '2027-10-01', sequence: 1 });
    expect(approving({ until: '2026-12-31' })).toMatchObject({ until: '2026-12-31', sequence: 2 });
    expect(readState(teacher.home).approvals.map(({ sequence }) => sequence)).toEqual([1, 2]);
  });

  it('refuses an unknown model, a past or far date, and an existing file, without signing anything', () => {
    const before = readState(teacher.home);
    expect(code(() => approving({ model: 'decrochage-sec-9' }))).toBe('APPROVE_MODEL');
    expect(code(() => approving({ until: '2026-10-01' }))).toBe('DATE_PAST');
    expect(code(() => approving({ until: '2033-01-01' }))).toBe('DATE_FAR');
    expect(code(() => approving({ until: '2027-02-30' }))).toBe('DATE_FORM');
    approving({ out: 'twice' });
    expect(code(() => approving({ out: 'twice' }))).toBe('FILE_EXISTS');
    expect(readState(teacher.home).approvals).toHaveLength(before.approvals.length + 1);
  });

  it('signs a cut of the evaluation’s table, told with what it costs, and no other', () => {
    const held = modelSaid({ outcome: 'issue' });
    const again = ask(teacher, fiches(12), 'train');
    const counted = (count: number, of: number) => ({ count, of, value: count / of, low: count / of - 0.05, high: count / of + 0.05 });
    const choices = [
      { cutoff: 0.5, stance: 'targeted', recall: counted(110, 200), precision: counted(110, 180) },
      { cutoff: 0.375, stance: null, recall: counted(130, 200), precision: counted(130, 260) },
      { cutoff: 0.02, stance: null, recall: counted(190, 200), precision: counted(190, 950) },
    ];
    const said = evaluationSaid(again.core, { models: [{ ...held, evaluation: { ...(held.evaluation as object), choices } }] });
    const path = answer(teacher, again, {
      shards: [document('evaluation', said), document('quality', qualitySaid)],
      core: { kind: 'evaluation' },
    });
    const at = (options: Partial<ApproveOptions>) => {
      const out = join(folder, `cut-${++count}`);
      return approve(teacher.home, teacher.secrets, { evaluation: path, model: MODEL, ...options, out }, teacher.clock);
    };
    const approval = at({ cut: 37.5 / 100 });
    expect(approval).toMatchObject({ stance: 'targeted', cut: 0.375, chosen: { recall: { count: 130 } } });
    expect(approval.text).toContain('\nstance targeted\ncut 0.375\n');
    expect(at({}).text).not.toContain('\ncut ');
    expect(code(() => at({ cut: 0.38 }))).toBe('APPROVE_CUT');
    expect(code(() => at({ cut: 0.02, floors: { precision: 0.3 } }))).toBe('APPROVE_PRECISION');
  });

  it('refuses a model that nothing shows to be better than chance', () => {
    const held = modelSaid({ outcome: 'issue' });
    for (const rocAucInterval of [{ low: 0.48, high: 0.55 }, { low: 0.5, high: 0.6 }, null]) {
      const again = ask(teacher, fiches(12), 'train');
      const said = evaluationSaid(again.core, { models: [{ ...held, evaluation: { ...(held.evaluation as object), rocAucInterval } }] });
      const path = answer(teacher, again, {
        shards: [document('evaluation', said), document('quality', qualitySaid)],
        core: { kind: 'evaluation' },
      });
      const options = { evaluation: path, model: MODEL, out: join(folder, 'chance') };
      expect(code(() => approve(teacher.home, teacher.secrets, options, teacher.clock))).toBe('APPROVE_CHANCE');
    }
    expect(readdirSync(folder)).not.toContain('chance');
  });

  it('refuses a model below a floor, at the stance chosen', () => {
    const before = readState(teacher.home).approvals.length;
    // Recall 55 % and precision 61 % targeted, 82 % and 40 % wide.
    expect(refusal({ floors: { recall: 0.56 } })).toEqual(['APPROVE_RECALL', { model: MODEL, share: 55, floor: 56 }]);
    expect(refusal({ floors: { recall: 0.56 }, stance: 'wide' })).toBeNull();
    expect(refusal({ floors: { precision: 0.41 }, stance: 'wide' })).toEqual(['APPROVE_PRECISION', { model: MODEL, share: 40, floor: 41 }]);
    expect(refusal({ floors: { precision: 0.41 } })).toBeNull();
    expect(readState(teacher.home).approvals).toHaveLength(before + 2);
  });

  it('does not take the low bound of a hidden share for the share', () => {
    const held = modelSaid({ outcome: 'issue' });
    const { stances, ...rest } = held.evaluation as { stances: { wide: { [member: string]: Json } } };
    const hidden = { count: null, of: 200, value: null, low: 0.32, high: 1 };
    const evaluation = { ...rest, stances: { ...stances, targeted: { ...stances.wide, recall: hidden } } };
    const again = ask(teacher, fiches(12), 'train');
    const said = evaluationSaid(again.core, { models: [{ ...held, evaluation } as Json] });
    const shards = [document('evaluation', said), document('quality', qualitySaid)];
    const path = answer(teacher, again, { shards, core: { kind: 'evaluation' } });
    const approved = () =>
      approve(teacher.home, teacher.secrets, { evaluation: path, model: MODEL, out: join(folder, 'hidden') }, teacher.clock);
    expect(approved).toThrowError(
      expect.objectContaining({ code: 'APPROVE_HIDDEN', params: { model: MODEL, what: 'recall', share: 32, floor: 40 } }),
    );
  });

  it('asks by default more than three pupils found of ten, and a flag in five to be right', () => {
    const share = (value: number | null, low: number) => ({ value, low });
    const stance = (recall: number, precision: number) => ({ recall: share(recall, 0), precision: share(precision, 0) });
    expect(belowFloor(stance(0.3, 0.9), FLOORS)).toEqual({ measure: 'recall', share: 0.3, floor: 0.4, hidden: false });
    expect(belowFloor(stance(0.9, 0.19), FLOORS)).toEqual({ measure: 'precision', share: 0.19, floor: 0.2, hidden: false });
    expect(belowFloor(stance(0.4, 0.2), FLOORS)).toBeNull();
    // Hidden counts: the low bound speaks, nothing else.
    expect(belowFloor({ recall: share(null, 0.45), precision: share(null, 0.25) }, FLOORS)).toBeNull();
    expect(belowFloor({ recall: share(null, 0.35), precision: share(0.9, 0.8) }, FLOORS)).toMatchObject({
      measure: 'recall',
      hidden: true,
    });
    expect(belowFloor({ recall: { value: null, low: null }, precision: share(0.9, 0.8) }, FLOORS)?.share).toBe(0);
  });

  it('is taken back by a note of the next sequence, for a model once approved alone', () => {
    const { appliance, home, secrets, clock } = teacher;
    const last = readState(home).approvals.at(-1)!;
    const taken = withdraw(home, secrets, { model: MODEL, out: join(folder, 'withdrawal') }, clock);
    expect(taken).toMatchObject({ model: MODEL, digest: DIGEST, until: WITHDRAWN, sequence: last.sequence + 1 });
    const cardOf = (id: string) => (id === home.id ? home.card : null);
    expect(readApproval(readFileSync(join(folder, 'withdrawal')), { recipientId: appliance.card.id, cardOf })).toEqual(taken);
    const unknown = { model: 'decrochage-sec-9', out: join(folder, 'no-withdrawal') };
    expect(code(() => withdraw(home, secrets, unknown, clock))).toBe('WITHDRAW_UNKNOWN');
    expect(code(() => withdraw(home, secrets, { model: MODEL, out: join(folder, 'withdrawal') }, clock))).toBe('FILE_EXISTS');
    expect(readState(home).approvals.at(-1)).toMatchObject({ sequence: last.sequence + 1, until: WITHDRAWN });
    expect(approving({})).toMatchObject({ sequence: last.sequence + 2 });
  });

  it('refuses a result in place of an evaluation', () => {
    const scored = ask(at, fiches(12));
    const path = answer(at, scored, { shards: soundResult(at, scored) });
    const options = { evaluation: path, model: MODEL, out: join(folder, 'never') };
    expect(code(() => approve(at.home, at.secrets, options, at.clock))).toBe('APPROVE_NOT_EVALUATION');
    expect(readdirSync(folder)).not.toContain('never');
  });
});
