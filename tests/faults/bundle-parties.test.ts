import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { checkBundle } from '../../src/bundle/check.ts';
import { unlockBundle } from '../../src/bundle/unlock.ts';
import { codeOf, handOver } from '../support/craft.ts';
import { party, scratch, sealAt } from '../support/parties.ts';

const { folder, remove } = scratch();
afterAll(remove);
const N = 6;
const appliance = party('appliance', 'Écluse centrale');
const partners = Array.from({ length: N }, (_, i) => party('partner', `CSS ${i + 1}`));
const paths = partners.map((partner, i) => {
  const path = join(folder, `result-${i}`);
  sealAt(path, appliance, partner.card, { kind: 'result', seed: `result-${i}` });
  return path;
});

describe(`${N} results for ${N} partners`, () => {
  const cells = partners.flatMap((_, result) => partners.map((_, who) => ({ result, who })));

  it.each(cells)('result $result in the hands of partner $who', ({ result, who }) => {
    const reader = partners[who]!;
    const { code } = handOver({ folder, reader, enrolled: [appliance.card] }, new Uint8Array(readFileSync(paths[result]!)));
    expect(code).toBe(result === who ? 'taken' : 'BUNDLE_RECIPIENT');
  });

  it.each(cells)('the key of result $result under the secrets of partner $who, the address set aside', ({ result, who }) => {
    const checked = checkBundle(paths[result]!, { recipientId: partners[result]!.card.id, cardOf: () => appliance.card });
    expect(codeOf(() => unlockBundle(checked, partners[who]!.secrets))).toBe(result === who ? 'taken' : 'BUNDLE_KEY');
  });

  it('the sender itself cannot open what it sent', () => {
    const checked = checkBundle(paths[0]!, { recipientId: partners[0]!.card.id, cardOf: () => appliance.card });
    expect(codeOf(() => unlockBundle(checked, appliance.secrets))).toBe('BUNDLE_KEY');
  });
});
