import { describe, expect, it } from 'vitest';
import { type Desk, foreseen, type Job, tellShare } from '../../src/desk/desk.ts';
import { sayer } from '../../src/desk/messages.ts';
import { waitPage } from '../../src/desk/pages/wait.ts';
import { wipeSecrets } from '../../src/desk/secrets.ts';
import { toMarkup } from '../../src/web/html.ts';

const job = (told: Job['told'] = null): Job => ({ what: 'score', since: 1000, expected: 60_000, next: '/', back: '/', told });
const at = (share: number, time: number) => ({ share, at: time });

describe('how long a work will take', () => {
  it('is a guess until the work has told twice how far it is, then what it says of itself', () => {
    expect(foreseen(job(), 5000)).toEqual({ elapsed: 4000, expected: 60_000 });
    expect(foreseen(job({ first: at(0, 6000), last: at(0, 6000) }), 7000)).toEqual({ elapsed: 6000, expected: 60_000 });
    // A quarter in ten seconds, after five of other work: thirty more from there.
    expect(foreseen(job({ first: at(0, 6000), last: at(0.25, 16_000) }), 20_000)).toEqual({ elapsed: 19_000, expected: 45_000 });
    expect(foreseen(job({ first: at(0, 6000), last: at(1, 46_000) }), 46_000)).toEqual({ elapsed: 45_000, expected: 45_000 });
  });

  it('follows each word of the work, on the page as in figures', () => {
    let now = 1000;
    const desk = { job: job(), clock: () => new Date(now) } as unknown as Desk;
    const shown = () =>
      toMarkup(waitPage({ lang: 'fr', csrf: '', say: sayer('fr') }, { what: 'score', ...foreseen(desk.job!, now), watching: false }).body);
    expect(shown()).toContain('Encore 60 secondes environ');
    for (const [share, time] of [
      [0, 3000],
      [0.1, 13_000],
      [0.5, 53_000],
    ] as const) {
      now = time;
      tellShare(desk, share);
    }
    expect(shown()).toContain('Encore 50 secondes environ');
    expect(shown()).toMatch(/<progress max="100" value="5\d"/);
    expect(shown()).toContain('Évaluation sur place');
    now = 120_000;
    expect(shown()).toContain('Plus long que prévu');
  });
});

it('secrets of a job are written over wherever they stand in it', () => {
  const secret = () => new Uint8Array([1, 2, 3]);
  const input = { passphrase: secret(), child: null, signers: [{ name: 'a', passphrase: secret() }], evaluations: ['x'], child2: secret() };
  wipeSecrets(input);
  for (const held of [input.passphrase, input.signers[0]!.passphrase, input.child2]) expect([...held]).toEqual([0, 0, 0]);
  expect(input).toMatchObject({ signers: [{ name: 'a' }], evaluations: ['x'] });
});
