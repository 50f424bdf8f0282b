import type { EcluseError } from './errors.ts';

/** Makes the refusal that fits the format being read; `where` names the field or the line. */
export type Refusal = (where: string, cause?: unknown) => EcluseError;

export type FieldReader = {
  /** The next line's value; its name must be `name`. */
  take(name: string): string;
  /** The same, read by `form`: whatever it throws becomes the format's refusal naming this field. */
  read<T>(name: string, form: (value: string) => T): T;
  /** True when the next line's name is `name`. */
  next(name: string): boolean;
  end(): void;
};

/** The text of a note: a first line that names the format, then `name value` lines. */
export function writeFields(format: string, fields: readonly (readonly [name: string, value: string])[]): string {
  return `${format}\n${fields.map(([name, value]) => `${name} ${value}\n`).join('')}`;
}

/** Reads what `writeFields` wrote, in order, each field once. Attacker-controlled: every departure is refused. */
export function readFields(text: string, format: string, refuse: Refusal): FieldReader {
  const lines = text.split('\n');
  if (lines.pop() !== '' || lines[0] !== format) throw refuse('format');
  let at = 1;
  const next = (name: string) => lines[at]?.startsWith(`${name} `) ?? false;
  const take = (name: string) => {
    if (!next(name)) throw refuse(name);
    return (lines[at++] ?? '').slice(name.length + 1);
  };
  return {
    next,
    take,
    read(name, form) {
      const value = take(name);
      try {
        return form(value);
      } catch (error) {
        throw refuse(name, error);
      }
    },
    end() {
      if (at !== lines.length) throw refuse(`ligne ${at + 1}`);
    },
  };
}
