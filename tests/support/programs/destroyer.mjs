// Destroys what is due on an appliance; killed at the n-th write of this process. Prints how many writes it saw.
import fs from 'node:fs';
import { watchWrites } from './faults.mjs';

const { HOME_DIR: dir, AT: at = '0', NOW: now } = process.env;
const watch = watchWrites({ at, fault: 'kill' });

const from = (path) => import(`../../../dist/${path}`);
const { openAppliance } = await from('appliance/appliance.js');
const { destroy } = await from('appliance/retention/destroy.js');
const { systemRandom } = await from('src/base/random.js');
const app = openAppliance(dir, { clock: () => new Date(now), random: systemRandom });
watch.armed = true;
const { items } = destroy(app, {
  operator: { role: 'operator', name: 'operateur' },
  reviewer: { role: 'reviewer', name: 'reviseur' },
});
watch.armed = false;
app.close();
fs.writeSync(1, JSON.stringify({ writes: watch.writes, items: items.length }));
