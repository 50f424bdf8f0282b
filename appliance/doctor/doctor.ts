import { existsSync } from 'node:fs';
import { EcluseError } from '../../src/base/errors.ts';
import { openAppliance } from '../appliance.ts';
import type { Appliance, Environment } from '../home.ts';
import { CHECKS, type Finding } from './finding.ts';
import {
  checkAttempts,
  checkBundles,
  checkClock,
  checkCustody,
  checkLedger,
  checkPermissions,
  checkSession,
  checkWitnesses,
} from './home.ts';
import { checkCore, checkDisk, checkGap, checkIsolation, checkMemory, checkNode, checkSwap } from './machine.ts';

/** Everything that would stop a session, before the day: the machine's conditions, then the appliance's own. Writes nothing but what any start writes. */
export async function examine(dir: string, environment: Environment): Promise<Finding[]> {
  const findings = [checkNode(process.version), await checkIsolation(), ...(await checkGap()), checkSwap(), checkCore(), checkMemory()];
  if (existsSync(dir)) findings.push(...checkPermissions(dir));
  let app: Appliance | null = null;
  try {
    app = openAppliance(dir, environment);
    findings.push({ check: 'home', error: null, weight: 'stop', told: { name: app.card.name } });
    const { findings: bundles, bytes } = checkBundles(app);
    const ledger = checkLedger(app);
    findings.push(checkCustody(app), checkClock(app), ledger, ...(ledger.error === null ? [checkWitnesses(app)] : []), checkSession(app));
    findings.push(...bundles, checkAttempts(app), checkDisk(dir, bytes));
  } catch (error) {
    if (!(error instanceof EcluseError)) throw error;
    findings.push({ check: 'home', error, weight: 'stop' });
  } finally {
    app?.close();
  }
  return findings.sort((a, b) => CHECKS.indexOf(a.check) - CHECKS.indexOf(b.check));
}
