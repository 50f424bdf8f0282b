import { type Answer, page } from '../../../src/web/answer.ts';
import { custodyPage } from '../../console/pages/custody.ts';
import type { Request } from '../visit.ts';

export function custody({ desk, lang }: Request): Answer {
  return page(custodyPage(desk.uses.custody(), lang));
}
