import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { program } from '../../src/base/program.ts';

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
      let json: Record<string, unknown> = {};
      try {
        json = JSON.parse(stdout);
      } catch {
        // Not asked for, or not given: the test says which.
      }
      resolve({ code, stdout, stderr, json });
    });
  });
  return { pid: child.pid ?? -1, said: () => stdout, told: () => stderr, ended };
}

export function ecluse(args: readonly string[], secrets: readonly string[] = []): Promise<Said> {
  return start(args, secrets).ended;
}

/** Runs a command with `--json` that must succeed, and gives back its object. */
export async function done<T = Record<string, unknown>>(args: readonly string[], secrets: readonly string[] = []): Promise<T> {
  const said = await ecluse([...args, '--json'], secrets);
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
