import { bytesEqual, H, hex, isDate, isHex, isTime, must, step, text8, unbase64, untext } from './bytes.ts';
import { isSignedBy, readCard, readFields, type SecondCard } from './parties.ts';

export type SecondRotation = { from: SecondCard; to: SecondCard; until: string; created: string; hash: string };

/** A rotation note, read from SPEC.md alone. */
export function readRotation(bytes: Uint8Array): SecondRotation {
  const bad = 'ROTATION_FORM';
  const { text, lines, said, old, next } = step(bad, () => {
    must(bytes.length <= 16_384, bad);
    const note = untext(bytes);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must be refused
    must(!/[\u0000-\u0009\u000b-\u001f\u007f]/.test(note), bad);
    const [, text = '', signatures = ''] = /^([\s\S]*\n)\n((?:— [^\n]+\n){2})$/.exec(note) ?? [];
    must(text !== '', bad);
    const lines = signatures
      .trimEnd()
      .split('\n')
      .map((line) => {
        const [, name = '', blob = ''] = /^— ([^\s+\p{Cc}]{1,200}) (\S+)$/u.exec(line) ?? [];
        const key = unbase64(blob);
        must(key.length >= 5, bad);
        return { text, name, keyId: key.subarray(0, 4), signature: key.subarray(4) };
      });
    const names = ['party', 'from', 'to', 'until', 'created', 'old', 'new'];
    const fields = readFields(text, 'ecluse.rotation/v1', names, bad);
    const one = (name: string) => fields[name]?.[0] ?? '';
    must(isHex(one('party'), 32) && isHex(one('from'), 64) && isHex(one('to'), 64), bad);
    must(isDate(one('until')) && isTime(one('created')), bad);
    const days = (Date.parse(one('until')) - Date.parse(one('created').slice(0, 10))) / 86_400_000;
    must(days >= 0 && days <= 366, bad);
    const said = { party: one('party'), from: one('from'), to: one('to'), until: one('until'), created: one('created') };
    const [old, next] = [unbase64(one('old')), unbase64(one('new'))];
    untext(old);
    untext(next);
    return { text, lines, said, old, next };
  });
  const [from, to] = [readCard(old), readCard(next)];
  const sameLog = from.log === null || to.log === null ? from.log === to.log : bytesEqual(from.log, to.log);
  const same = from.role === to.role && from.id === to.id && from.name === to.name && sameLog && said.party === to.id;
  const other = !bytesEqual(from.sign, to.sign) && !bytesEqual(from.seal, to.seal);
  must(same && other && said.from === from.hash && said.to === to.hash, 'ROTATION_CARDS');
  must(isSignedBy(lines[0]!, from.id, from.sign) && isSignedBy(lines[1]!, to.id, to.sign), 'ROTATION_SIGNATURE');
  return { from, to, until: said.until, created: said.created, hash: hex(H(text8(text))) };
}
