import { EcluseError } from '../../src/base/errors.ts';
import type { LinkKind } from './links.ts';
import { findMachine, type Machine, requireKernelFiles, requireMachine } from './machine.ts';
import { readMachine } from './reading.ts';
import { isUp, type Problem, problemsOf } from './verdict.ts';

/** The machine's state in plain words' reach: each interface, radio and USB device, and what is wrong with it. For the terminal and the console. */
export type GapItem = {
  readonly what: 'interface' | 'radio' | 'usb' | 'namespace';
  readonly name: string;
  /** Of an interface its kind, of a radio its type, of a USB device its class; a namespace has none. */
  readonly kind: string;
  /** `up`: the link is there, or the radio or device works. `down`: no link. `off`: switched off. */
  readonly state: 'up' | 'down' | 'off';
  readonly problem: Problem | null;
};
export type GapView = {
  /** Why nothing can be said of the machine from here; null when it can. */
  readonly refusal: Problem | null;
  /** The namespace is the kernel's first. When it is not, a container without a mark cannot be ruled out. */
  readonly first: boolean;
  readonly items: readonly GapItem[];
  readonly problems: readonly Problem[];
  readonly unplugged: boolean;
};

export type InterfaceKind = LinkKind;

/** Reads the machine once. Never throws for what the machine is like. */
export function lookAtGap(machine: Machine = findMachine()): GapView {
  try {
    requireKernelFiles(machine);
    requireMachine(machine);
    return viewOf(machine);
  } catch (error) {
    if (!(error instanceof EcluseError)) throw error;
    const refusal = { code: error.code, params: error.params };
    return { refusal, first: false, items: [], problems: [refusal], unplugged: false };
  }
}

/** The same for files of any origin. @throws GAP_UNREADABLE, GAP_FOREIGN */
export function viewOf(machine: Machine): GapView {
  const reading = readMachine(machine);
  const problems = problemsOf(reading);
  const problem = (name: string, codes: RegExp) => problems.find(({ code, params }) => codes.test(code) && params.name === name) ?? null;
  const items: GapItem[] = [
    ...reading.links.map((link): GapItem => {
      const state = isUp(link) ? 'up' : link.admin ? 'down' : 'off';
      return {
        what: 'interface',
        name: link.name,
        kind: link.kind,
        state,
        problem: problem(link.name, /^GAP_(CABLE|WIFI|CELLULAR|VIRTUAL)$/),
      };
    }),
    ...reading.radios.map(({ name, type, off }): GapItem => {
      return { what: 'radio', name, kind: type, state: off ? 'off' : 'up', problem: problem(name, /^GAP_RADIO/) };
    }),
    ...reading.usb.map((each): GapItem => {
      const found = problem(each.name, /^GAP_USB/);
      return { what: 'usb', name: each.name, kind: each.class, state: found === null ? 'off' : 'up', problem: found };
    }),
    ...reading.elsewhere.map(({ net }): GapItem => {
      return { what: 'namespace', name: net, kind: '', state: 'up', problem: problems.find(({ params }) => params.net === net) ?? null };
    }),
  ];
  return { refusal: null, first: reading.first, items, problems, unplugged: problems.length === 0 };
}
