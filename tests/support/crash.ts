import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { folderReader } from '../../src/auditor/folder.ts';
import { verifyExport } from '../../src/auditor/verify.ts';
import { toHex, utf8 } from '../../src/base/bytes.ts';
import { sha256 } from '../../src/base/hash.ts';
import { chamberThat, openSite } from './appliance.ts';
import { untold } from './told.ts';

const DRIVER = fileURLToPath(new URL('./programs/driver.mjs', import.meta.url));

export type Template = { readonly folder: string; readonly chamber: string; readonly requests: readonly string[] };

/** An appliance with two partners enrolled, and on the partners' drive: two trainings, then approvals and three requests. */
export function makeTemplate(folder: string): Template {
  const site = openSite(folder, 'crash');
  const css = ['CSS des Rives', 'CSS du Plateau'].map((name) => site.partner(name));
  const requests: string[] = [];
  const put = (inbox: string, path: string, name: string) => {
    mkdirSync(join(folder, inbox), { recursive: true });
    cpSync(path, join(folder, inbox, name));
  };
  for (const [i, each] of css.entries()) {
    const { path, id, sealed } = site.bundle(each, 'train');
    requests.push(id);
    put('inbox-1', path, `${i}-train.bundle`);
    // The small chamber's models follow from the request, so that their approvals can be signed beforehand.
    const model = { id: `essai-${sealed.coreHash.slice(0, 12)}`, digest: toHex(sha256(utf8(`model of ${sealed.coreHash}`))) };
    put('inbox-2', site.approval(each, model), `${i}-approval.note`);
    for (let n = 0; n <= i; n++) {
      const score = site.bundle(each);
      requests.push(score.id);
      put('inbox-2', score.path, `${i}-score-${n}.bundle`);
    }
  }
  site.app.close();
  return { folder, chamber: chamberThat(folder, '{}'), requests };
}

/** A copy of a template to ruin. */
export function copyOf(template: Template, to: string): string {
  for (const name of ['appliance', 'inbox-1', 'inbox-2', 'drive']) {
    if (existsSync(join(template.folder, name))) cpSync(join(template.folder, name), join(to, name), { recursive: true });
  }
  mkdirSync(join(to, 'drive'), { recursive: true });
  return to;
}

export type Drive = {
  readonly writes: number;
  readonly done: boolean;
  readonly step?: string;
  readonly code?: string | null;
  readonly raw?: string;
  readonly export?: string;
};

/** Runs the driver; null when it was killed. `onStart` receives its process. */
export function drive(site: string, chamber: string, fault = '', at = 0, onStart?: (child: ChildProcess) => void): Promise<Drive | null> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, ECLUSE_TEST: '1', SITE: site, CHAMBER: chamber, FAULT: fault, AT: String(at) };
    const child = spawn(process.execPath, ['--no-warnings', DRIVER], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    let noise = '';
    child.stdout.on('data', (chunk) => (out += chunk));
    child.stderr.on('data', (chunk) => (noise += chunk));
    onStart?.(child);
    child.on('close', (_, signal) => {
      if (signal === 'SIGKILL') resolve(null);
      else if (out === '') reject(new Error(noise));
      else resolve(JSON.parse(out.trim().split('\n').at(-1)!) as Drive);
    });
  });
}

type Row = Record<string, string | null>;

function rows(site: string, text: string): Row[] {
  const db = new Database(join(site, 'appliance', 'ecluse.sqlite'), { readonly: true });
  try {
    return db.prepare(text).all() as Row[];
  } finally {
    db.close();
  }
}

const digestOf = (path: string) => toHex(sha256(readFileSync(path)));
const bundlesIn = (folder: string) => readdirSync(folder).filter((name) => name.endsWith('.bundle') && !name.startsWith('.'));

/** What must hold at every moment, however the appliance died. */
export function faultsNow(site: string): string[] {
  const faults = untold(join(site, 'appliance', 'ecluse.sqlite'));
  const delivered = new Set(rows(site, "SELECT file_digest FROM result WHERE state = 'delivered'").map((row) => row.file_digest));
  for (const name of bundlesIn(join(site, 'drive'))) {
    if (!delivered.has(digestOf(join(site, 'drive', name)))) faults.push(`on the drive without an entry: ${name}`);
  }
  const quarantine = join(site, 'appliance', 'bundles', 'quarantine');
  for (const { id } of rows(site, 'SELECT id FROM bundle')) if (!existsSync(join(quarantine, `${id}.bundle`))) faults.push(`lost: ${id}`);
  return faults;
}

/** What must hold once everything was carried to its end. */
export function faultsAtEnd(site: string, requests: readonly string[], exported: string): string[] {
  const faults = faultsNow(site);
  const answered = rows(site, "SELECT request, file_digest FROM result WHERE state = 'delivered'");
  if (
    answered
      .map(({ request }) => request)
      .sort()
      .join() !== [...requests].sort().join()
  )
    faults.push(`answered: ${answered.length} of ${requests.length}`);
  const onDrive = bundlesIn(join(site, 'drive')).map((name) => digestOf(join(site, 'drive', name)));
  if (
    onDrive.sort().join() !==
    answered
      .map((row) => row.file_digest)
      .sort()
      .join()
  )
    faults.push(`on the drive: ${onDrive.length}`);
  const waiting = rows(site, "SELECT id FROM bundle WHERE state <> 'answered'");
  const live = rows(site, "SELECT id FROM session WHERE state NOT IN ('closed', 'aborted')");
  if (waiting.length + live.length > 0) faults.push(`unfinished: ${waiting.length} bundles, ${live.length} sessions`);
  const parts = readdirSync(site, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.part'));
  if (parts.length > 0) faults.push(`left: ${parts.join()}`);
  const aborted = new Set(rows(site, "SELECT id FROM session WHERE state = 'aborted'").map(({ id }) => id));
  for (const room of ['outgoing', 'models']) {
    const kept = readdirSync(join(site, 'appliance', 'bundles', room)).filter((name) => aborted.has(name));
    if (kept.length > 0) faults.push(`left of an aborted session: ${kept.join()}`);
  }
  const { ok, findings } = verifyExport(folderReader(join(site, exported)));
  if (!ok) faults.push(`auditor: ${findings.map(({ code }) => code).join()}`);
  return faults;
}

/** Processes that run this chamber. */
export function chambersAlive(chamber: string): number {
  return readdirSync('/proc').filter((pid) => {
    try {
      return (
        /^\d+$/.test(pid) &&
        readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(chamber) &&
        !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
      );
    } catch {
      return false;
    }
  }).length;
}
