import { utf8 } from '../../base/bytes.ts';
import { both } from '../../base/text.ts';
import { CAMPAIGN_FORMAT } from '../../study/campaign.ts';
import { firstCohort } from '../css.ts';
import { GRADES } from '../dictionary.ts';

/** What a CSS would write for a *rentrée* (CAMPAIGN.md): who may leave, grade by grade, soon enough to help, and who may fail the exam. */
export function syntheticCampaign(year: number): Uint8Array {
  const campaign = {
    format: CAMPAIGN_FORMAT,
    name: both(`Rentrée ${year}`, `Autumn ${year}`),
    cohorts: { judged: 1, weights: [{ cohort: firstCohort(year), weight: 0.3 }] },
    models: [
      { family: 'decrochage', grades: GRADES.map(String), moment: 'etape-1', later: 'drop' },
      { family: 'echec', moment: 'etape-2', later: 'drop', bands: [{ recall: 40 }, { recall: 60 }, { recall: 80 }] },
    ],
  };
  return utf8(`${JSON.stringify(campaign, null, 2)}\n`);
}
