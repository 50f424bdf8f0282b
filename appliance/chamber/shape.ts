import { EcluseError } from '../../src/base/errors.ts';
import type { Json } from '../../src/base/json.ts';

/** A check of one JSON value: returns it typed, or throws `CHAMBER_PROTOCOL` naming the place. */
export type Shape<T> = (value: Json | undefined, where: string) => T;
export type Shaped<S> = S extends Shape<infer T> ? T : never;

function refuse(where: string): never {
  throw new EcluseError('CHAMBER_PROTOCOL', { where: where.slice(0, 120) });
}

export function text(limit: number, pattern?: RegExp): Shape<string> {
  return (value, where) => {
    if (typeof value !== 'string' || value.length > limit || (pattern && !pattern.test(value))) refuse(where);
    return value;
  };
}

export function integer(min: number, max: number): Shape<number> {
  return (value, where) => {
    if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < min || value > max) refuse(where);
    return value;
  };
}

export const finite: Shape<number> = (value, where) => {
  if (typeof value !== 'number' || !Number.isFinite(value)) refuse(where);
  return value;
};

export const flag: Shape<boolean> = (value, where) => (typeof value === 'boolean' ? value : refuse(where));

export function oneOf<const T extends string>(...values: readonly T[]): Shape<T> {
  return (value, where) => values.find((each) => each === value) ?? refuse(where);
}

export function nullable<T>(shape: Shape<T>): Shape<T | null> {
  return (value, where) => (value === null ? null : shape(value, where));
}

export function list<T>(shape: Shape<T>, limit: number): Shape<T[]> {
  return (value, where) => {
    if (!Array.isArray(value) || value.length > limit) return refuse(where);
    return value.map((item, index) => shape(item as Json, `${where}[${index}]`));
  };
}

function members(value: Json | undefined, where: string): { readonly [key: string]: Json } {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse(where);
  return value as { readonly [key: string]: Json };
}

/** An object with exactly these members: one missing or one too many is refused. */
export function closed<T extends Record<string, Shape<unknown>>>(shapes: T): Shape<{ [K in keyof T]: Shaped<T[K]> }> {
  const names = Object.keys(shapes);
  return (value, where) => {
    const record = members(value, where);
    for (const name of Object.keys(record)) if (!Object.hasOwn(shapes, name)) refuse(`${where}.${name}`);
    const out: Record<string, unknown> = {};
    for (const name of names) {
      if (!Object.hasOwn(record, name)) refuse(`${where}.${name}`);
      out[name] = shapes[name]!(record[name], `${where}.${name}`);
    }
    return out as { [K in keyof T]: Shaped<T[K]> };
  };
}

/** A map whose keys match `key`. */
export function map<T>(key: RegExp, shape: Shape<T>, limit: number): Shape<Record<string, T>> {
  return (value, where) => {
    const record = members(value, where);
    const names = Object.keys(record);
    if (names.length > limit) refuse(where);
    const out: Record<string, T> = {};
    for (const name of names) {
      if (!key.test(name) || name === '__proto__') refuse(where);
      out[name] = shape(record[name], `${where}.${name}`);
    }
    return out;
  };
}

/** Chooses the shape by the member `tag`, which each of them declares. */
export function tagged<T>(tag: string, shapes: Record<string, Shape<T>>): Shape<T> {
  return (value, where) => {
    const kind = members(value, where)[tag];
    if (typeof kind !== 'string' || !Object.hasOwn(shapes, kind)) return refuse(`${where}.${tag}`);
    return shapes[kind]!(value, where);
  };
}
