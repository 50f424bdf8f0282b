// Changes the keys of an appliance (WHO=appliance) or of a partner's home (WHO=partner). At the n-th write of this process it dies (FAULT=kill) or the
// write fails (FAULT=EIO). Prints how many writes it saw.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import Database from 'better-sqlite3';

const { HOME_DIR: dir, AT: at = '0', NOW: now, WHO: who, FAULT: fault = 'kill', SECRETS: secrets = '' } = process.env;
let writes = 0;
let armed = false;
function point(error) {
  if (!armed) return;
  writes++;
  if (writes !== Number(at)) return;
  if (fault === 'kill') process.kill(process.pid, 'SIGKILL');
  throw error();
}
const failed = () => Object.assign(new Error('injected'), { code: fault });
for (const name of ['openSync', 'writeSync', 'fsyncSync', 'renameSync', 'rmSync', 'mkdirSync']) {
  const real = fs[name];
  fs[name] = (...args) => {
    if (!(name === 'openSync' && args[1] === 'r') && args[0] !== 1) point(failed);
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
      point(() => new Database.SqliteError('injected', 'SQLITE_IOERR_WRITE'));
      return real.apply(this, args);
    };
  }
  return statement;
};

const from = (path) => import(`../../../dist/${path}`);
const { systemRandom: random } = await from('src/base/random.js');
const { utf8 } = await from('src/base/bytes.js');
const environment = { clock: () => new Date(now), random };
const typed = secrets.split('\n').map(utf8);
let code = null;
try {
  if (who === 'appliance') {
    const { openAppliance } = await from('appliance/appliance.js');
    const { rotateKeys } = await from('appliance/custody/rotate.js');
    const app = openAppliance(dir, environment);
    armed = true;
    rotateKeys(app, { custodians: typed.map((passphrase, i) => ({ number: i + 1, passphrase })) });
    armed = false;
    app.close();
  } else {
    const { openHome, unlockHome } = await from('src/partner/home.js');
    const { rotateHome } = await from('src/partner/rotate.js');
    const home = openHome(dir);
    const keys = unlockHome(home, typed[0]);
    armed = true;
    rotateHome(home, keys, { passphrase: typed[1], kdf: { memoryMiB: 8, passes: 1 } }, environment);
    armed = false;
  }
} catch (error) {
  armed = false;
  code = error.code ?? String(error.stack);
}
fs.writeSync(1, JSON.stringify({ writes, code }));
