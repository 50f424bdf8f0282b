import { MAX_PAGES } from './engine.ts';

/**
 * Just enough of the WebAssembly binary format (core specification 2.0, §5) to write kernels by hand. An expression is the bytes
 * that leave its value on the stack; statements leave nothing. Pointers are i32 byte addresses into the one imported, shared memory.
 */
export type Code = readonly number[];
export type Type = 'i32' | 'i64' | 'f32' | 'f64' | 'v128';

const TYPES = { i32: 0x7f, i64: 0x7e, f32: 0x7d, f64: 0x7c, v128: 0x7b } as const;
const EMPTY = 0x40;

/** LEB128 of a natural number. */
function unsigned(value: number): number[] {
  const out: number[] = [];
  let rest = value;
  do {
    const byte = rest % 128;
    rest = Math.floor(rest / 128);
    out.push(rest > 0 ? byte | 128 : byte);
  } while (rest > 0);
  return out;
}

/** LEB128 of a signed 32-bit number. */
function signed(value: number): number[] {
  const out: number[] = [];
  let rest = value | 0;
  for (;;) {
    const byte = rest & 127;
    rest >>= 7;
    if ((rest === 0 && (byte & 64) === 0) || (rest === -1 && (byte & 64) !== 0)) return [...out, byte];
    out.push(byte | 128);
  }
}

/** One after the other. */
export function seq(...codes: readonly Code[]): Code {
  const out: number[] = [];
  for (const code of codes) for (const byte of code) out.push(byte);
  return out;
}

/** The same statements for 0 … count − 1. */
export function each(count: number, code: (index: number) => Code): Code {
  return seq(...Array.from({ length: count }, (_, index) => code(index)));
}

type Binary = (a: Code, b: Code) => Code;
type Unary = (a: Code) => Code;
const binary =
  (...op: number[]): Binary =>
  (a, b) =>
    seq(a, b, op);
const unary =
  (...op: number[]): Unary =>
  (a) =>
    seq(a, op);
const simd = (op: number): number[] => [0xfd, ...unsigned(op)];

export const i32 = {
  of: (value: number): Code => [0x41, ...signed(value)],
  eqz: unary(0x45),
  eq: binary(0x46),
  ne: binary(0x47),
  ltU: binary(0x49),
  gtS: binary(0x4a),
  gtU: binary(0x4b),
  ctz: unary(0x68),
  add: binary(0x6a),
  sub: binary(0x6b),
  mul: binary(0x6c),
  and: binary(0x71),
  or: binary(0x72),
  xor: binary(0x73),
  shl: binary(0x74),
  shr: binary(0x76),
} as const;

export const i64 = {
  of: (value: number): Code => [0x42, ...signed(value)],
  eqz: unary(0x50),
  eq: binary(0x51),
  ne: binary(0x52),
  ctz: unary(0x7a),
  add: binary(0x7c),
  sub: binary(0x7d),
  and: binary(0x83),
  or: binary(0x84),
  xor: binary(0x85),
  mul: binary(0x7e),
  shl: binary(0x86),
  shr: binary(0x88),
  /** The low 32 bits. */
  low: unary(0xa7),
  /** Of an unsigned i32. */
  from: unary(0xad),
  /** The bits of an f64. */
  bits: unary(0xbd),
} as const;

export const f32 = { lt: binary(0x5d) } as const;

export const f64 = {
  of: (value: number): Code => [0x44, ...new Uint8Array(Float64Array.of(value).buffer)],
  lt: binary(0x63),
  gt: binary(0x64),
  add: binary(0xa0),
  sub: binary(0xa1),
  mul: binary(0xa2),
  div: binary(0xa3),
  eq: binary(0x61),
  fromU32: unary(0xb8),
} as const;

export const f64x2 = {
  splat: unary(...simd(0x14)),
  lt: binary(...simd(0x49)),
  add: binary(...simd(0xf0)),
  sub: binary(...simd(0xf1)),
  mul: binary(...simd(0xf2)),
} as const;

export const f32x4 = { lt: binary(...simd(0x43)) } as const;

export const i64x2 = {
  of: (low: number, high: number): Code => [...simd(0x0c), ...new Uint8Array(BigInt64Array.of(BigInt(low), BigInt(high)).buffer)],
  splat: unary(...simd(0x12)),
  low: unary(...simd(0x1d), 0),
  high: unary(...simd(0x1d), 1),
  add: binary(...simd(0xce)),
} as const;

export const i32x4 = {
  add: binary(...simd(0xae)),
  /** The low halves of four 64-bit lanes, of two vectors. */
  fromI64: (a: Code, b: Code): Code => seq(a, b, simd(0x0d), [0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18, 19, 24, 25, 26, 27]),
} as const;

export const i16x8 = {
  splat: unary(...simd(0x10)),
  gtS: binary(...simd(0x31)),
  mask: unary(...simd(0x84)),
  add: binary(...simd(0x8e)),
  /** Two vectors of 32-bit lanes, signed, held within 16 bits. */
  narrow: binary(...simd(0x85)),
  lane: (vector: Code, lane: number): Code => seq(vector, simd(0x19), [lane]),
} as const;

