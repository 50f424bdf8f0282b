export const LANG_COOKIE = 'ecluse_lang';

const PAIR = /^([A-Za-z0-9_-]{1,64})=([A-Za-z0-9_-]{0,128})$/;

/**
 * The value of one cookie, or null. A name sent twice counts as absent: another program on this machine could have planted
 * the second one, and guessing which is ours would be its gain.
 */
export function readCookie(header: string | undefined, name: string): string | null {
  if (header === undefined || header.length > 4096) return null;
  let found: string | null = null;
  for (const piece of header.split(';')) {
    const match = PAIR.exec(piece.trim());
    if (match?.[1] !== name) continue;
    if (found !== null) return null;
    found = match[2] ?? null;
  }
  return found;
}

/** Session cookies live until the browser closes; `null` erases. Our servers are plain HTTP on loopback, hence no `Secure`. */
export function writeCookie(name: string, value: string | null): string {
  return `${name}=${value ?? ''}; Path=/; HttpOnly; SameSite=Strict${value === null ? '; Max-Age=0' : ''}`;
}
