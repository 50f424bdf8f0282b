// Run in a network, pid and mount namespace of its own, which plays the machine: holds a real session in mode machine and, once the keys are
// unlocked, does to the machine's links what it is told. Prints one object: how the session ended, how long that took, what the ledger says.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { findMachine } from '../../../dist/appliance/airgap/machine.js';
import { readMachine } from '../../../dist/appliance/airgap/reading.js';
import { breachOf } from '../../../dist/appliance/airgap/verdict.js';
import { openAppliance } from '../../../dist/appliance/appliance.js';
import { logIn } from '../../../dist/appliance/session/login.js';
import { runSession } from '../../../dist/appliance/session/run.js';
import { listEntries, listSessions } from '../../../dist/appliance/views.js';
import { utf8 } from '../../../dist/src/base/bytes.js';
import { systemRandom } from '../../../dist/src/base/random.js';

const { HOME_DIR: home, ACT: act, EVIDENCE_MS: evidence = '', AFTER_MS: after = '300' } = process.env;
const run = (command) => execFileSync('/bin/sh', ['-c', command], { stdio: 'pipe' });
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

const ACTS = {
  nothing: () => {},
  up: () => run('ip link set a0 up && ip link set b0 up'),
  flap: () => run('ip link set b0 up; ip link set a0 up; sleep 0.05; ip link set a0 down; ip link set b0 down'),
  passing: () => run('ip link add p0 type veth peer name p1 && ip link del p0'),
  ten: () => run('for i in 0 1 2 3 4; do ip link add n$i type veth peer name m$i; done'),
  elsewhere: () => run('ip netns add ailleurs'),
  deaf: () => run("kill -9 $(grep -lz '^monitor$' /proc/[0-9]*/cmdline | cut -d/ -f3)"),
};

run('mount -t sysfs sysfs /sys && mount -t tmpfs tmpfs /run && ip link set lo up');
run('ip link add a0 type veth peer name b0');
if (act === 'plugged') run('ip link set a0 up && ip link set b0 up');

/** Flapped with nobody listening: the counters alone tell. */
if (act === 'counters') {
  const machine = findMachine();
  await sleep(200);
  const before = readMachine(machine);
  ACTS.flap();
  await sleep(100);
  const seen = breachOf(before, readMachine(machine));
  process.stdout.write(JSON.stringify({ seen, down: readMachine(machine).links.every(({ carrier }) => carrier !== 1) }));
  process.exit(0);
}

const app = openAppliance(home, { clock: () => new Date(), random: systemRandom });
const operator = logIn(app, 'operator', utf8('premier mot'));
const from = app.store.ledger.size();
const codes = () => listEntries(app, { from, limit: 1000 }).entries.map(({ type, code }) => (code === null ? type : `${type} ${code}`));
const chamberPid = () =>
  readdirSync('/proc').find((name) => {
    try {
      return /^\d+$/.test(name) && readFileSync(`/proc/${name}/cmdline`, 'utf8').includes('appliance/chamber/main');
    } catch {
      return false;
    }
  });

let acted = 0;
let killed = null;
let busy = null;
const whenWorking = async () => {
  while (!codes().includes('unlock.succeeded')) await sleep(5);
  await sleep(Number(after));
  const pid = chamberPid();
  // The main thread is kept busy, as a password's hashing keeps it: the guard does not wait for it.
  if (act === 'busy') {
    acted = performance.now();
    ACTS.up();
    while (performance.now() - acted < 1500) if (killed === null && !alive(pid)) killed = performance.now() - acted;
    busy = performance.now() - acted;
    return;
  }
  acted = performance.now();
  ACTS[act]();
  while (pid !== undefined && alive(pid)) await sleep(1);
  killed = performance.now() - acted;
};
const alive = (pid) => {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
};
const custodians = [
  { number: 1, passphrase: utf8('six mots pour ouvrir les clés') },
  { number: 2, passphrase: utf8('six autres mots, et une autre personne') },
];
const options = { gap: 'machine', operator, custodians };
const running = runSession(app, { ...options, ...(evidence === '' ? {} : { evidenceMs: Number(evidence) }) }).then(
  () => null,
  (error) => ({ code: error.code ?? 'INTERNAL', params: error.params ?? String(error.stack) }),
);
const watching = act === 'plugged' ? null : whenWorking();
const failure = await running;
const ended = performance.now() - acted;
const before = codes();
await Promise.race([watching, sleep(3000)]);
const [session] = listSessions(app);
process.stdout.write(
  JSON.stringify({
    failure,
    ended,
    killed,
    busy,
    codes: before,
    state: session?.state,
    code: session?.code,
    alive: chamberPid() !== undefined,
  }),
);
app.close();
process.exit(existsSync(home) ? 0 : 1);
