import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { program } from '../../src/base/program.ts';
import { run } from '../../src/cli/run.ts';

/** What a command of the built command line said and how it ended; `json` is its one object. */
export type Said = {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly json: Record<string, unknown>;
};

export type Running = {
  readonly pid: number;
  /** What it has said on stdout so far. */
  said(): string;
  /** The same on stderr. */
  told(): string;
  readonly ended: Promise<Said>;
};

/** The object of `--json`; an empty one where it was not asked for, or not given: the test says which. */
function objectOf(stdout: string): Record<string, unknown> {
  try {
    return JSON.parse(stdout);
  } catch {
    return {};
  }
}

/** Starts `ecluse` from dist/ as a user would; `secrets` go through descriptor 3, one a line, never by argument or environment. */
export function start(args: readonly string[], secrets: readonly string[] = [], environment: NodeJS.ProcessEnv = {}): Running {
  const asked = secrets.length > 0 ? [...args, '--passphrase-fd', '3'] : [...args];
  const child = spawn(process.execPath, [program('src/cli/main'), ...asked], {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
  });
  const input = child.stdio[3] as NodeJS.WritableStream;
  input.on('error', () => {});
  input.end(secrets.map((secret) => `${secret}\n`).join(''));
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = new Promise<Said>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ code, stdout, stderr, json: objectOf(stdout) });
    });
  });
  return { pid: child.pid ?? -1, said: () => stdout, told: () => stderr, ended };
}

/** The same command line in this process, its secrets in a file: a process a word would take most of the tests' time. */
export async function spoken(args: readonly string[], secrets: readonly string[] = []): Promise<Said> {
  let [stdout, stderr] = ['', ''];
  const out = { write: (text: string) => (stdout += text) };
  const err = { write: (text: string) => (stderr += text) };
  const folder = secrets.length > 0 ? mkdtempSync(join(tmpdir(), 'ecluse-secrets-')) : null;
  try {
    const file = folder && join(folder, 'secrets');
    if (file) writeFileSync(file, secrets.map((secret) => `${secret}\n`).join(''), { mode: 0o600 });
    const code = await run(file ? [...args, '--passphrase-file', file] : args, { out, err });
    return { code, stdout, stderr, json: objectOf(stdout) };
  } finally {
    if (folder) rmSync(folder, { recursive: true });
  }
}

export function ecluse(args: readonly string[], secrets: readonly string[] = []): Promise<Said> {
  return start(args, secrets).ended;
}

/** Runs a command with `--json` that must succeed, in a process of its own, and gives back its object. */
export function done<T = Record<string, unknown>>(args: readonly string[], secrets: readonly string[] = []): Promise<T> {
  return told<T>(ecluse, args, secrets);
}

/** The same in this process. */
export function doneHere<T = Record<string, unknown>>(args: readonly string[], secrets: readonly string[] = []): Promise<T> {
  return told<T>(spoken, args, secrets);
}

async function told<T>(by: typeof ecluse, args: readonly string[], secrets: readonly string[]): Promise<T> {
  const said = await by([...args, '--json'], secrets);
  if (said.code !== 0) throw new Error(`ecluse ${args.slice(0, 2).join(' ')}: ${said.code} ${said.stdout}${said.stderr}`);
  return said.json as T;
}

/** What /proc shows of a command's arguments and environment, looked at until it says its first word. */
export async function spied({ pid, said }: Running): Promise<string[]> {
  const seen: string[] = [];
  while (said() === '') {
    try {
      seen.push(readFileSync(`/proc/${pid}/cmdline`, 'utf8') + readFileSync(`/proc/${pid}/environ`, 'utf8'));
    } catch {
      break;
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return seen;
}