/** Two vectors of signed 16-bit lanes, held within a byte. */
export const i8x16 = { narrow: binary(...simd(0x66)) } as const;

export const v128 = {
  or: binary(...simd(0x50)),
  and: binary(...simd(0x4e)),
  /** Bits of `then` where the mask has ones, of `otherwise` elsewhere. */
  select: (then: Code, otherwise: Code, mask: Code): Code => seq(then, otherwise, mask, simd(0x52)),
} as const;

type Access = (address: Code, offset?: number) => Code;
type Store = (address: Code, value: Code, offset?: number) => Code;
const access =
  (align: number, ...op: number[]): Access =>
  (address, offset = 0) =>
    seq(address, op, [align], unsigned(offset));
const storing =
  (align: number, ...op: number[]): Store =>
  (address, value, offset = 0) =>
    seq(address, value, op, [align], unsigned(offset));

export const load = {
  i32: access(2, 0x28),
  i64: access(3, 0x29),
  f64: access(3, 0x2b),
  u8: access(0, 0x2d),
  u16: access(1, 0x2f),
  i16: access(1, 0x2e),
  f32: access(2, 0x2a),
  v128: access(4, ...simd(0)),
  i16Splat: access(1, ...simd(0x08)),
  f32Splat: access(2, ...simd(0x09)),
  f64Splat: access(3, ...simd(0x0a)),
  /** The vector with its low half replaced. */
  lowHalf: (address: Code, vector: Code, offset = 0): Code => seq(address, vector, simd(0x57), [3], unsigned(offset), [0]),
} as const;

export const store = {
  i32: storing(2, 0x36),
  i64: storing(3, 0x37),
  f64: storing(3, 0x39),
  u8: storing(0, 0x3a),
  u16: storing(1, 0x3b),
  v128: storing(4, ...simd(0x0b)),
} as const;

export const get = (local: number): Code => [0x20, ...unsigned(local)];
export const set = (local: number, value: Code): Code => seq(value, [0x21], unsigned(local));
export const tee = (local: number, value: Code): Code => seq(value, [0x22], unsigned(local));
/** Adds to an i32 local. */
export const step = (local: number, by: Code): Code => set(local, i32.add(get(local), by));

/** One of two values already at hand, without a branch. */
export const pick = (then: Code, otherwise: Code, condition: Code): Code => seq(then, otherwise, condition, [0x1b]);

/** Repeats the body as long as the condition then holds: at least once. */
export const doWhile = (body: Code, condition: Code): Code => seq([0x03, EMPTY], body, condition, [0x0d, 0, 0x0b]);
export const when = (condition: Code, then: Code, otherwise?: Code): Code =>
  seq(condition, [0x04, EMPTY], then, otherwise ? seq([0x05], otherwise) : [], [0x0b]);
/** Repeats the body as long as the condition holds: perhaps never. */
export const whileDo = (condition: Code, body: Code): Code => when(condition, doWhile(body, condition));
/** Leaves the routine with what lies on the stack. */
export const leave = (value: Code = []): Code => seq(value, [0x0f]);
/** Runs the case of that number; the last one for any larger. */
export function choose(index: Code, cases: readonly Code[]): Code {
  const last = cases.length - 1;
  const table = seq(index, [0x0e], unsigned(last), ...cases.map((_, k) => unsigned(k)));
  let code = seq([0x02, EMPTY], table, [0x0b]);
  cases.forEach((body, k) => {
    code = seq([0x02, EMPTY], code, body, [0x0c], unsigned(last - k), [0x0b]);
  });
  return code;
}

export type Routine = {
  readonly name: string;
  readonly params: readonly Type[];
  readonly locals: readonly Type[];
  readonly results?: readonly Type[];
  readonly body: Code;
};

/** A module that imports `env.memory` and exports the routines. */
export function assemble(routines: readonly Routine[]): Uint8Array<ArrayBuffer> {
  const vector = (items: readonly Code[]) => seq(unsigned(items.length), ...items);
  const section = (id: number, content: Code) => seq([id], unsigned(content.length), content);
  const name = (text: string) => vector(Array.from(text, (letter) => [letter.charCodeAt(0)]));
  const types = (list: readonly Type[] = []) => vector(list.map((type) => [TYPES[type]]));
  const bodies = routines.map(({ locals, body }) => {
    const whole = seq(vector(locals.map((type) => [1, TYPES[type]])), body, [0x0b]);
    return seq(unsigned(whole.length), whole);
  });
  return Uint8Array.from(
    seq(
      [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
      section(1, vector(routines.map(({ params, results }) => seq([0x60], types(params), types(results))))),
      section(2, vector([seq(name('env'), name('memory'), [2, 3], unsigned(1), unsigned(MAX_PAGES))])),
      section(3, vector(routines.map((_, index) => unsigned(index)))),
      section(7, vector(routines.map((routine, index) => seq(name(routine.name), [0], unsigned(index))))),
      section(10, vector(bodies)),
    ),
  );
}
