import { EcluseError } from '../base/errors.ts';

/** Checks of attacker-controlled JSON: each returns the value typed, or refuses with `MODEL_FORM` or `FOREST_FORM`, naming the place. */
export type Shape<T> = (value: unknown, where: string) => T;
type Shaped<S> = S extends Shape<infer T> ? T : never;

export type Refuse = (where: string) => EcluseError;
export const modelForm: Refuse = (where) => new EcluseError('MODEL_FORM', { where });
export const forestForm: Refuse = (where) => new EcluseError('FOREST_FORM', { where });

export function text(limit: number, pattern?: RegExp): Shape<string> {
  return (value, where) => {
    if (typeof value !== 'string' || value.length > limit || (pattern && !pattern.test(value))) throw modelForm(where);
    return value;
  };
}

export function number(least: number, most: number, whole = false): Shape<number> {
  return (value, where) => {
    if (typeof value !== 'number' || !(value >= least && value <= most) || (whole && !Number.isInteger(value))) throw modelForm(where);
    return value;
  };
}

export const flag: Shape<boolean> = (value, where) => {
  if (typeof value !== 'boolean') throw modelForm(where);
  return value;
};

export function nullable<T>(shape: Shape<T>): Shape<T | null> {
  return (value, where) => (value === null ? null : shape(value, where));
}

export function list<T>(shape: Shape<T>, most: number, least = 0): Shape<T[]> {
  return (value, where) => {
    if (!Array.isArray(value) || value.length > most || value.length < least) throw modelForm(where);
    return value.map((item, index) => shape(item, `${where}[${index}]`));
  };
}

/** The members of an object whose keys all lie in `known`. */
export function members(value: unknown, known: readonly string[], where: string, refuse: Refuse): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw refuse(where);
  if (Object.keys(value).some((key) => !known.includes(key))) throw refuse(where);
  return value as Record<string, unknown>;
}

/** An object with exactly these members. */
export function closed<T extends Record<string, Shape<unknown>>>(shapes: T): Shape<{ [K in keyof T]: Shaped<T[K]> }> {
  const names = Object.keys(shapes);
  return (value, where) => {
    const record = members(value, names, where, modelForm);
    const out: Record<string, unknown> = {};
    for (const name of names) {
      if (!Object.hasOwn(record, name)) throw modelForm(`${where}.${name}`);
      out[name] = shapes[name]!(record[name], `${where}.${name}`);
    }
    return out as { [K in keyof T]: Shaped<T[K]> };
  };
}
