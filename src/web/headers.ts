/**
 * Headers of every answer, refusals and static files included. The referrer policy is `no-referrer` save on pages, which take
 * `same-origin`: under `no-referrer` browsers send `Origin: null` with a form (Fetch, "append a request Origin header"), and the
 * exact check of `Origin` is worth more than hiding from this console the address of its own pages.
 */
export const CONTENT_SECURITY_POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), payment=()',
  'x-robots-tag': 'noindex',
};

export const PAGE_REFERRER_POLICY = 'same-origin';

/** The answer to bytes that are not HTTP at all, written on the bare socket. */
export function rawBadRequest(status: 400 | 408 | 431): string {
  const words = { 400: 'Bad Request', 408: 'Request Timeout', 431: 'Request Header Fields Too Large' }[status];
  const lines = Object.entries(SECURITY_HEADERS).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} ${words}\r\n${lines.join('')}content-length: 0\r\nconnection: close\r\n\r\n`;
}
