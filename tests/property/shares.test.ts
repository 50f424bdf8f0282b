import { wordlist } from '@scure/bip39/wordlists/french.js';
import { describe, expect, it } from 'vitest';
import { EcluseError } from '../../src/base/errors.ts';
import { sharePage } from '../../src/keys/share-page.ts';
import { makeShares, readShare, rootOfShares, shareCode, shareWords } from '../../src/keys/shares.ts';
import { code } from '../support/code.ts';
import { party } from '../support/parties.ts';
import { rootOfShares as rootElsewhere } from '../support/second/custody.ts';
import { typography } from '../support/typography.ts';

const { card, secrets } = party('appliance', 'Écluse centrale');
const { root } = secrets;
const shares = await makeShares(root, card.id);
const again = await makeShares(root, card.id);
const words = (share: Uint8Array) => shareWords(share).join(' ');
const later = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => (error instanceof EcluseError ? error.code : String(error)),
  );

describe('recovery shares', () => {
  it('any two of three give the root back, in either order, for both readers', async () => {
    for (const [i, j] of [
      [0, 1],
      [1, 0],
      [0, 2],
      [1, 2],
    ] as const) {
      expect(await rootOfShares([shares[i]!, shares[j]!], card)).toEqual(root);
      expect(rootElsewhere(wordlist, card.id, words(shares[i]!), words(shares[j]!))).toEqual(root);
    }
  });

  it('one says nothing: with any other root, a second share exists that leads there', () => {
    // Over GF(2⁸), y₂ = root + (y₁ + root)·x₂/x₁ for whatever root: so every root is as likely to whoever holds one share.
    const other = party('appliance', 'Une autre').secrets.root;
    const mine = shares[0]!;
    const lead = (wanted: Uint8Array) => {
      const x2 = mine[0] === 1 ? 2 : 1;
      const product = (x: number, y: number) => {
        let out = 0;
        for (let bit = 0, left = x; bit < 8; bit++, left = (left << 1) ^ (left & 0x80 ? 0x11b : 0)) if ((y >> bit) & 1) out ^= left;
        return out;
      };
      let inverse = 1;
      while (product(inverse, mine[0]!) !== 1) inverse++;
      const y2 = Array.from(wanted, (byte, i) => byte ^ product(product(mine[i + 1]! ^ byte, inverse), x2));
      return Uint8Array.of(x2, ...y2, ...new Uint8Array(8));
    };
    return Promise.all(
      [root, other].map(async (wanted) => {
        const { combine } = await import('shamir-secret-sharing');
        const parts = [mine, lead(wanted)].map((share) => Uint8Array.of(...share.subarray(1, 33), share[0]!));
        expect(await combine(parts)).toEqual(wanted);
      }),
    );
  });

  it('the same twice, or of two splittings, or of another card, give nothing', async () => {
    expect(await later(rootOfShares([shares[0]!, shares[0]!], card))).toBe('SHARE_SAME');
    const apart = again.find((share) => share[0] !== shares[0]![0])!;
    expect(await later(rootOfShares([shares[0]!, apart], card))).toBe('SHARE_ROOT');
    expect(await later(rootOfShares([shares[0]!, shares[1]!], party('appliance', 'Une autre').card))).toBe('SHARE_ROOT');
  });

  it('read back from words and from the code, whatever the accents, capitals and blanks', () => {
    for (const share of [...shares, ...again]) {
      const text = words(share);
      expect(text.split(' ')).toHaveLength(30);
      expect(readShare(text, card.id)).toEqual(share);
      expect(readShare(`  ${text.normalize('NFC').toUpperCase().replaceAll(' ', '\n ')}`, card.id)).toEqual(share);
      expect(readShare(text.normalize('NFD').replace(/\p{M}/gu, ''), card.id)).toEqual(share);
      expect(readShare(shareCode(share, card.id), card.id)).toEqual(share);
    }
  });

  it('no two words of the list differ by their accents alone', () => {
    expect(new Set(wordlist.map((word) => word.normalize('NFD').replace(/\p{M}/gu, ''))).size).toBe(2048);
  });

  it('a wrong, missing, added or exchanged word is told, never taken', () => {
    const list = shareWords(shares[0]!);
    const told = (changed: readonly string[]) => code(() => readShare(changed.join(' '), card.id));
    for (let i = 0; i < list.length; i++) {
      const next = wordlist[(wordlist.findIndex((word) => word.normalize('NFKD') === list[i]) + 1) % 2048]!;
      expect(told(list.with(i, next))).toBe('SHARE_CHECK');
      expect(told(list.with(i, 'bonjourr'))).toBe('SHARE_WORD');
      expect(told(list.toSpliced(i, 1))).toBe('SHARE_FORM');
      expect(told([...list, list[i]!])).toBe('SHARE_FORM');
      const [here, there] = [list[i]!, list[(i + 1) % 30]!];
      if (here !== there) expect(told(list.with(i, there).with((i + 1) % 30, here))).toBe('SHARE_CHECK');
    }
    expect(code(() => readShare(words(shares[0]!), 'a'.repeat(32)))).toBe('SHARE_CHECK');
    expect(code(() => readShare(shareCode(shares[0]!, card.id), 'a'.repeat(32)))).toBe('SHARE_OTHER');
    const qr = shareCode(shares[0]!, card.id);
    for (const bad of [`${qr} x`, qr.slice(0, -1), qr.replace('v1', 'v2'), 'ecluse.share/v1']) {
      expect(
        code(() => readShare(bad, card.id)),
        bad,
      ).toMatch(/^SHARE_(FORM|OTHER)$/);
    }
  });
});

describe('the page of a share', () => {
  it.each(['fr', 'en'] as const)('%s: prints its words and its code, runs nothing, calls nothing', (lang) => {
    const hostile = { ...card, name: '<img src=x onerror=alert(1)> & "CSS"' };
    const page = sharePage(
      { card: hostile, share: shares[1]!, number: 2, day: '2026-09-05', drill: 'ecluse appliance recover DIR --drill' },
      lang,
    );
    const items = [...page.matchAll(/<li>([^<]+)<\/li>/g)].map((match) => match[1]);
    expect(items.join(' ').normalize('NFKD')).toBe(words(shares[1]!));
    expect(page).not.toMatch(/<script|<img|<link|<iframe|https?:|url\(|\son\w+="/i);
    expect(page).toContain('2 / 3');
    expect(/<path fill="#000" d="([^"]+)"/.exec(page)?.[1]?.length).toBeGreaterThan(2_000);
    if (lang === 'fr')
      expect(
        typography(
          page
            .replace(/<style>.*?<\/style>/s, '')
            .replace(/<[^>]+>/g, '\n')
            .replaceAll(/&#\d+;/g, '’'),
        ),
      ).toEqual([]);
  });
});
