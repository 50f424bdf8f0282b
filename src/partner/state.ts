import { fromUtf8, utf8 } from '../base/bytes.ts';
import { EcluseError } from '../base/errors.ts';
import { type Json, parseJson } from '../base/json.ts';

/** A request made from this home (`local`: a table scored in it, which nothing answers), and the answer it received, if any (each by its bundle's id and core hash). */
export type RequestState = {
  readonly id: string;
  readonly kind: 'score' | 'train' | 'local';
  readonly core: string;
  readonly rows: number;
  readonly created: string;
  readonly destroyBy: string;
  readonly answer: { readonly id: string; readonly core: string; readonly opened: string } | null;
};

/** `sequence`, `previous`: head of the chain of what this home sent. `checkpoint`: the appliance's last signed note seen. */
export type PartnerState = {
  readonly format: 'ecluse.partner-state/v1';
  readonly sequence: number;
  readonly previous: string | null;
  readonly checkpoint: string | null;
  readonly requests: readonly RequestState[];
  readonly approvals: readonly {
    readonly model: string;
    readonly digest: string;
    readonly stance: string;
    /** The cut chosen for that stance; null: the model's own. */
    readonly cut: number | null;
    readonly until: string;
    readonly sequence: number;
  }[];
};

export const EMPTY_STATE: PartnerState = {
  format: 'ecluse.partner-state/v1',
  sequence: 0,
  previous: null,
  checkpoint: null,
  requests: [],
  approvals: [],
};

export function stateBytes(state: PartnerState): Uint8Array {
  return utf8(`${JSON.stringify(state, null, 2)}\n`);
}

const FILE = 'state.json';

function damaged(where: string): never {
  throw new EcluseError('HOME_DAMAGED', { file: FILE, where });
}

function record(value: Json | undefined, where: string, members: readonly string[]): Record<string, Json> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) damaged(where);
  const names = Object.keys(value as object);
  if (names.length !== members.length || members.some((member) => !names.includes(member))) damaged(where);
  return value as Record<string, Json>;
}

function text(value: Json | undefined, where: string, form: RegExp): string {
  if (typeof value !== 'string' || !form.test(value)) damaged(where);
  return value as string;
}

function natural(value: Json | undefined, where: string): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) damaged(where);
  return value as number;
}

function list(value: Json | undefined, where: string): readonly Json[] {
  if (!Array.isArray(value)) damaged(where);
  return value as readonly Json[];
}

const ID = /^[0-9a-f]{32}$/;
const HASH = /^[0-9a-f]{64}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

/** Reads the state back; the file may have been touched by hand or by a failing disk, so its form is closed. */
export function parseState(bytes: Uint8Array): PartnerState {
  const state = record(parseJson(fromUtf8(bytes, FILE), FILE), 'members', Object.keys(EMPTY_STATE));
  if (state.format !== EMPTY_STATE.format) damaged('format');
  return {
    format: EMPTY_STATE.format,
    sequence: natural(state.sequence, 'sequence'),
    previous: state.previous === null ? null : text(state.previous, 'previous', HASH),
    checkpoint: state.checkpoint === null ? null : text(state.checkpoint, 'checkpoint', /^[\s\S]{1,8192}$/),
    requests: list(state.requests, 'requests').map(parseRequest),
    approvals: list(state.approvals, 'approvals').map((value) => {
      // Homes of before cuts could be chosen have none.
      const approval = record({ cut: null, ...(value as object) }, 'approvals', ['model', 'digest', 'stance', 'cut', 'until', 'sequence']);
      if (approval.cut !== null && !(typeof approval.cut === 'number' && approval.cut >= 0 && approval.cut <= 1)) damaged('approvals.cut');
      return {
        model: text(approval.model, 'approvals.model', /^[a-z0-9]+(?:[-_.][a-z0-9]+)*$/),
        digest: text(approval.digest, 'approvals.digest', HASH),
        stance: text(approval.stance, 'approvals.stance', /^(targeted|wide)$/),
        cut: approval.cut as number | null,
        until: text(approval.until, 'approvals.until', DAY),
        sequence: natural(approval.sequence, 'approvals.sequence'),
      };
    }),
  };
}

function parseRequest(value: Json): RequestState {
  const request = record(value, 'requests', ['id', 'kind', 'core', 'rows', 'created', 'destroyBy', 'answer']);
  const answer = request.answer === null ? null : record(request.answer, 'requests.answer', ['id', 'core', 'opened']);
  return {
    id: text(request.id, 'requests.id', ID),
    kind: text(request.kind, 'requests.kind', /^(score|train|local)$/) as RequestState['kind'],
    core: text(request.core, 'requests.core', HASH),
    rows: natural(request.rows, 'requests.rows'),
    created: text(request.created, 'requests.created', TIME),
    destroyBy: text(request.destroyBy, 'requests.destroyBy', DAY),
    answer: answer && {
      id: text(answer.id, 'requests.answer.id', ID),
      core: text(answer.core, 'requests.answer.core', HASH),
      opened: text(answer.opened, 'requests.answer.opened', TIME),
    },
  };
}
