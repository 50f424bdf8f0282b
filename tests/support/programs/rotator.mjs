// Changes the keys of an appliance (WHO=appliance) or of a partner's home (WHO=partner). At the n-th write of this process it dies (FAULT=kill) or the
// write fails (FAULT=EIO). Prints how many writes it saw.
import fs from 'node:fs';
import { watchWrites } from './faults.mjs';

const { HOME_DIR: dir, AT: at = '0', NOW: now, WHO: who, FAULT: fault = 'kill', SECRETS: secrets = '' } = process.env;
const watch = watchWrites({ at, fault });

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
    watch.armed = true;
    rotateKeys(app, { custodians: typed.map((passphrase, i) => ({ number: i + 1, passphrase })) });
    watch.armed = false;
    app.close();
  } else {
    const { openHome, unlockHome } = await from('src/partner/home.js');
    const { rotateHome } = await from('src/partner/rotate.js');
    const home = openHome(dir);
    const keys = unlockHome(home, typed[0]);
    watch.armed = true;
    rotateHome(home, keys, { passphrase: typed[1], kdf: { memoryMiB: 1, passes: 1 } }, environment);
    watch.armed = false;
  }
} catch (error) {
  watch.armed = false;
  code = error.code ?? String(error.stack);
}
fs.writeSync(1, JSON.stringify({ writes: watch.writes, code }));
