import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { receive } from '../../appliance/intake/receive.ts';
import { availableMiB } from '../../appliance/session/limits.ts';
import { chamberThat, openSite } from '../support/appliance.ts';
import { noChamber } from '../support/chamber.ts';
import { scratch } from '../support/parties.ts';

const { folder, remove } = scratch();
afterAll(remove);

it.skipIf(noChamber)('a session gives its chamber a limit of memory that leaves the machine some', async () => {
  const site = openSite(join(folder, 'site'), 'limits');
  receive(site.app, site.bundle(site.partner('CSS des Rives'), 'train').path, null);
  // What it sees of itself, left in a folder in which it seals: it can write nowhere else.
  const main = chamberThat(
    folder,
    `{ before(event) {
      if (event !== 'unlocked') return;
      const fs = process.getBuiltinModule('fs');
      const mounts = fs.readFileSync('/proc/self/mountinfo', 'utf8').split('\\n').map((line) => line.split(' '));
      fs.writeFileSync(mounts.find((fields) => fields[5]?.startsWith('rw'))[4] + '/limits', fs.readFileSync('/proc/self/limits'));
    } }`,
  );
  const before = availableMiB();
  let told = '';
  // It goes with the chamber.
  const onProgress = () => {
    const name = readdirSync(site.dir, { recursive: true, encoding: 'utf8' }).find((each) => basename(each) === 'limits');
    if (name !== undefined) told = readFileSync(join(site.dir, name), 'utf8');
  };
  const { results } = await site.session({ main, onProgress });
  expect(results).toHaveLength(1);
  const bytes = Number(/^Max data size\s+(\d+)\s+(\d+)\s/m.exec(told)?.[2]);
  expect(bytes / 2 ** 20).toBeGreaterThanOrEqual(2_048);
  expect(bytes / 2 ** 20).toBeLessThanOrEqual(Math.max(2_048, before));
  site.app.close();
});
