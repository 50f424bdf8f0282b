import { join } from 'node:path';
import { EcluseError } from '../../base/errors.ts';
import { approve } from '../../partner/approve.ts';
import { shortName } from '../../partner/labels.ts';
import { openInto } from './crossing.ts';
import type { Partner } from './people.ts';
import type { DemoOptions } from './steps.ts';

/** A CSS reads its evaluation and signs for each model that holds what it asks: the approvals' files. */
export function approveAll(partner: Partner, evaluation: string, drive: string, options: DemoOptions): string[] {
  const { name, home, secrets, slug, folder } = partner;
  const { environment, onStep } = options;
  const { opened } = openInto(partner, evaluation, join(folder, 'evaluation'), false, options);
  if (opened.kind !== 'evaluation') throw new EcluseError('OPEN_KIND', { kind: opened.kind });
  const { models, setAside } = opened.evaluation;
  for (const { outcome, grade, code } of setAside) {
    onStep({ step: 'declined', name, model: grade === null ? outcome : `${outcome} · ${grade}`, code });
  }
  const signed = models.flatMap((model) => {
    const out = join(drive, `${slug}.${model.id}.approbation`);
    try {
      approve(home, secrets, { evaluation, model: model.id, out }, environment.clock);
      return [out];
    } catch (error) {
      if (!(error instanceof EcluseError) || !error.code.startsWith('APPROVE_')) throw error;
      onStep({ step: 'declined', name, model: shortName(model), code: error.code });
      return [];
    }
  });
  onStep({ step: 'approved', name, models: signed.length });
  return signed;
}
