import { afterAll, describe, expect, it } from 'vitest';
import { sayer } from '../../src/desk/messages.ts';
import { approvePage } from '../../src/desk/pages/approve.ts';
import { viewOf } from '../../src/desk/work/answer.ts';
import { openAnswer } from '../../src/partner/open.ts';
import { FLOORS } from '../../src/study/verdicts.ts';
import { toMarkup } from '../../src/web/html.ts';
import { answer, ask, DICTIONARY, desk, document, evaluationSaid, fairnessSaid, modelSaid, qualitySaid } from '../support/answers.ts';
import { scratch } from '../support/parties.ts';
import { both } from '../support/tables.ts';

const { folder, remove } = scratch();
afterAll(remove);

describe('what a desk says before an approval is signed', () => {
  const at = desk(folder);
  const codes = ['FRA', 'AUT'].map((code) => ({ code, label: both(code) }));
  const langue = { name: 'langue', label: both('Langue'), role: 'audit-only', type: 'code', codes } as const;
  const fiches = Array.from({ length: 30 }, (_, i) => `F${i}`);
  const page = (fairness: boolean) => {
    const request = ask(at, fiches, 'train', { ...DICTIONARY, variables: [...DICTIONARY.variables, langue] });
    const held = modelSaid({ outcome: 'issue' });
    const evaluation = { ...(held.evaluation as object), ...(fairness ? { fairness: fairnessSaid('langue', ['FRA', 'AUT']) } : {}) };
    const shards = [
      document('evaluation', evaluationSaid(request.core, { models: [{ ...held, evaluation }] })),
      document('quality', qualitySaid),
    ];
    const [model] = viewOf(openAnswer(at.home, at.secrets, answer(at, request, { shards, core: { kind: 'evaluation' } }), at.clock)).models;
    const consent = { stance: 'targeted', cut: null, floors: FLOORS, until: '2027-06-30' } as const;
    return toMarkup(approvePage({ lang: 'fr', csrf: 'c', say: sayer('fr') }, { model: model!, consent, error: null }).body).replaceAll(
      '\u00a0',
      ' ',
    );
  };

  it('is that a model treats groups differently, where that is established', () => {
    expect(page(true)).toMatch(/Il traite des groupes d’élèves différemment : \d écarts établis, à discuter avant de signer\./);
    expect(page(false)).not.toContain('différemment');
  });
});
