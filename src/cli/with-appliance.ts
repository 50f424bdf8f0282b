import { openAppliance } from '../../appliance/appliance.ts';
import type { Appliance, Environment } from '../../appliance/home.ts';

/** Opens an appliance for the time of one command. */
export async function withAppliance<T>(dir: string, environment: Environment, work: (app: Appliance) => T | Promise<T>): Promise<T> {
  const app = openAppliance(dir, environment);
  try {
    return await work(app);
  } finally {
    app.close();
  }
}
