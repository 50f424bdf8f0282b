import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAppliance } from '../../appliance/appliance.ts';
import { paths } from '../../appliance/home.ts';
import { receive } from '../../appliance/intake/receive.ts';
import { exportLedger } from '../../appliance/release/ledger.ts';
import { destroy } from '../../appliance/retention/destroy.ts';
import { keptDigest, keyOf } from '../../appliance/retention/kept.ts';
import { readRoot } from '../../appliance/retention/root.ts';
import { folderReader } from '../../src/auditor/folder.ts';
import { verifyExport } from '../../src/auditor/verify.ts';
import { toHex } from '../../src/base/bytes.ts';
import { seeded, systemRandom } from '../../src/base/random.ts';
import { openSite, type Site } from '../support/appliance.ts';
import { scratch } from '../support/parties.ts';
import { long } from '../support/requires.ts';
import { untold } from '../support/told.ts';

/**
 * A destruction killed at each of its writes in turn (a seeded few in `npm test`), then carried on: no state without its entry; a file is either whole
 * with its key or gone with it; what survives opens; in the end neither the key nor the root it was under is left on the disk.
 */
const PROGRAM = fileURLToPath(new URL('../support/programs/destroyer.mjs', import.meta.url));
const NOW = '2026-09-11T09:00:00Z';
const { folder, remove } = scratch();
afterAll(remove);

describe('a destruction that is killed', () => {
  let site: Site;
  const due: string[] = [];
  const survivors: string[] = [];
  const old: string[] = [];
  const at = (dir: string, id: string) => join(dir, 'bundles/quarantine', `${id}.bundle`);
  const run = (dir: string, point: number) => {
    const env = { ...process.env, ECLUSE_TEST: '1', HOME_DIR: dir, AT: String(point), NOW };
    const { signal, stdout, stderr } = spawnSync(process.execPath, ['--no-warnings', PROGRAM], { env, encoding: 'utf8' });
    if (signal === null && stdout === '') throw new Error(stderr);
    return signal === 'SIGKILL' ? null : (JSON.parse(stdout) as { writes: number; items: number });
  };

  beforeAll(() => {
    site = openSite(folder, 'destruction-crash');
    const css = ['CSS des Rives', 'CSS du Plateau'].map((name) => site.partner(name));
    for (const [i, each] of [css[0]!, css[0]!, css[1]!, css[1]!].entries()) {
      const { path, id } = site.bundle(each, 'train', i % 2 === 0 ? { destroyBy: '2026-09-10' } : {});
      receive(site.app, path, null);
      (i % 2 === 0 ? due : survivors).push(id);
    }
    for (const id of due) old.push(toHex(keyOf(site.app, id)));
    old.push(toHex(readRoot(paths(site.dir).retentionKey).secret));
    site.app.close();
  });

  it('is carried to its end, whatever the write', { timeout: 3_600_000 }, () => {
    const whole = join(folder, 'whole');
    cpSync(site.dir, whole, { recursive: true });
    const { writes, items } = run(whole, 0)!;
    expect(items).toBe(2);
    const draw = seeded(3);
    const few = 9;
    const points = long
      ? Array.from({ length: writes }, (_, i) => i + 1)
      : Array.from({ length: few }, (_, i) => Math.floor(((i + draw()) / few) * writes) + 1);
    let killed = 0;
    for (const point of points) {
      const dir = join(folder, `at-${point}`);
      cpSync(site.dir, dir, { recursive: true });
      if (run(dir, point) === null) killed++;
      expect(untold(paths(dir).database), `write ${point}, dead`).toEqual([]);
      const app = openAppliance(dir, { clock: () => new Date(NOW), random: systemRandom });
      expect(existsSync(paths(dir).retentionNext), `write ${point}`).toBe(false);
      for (const id of due) {
        const row = app.store.db.prepare('SELECT destroyed FROM destruction WHERE bundle = ?').get(id) as { destroyed: string } | undefined;
        expect([point, existsSync(at(dir, id)), row === undefined ? 'kept' : row.destroyed]).toEqual(
          row === undefined ? [point, true, 'kept'] : [point, false, NOW],
        );
        if (row === undefined) keptDigest(at(dir, id), keyOf(app, id));
      }
      destroy(app, { operator: { role: 'operator', name: 'operateur' }, reviewer: { role: 'reviewer', name: 'reviseur' } });
      for (const id of due) expect([point, existsSync(at(dir, id))]).toEqual([point, false]);
      for (const id of survivors) keptDigest(at(dir, id), keyOf(app, id));
      expect(untold(paths(dir).database), `write ${point}`).toEqual([]);
      exportLedger(app, join(folder, `export-${point}`));
      app.close();
      expect(verifyExport(folderReader(join(folder, `export-${point}`))).findings).toEqual([]);
      for (const name of readdirSync(dir, { recursive: true, encoding: 'utf8' })) {
        const path = join(dir, name);
        if (!statSync(path).isFile()) continue;
        const bytes = readFileSync(path);
        for (const secret of old)
          expect([point, name, bytes.includes(Buffer.from(secret, 'hex')) || bytes.includes(secret)]).toEqual([point, name, false]);
      }
      rmSync(dir, { recursive: true });
    }
    expect(killed).toBe(points.length);
  });
});
