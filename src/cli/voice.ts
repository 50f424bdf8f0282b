import type { EcluseError } from '../base/errors.ts';
import { explain } from '../base/errors.ts';
import { fill, type Lang, type Params } from '../base/text.ts';
import { type MessageKey, messages } from './messages.ts';

/** What a command hands back: the object of `--json`, and the lines a person reads. */
export type Outcome = { readonly result: Record<string, unknown>; readonly lines: readonly string[] };

/** The one voice of the command line: results on stdout, progress and errors on stderr. */
export type Voice = {
  readonly lang: Lang;
  readonly json: boolean;
  t(key: MessageKey, params?: Params): string;
  /** A line of progress; nothing with `--json`. */
  progress(line: string): void;
  /** A line that changes in place on a terminal, and is left out elsewhere. */
  tick(line: string): void;
  warn(line: string): void;
  /** Lines of the result, on stdout. */
  say(lines: readonly string[]): void;
  done(outcome: Outcome): void;
  failed(error: EcluseError, more?: Record<string, unknown>, lines?: readonly string[]): void;
  /** Text as it stands, on stdout: a page of help. */
  print(text: string): void;
};

/** Where a command line speaks: a terminal's streams, or what gathers its words. */
export type Streams = { readonly out: Stream; readonly err: Stream & { readonly isTTY?: boolean; readonly columns?: number } };
type Stream = { write(text: string): unknown };

export function voice(lang: Lang, json: boolean, { out, err }: Streams): Voice {
  const terminal = err.isTTY === true && !json;
  let ticking = false;
  const settle = () => {
    if (ticking) err.write('\r\u001b[K');
    ticking = false;
  };
  const line = (text: string) => {
    settle();
    err.write(`${text}\n`);
  };
  const say = (lines: readonly string[]) => {
    settle();
    out.write(lines.map((each) => `${each}\n`).join(''));
  };
  return {
    lang,
    json,
    t: (key, params = {}) => fill(messages[key][lang], params, lang),
    progress(text) {
      if (!json) line(text);
    },
    tick(text) {
      if (!terminal) return;
      err.write(`\r\u001b[K${text.slice(0, (err.columns ?? 80) - 1)}`);
      ticking = true;
    },
    warn: line,
    print: (text) => void out.write(text),
    say,
    done({ result, lines }) {
      if (!json) return say(lines);
      settle();
      out.write(`${JSON.stringify({ ok: true, ...result })}\n`);
    },
    failed(error, more = {}, lines = []) {
      settle();
      const { code, ...said } = explain(error, lang);
      const [what, fix] = [untold(said.what), untold(said.fix)];
      if (json) {
        const params = Object.keys(error.params).length > 0 ? { params: error.params } : {};
        out.write(`${JSON.stringify({ ...more, ok: false, error: { code, what, fix, ...params } })}\n`);
        return;
      }
      for (const each of lines) err.write(`${each}\n`);
      err.write(`${code} — ${what}\n${fix}\n`);
    },
  };
}

/** A code that came alone, out of a chamber or a bundle, has no values for the places of its sentence. */
export function untold(sentence: string): string {
  return sentence.replace(/\{\w+\}/g, '…');
}

/** Columns aligned with blanks, for a person's eyes; numbers to the right. */
export function aligned(rows: readonly (readonly string[])[], right: readonly number[] = []): string[] {
  const widths: number[] = [];
  for (const row of rows) for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, [...cell].length);
  return rows.map((row) =>
    row
      .map((cell, i) => {
        const blanks = ' '.repeat((widths[i] ?? 0) - [...cell].length);
        return right.includes(i) ? blanks + cell : cell + blanks;
      })
      .join('  ')
      .trimEnd(),
  );
}
