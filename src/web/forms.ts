import { EcluseError } from '../base/errors.ts';

export type Form = Readonly<Record<string, string>>;
const MAX_FIELDS = 400;

function malformed(): EcluseError {
  return new EcluseError('SERVER_REQUEST', { where: 'application/x-www-form-urlencoded' });
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw malformed();
  }
}

/** `application/x-www-form-urlencoded`, strictly: each name once, well-formed percent-encoding and UTF-8, nothing guessed. */
export function parseForm(body: string): Form {
  const form: Record<string, string> = Object.create(null);
  if (body === '') return form;
  const pairs = body.split('&');
  if (pairs.length > MAX_FIELDS) throw malformed();
  for (const pair of pairs) {
    const cut = pair.indexOf('=');
    if (cut < 1) throw malformed();
    const name = decode(pair.slice(0, cut));
    if (name in form) throw malformed();
    form[name] = decode(pair.slice(cut + 1));
  }
  return form;
}
