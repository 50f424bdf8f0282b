// Destroys what is due on an appliance; killed at the n-th write of this process. Prints how many writes it saw.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import Database from 'better-sqlite3';

const { HOME_DIR: dir, AT: at = '0', NOW: now } = process.env;
let writes = 0;
let armed = false;
function point() {
  if (!armed) return;
  writes++;
  if (writes === Number(at)) process.kill(process.pid, 'SIGKILL');
}
for (const name of ['openSync', 'writeSync', 'fsyncSync', 'renameSync', 'rmSync', 'mkdirSync']) {
  const real = fs[name];
  fs[name] = (...args) => {
    if (!(name === 'openSync' && args[1] === 'r') && args[0] !== 1) point();
    return real(...args);
  };
}
syncBuiltinESMExports();
const { prepare } = Database.prototype;
Database.prototype.prepare = function (text) {
  const statement = prepare.call(this, text);
  if (/^\s*(INSERT|UPDATE|DELETE)/.test(text)) {
    const real = statement.run;
    statement.run = function (...args) {
      point();
      return real.apply(this, args);
    };
  }
  return statement;
};

const from = (path) => import(`../../../dist/${path}`);
const { openAppliance } = await from('appliance/appliance.js');
const { destroy } = await from('appliance/retention/destroy.js');
const { systemRandom } = await from('src/base/random.js');
const app = openAppliance(dir, { clock: () => new Date(now), random: systemRandom });
armed = true;
const { items } = destroy(app, {
  operator: { role: 'operator', name: 'operateur' },
  reviewer: { role: 'reviewer', name: 'reviseur' },
});
armed = false;
app.close();
fs.writeSync(1, JSON.stringify({ writes, items: items.length }));
