import { join } from 'node:path';
import type { Appliance } from '../../../appliance/home.ts';
import { writeCertificates } from '../../../appliance/retention/certificates.ts';
import { destroy } from '../../../appliance/retention/destroy.ts';
import { EcluseError } from '../../base/errors.ts';
import { acceptCertificate, orderDestruction } from '../../partner/destroy.ts';
import { readState } from '../../partner/home.ts';
import { take } from './crossing.ts';
import type { Partner, People } from './people.ts';
import type { DemoOptions } from './steps.ts';

/**
 * A CSS orders its past pupils destroyed, the models that came of them kept; two people of the appliance do it; the certificate goes home,
 * is checked, countersigned, and comes back.
 */
export function destroyPast(
  app: Appliance,
  { home, secrets, name, slug }: Partner,
  people: People,
  drive: string,
  options: DemoOptions,
): void {
  const { environment, onStep } = options;
  const request = readState(home).requests.find(({ kind }) => kind === 'train')?.id ?? '';
  const order = join(drive, `${slug}.ordre-destruction`);
  orderDestruction(home, secrets, { request, models: 'keep', out: order }, environment.clock);
  take(app, [order], people.operator, onStep);
  const { items } = destroy(app, { ...people, bundle: request });
  const certificate = writeCertificates(app, drive).find(({ party }) => party === home.id);
  if (certificate === undefined) throw new EcluseError('INTERNAL', { where: 'demo: certificate' });
  const countersigned = join(drive, `${slug}.destruction-contresignee`);
  acceptCertificate(home, secrets, { certificate: certificate.file, out: countersigned });
  take(app, [countersigned], people.operator, onStep);
  onStep({ step: 'destroyed', name, files: items.length });
}
