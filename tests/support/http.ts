import { request } from 'node:http';
import { connect } from 'node:net';
import type { Role } from '../../appliance/gate/roles.ts';

export type Reply = { readonly status: number; readonly headers: Record<string, string | string[] | undefined>; readonly body: string };
export type Ask = {
  readonly method?: string;
  /** `null` leaves a header out that the client would send by itself. */
  readonly headers?: Readonly<Record<string, string | null>>;
  readonly body?: Uint8Array | string;
};

/** One request, byte for byte as given: no redirect followed, no cookie added. */
export function ask(url: string, path: string, { method = 'GET', headers = {}, body }: Ask = {}): Promise<Reply> {
  const at = new URL(url);
  const sent = Object.fromEntries(Object.entries({ host: at.host, ...headers }).filter(([, value]) => value !== null)) as Record<
    string,
    string
  >;
  return new Promise((resolve, reject) => {
    const call = request({ host: at.hostname, port: at.port, path, method, headers: sent, setHost: false, agent: false }, (response) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      const answer = () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(pieces).toString('utf8') });
      response.on('end', answer);
      response.on('error', reject);
    });
    // A refused upload is answered while it is still being sent: the answer counts, not the pipe that breaks after it.
    call.on('error', reject);
    call.end(body);
  });
}

/** Bytes on a bare socket, and what comes back until the other side closes. */
export function raw(url: string, bytes: string, host = '127.0.0.1'): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(url).port), host, () => socket.write(bytes));
    let got = '';
    socket.on('data', (piece) => {
      got += piece.toString('latin1');
    });
    socket.on('close', () => resolve(got));
    socket.on('error', reject);
  });
}

export const form = (members: Readonly<Record<string, string>>): string => new URLSearchParams(members).toString();

export type Part = { readonly name: string; readonly value: string | Uint8Array; readonly filename?: string };
export const BOUNDARY = '----formulaire7MA4YWxkTrZu0gW';

export function multipart(parts: readonly Part[], boundary = BOUNDARY): Buffer {
  const pieces = parts.flatMap(({ name, value, filename }) => {
    const file = filename === undefined ? '' : `; filename="${filename}"\r\nContent-Type: application/octet-stream`;
    return [
      Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n`),
      Buffer.from(value),
      Buffer.from('\r\n'),
    ];
  });
  return Buffer.concat([...pieces, Buffer.from(`--${boundary}--\r\n`)]);
}

/** A browser without a browser: cookies kept, forms sent with the token of the last page. */
export class Visitor {
  readonly url: string;
  readonly cookies = new Map<string, string>();
  token = '';

  constructor(url: string) {
    this.url = url;
  }

  private keep(reply: Reply): Reply {
    for (const line of [reply.headers['set-cookie'] ?? []].flat()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/Max-Age=0/.test(line)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    this.token = /name="csrf" value="([^"]+)"/.exec(reply.body)?.[1] ?? this.token;
    return reply;
  }

  private headers(more: Ask['headers'] = {}): Record<string, string | null> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    return { ...(cookie === '' ? {} : { cookie }), ...more };
  }

  async get(path: string, headers: Ask['headers'] = {}): Promise<Reply> {
    return this.keep(await ask(this.url, path, { headers: this.headers(headers) }));
  }

  /** A form of this console: same origin, the token unless `csrf` says otherwise. */
  async post(path: string, members: Readonly<Record<string, string>> = {}, headers: Ask['headers'] = {}): Promise<Reply> {
    const body = form({ csrf: this.token, ...members });
    const type = { 'content-type': 'application/x-www-form-urlencoded', origin: this.url };
    return this.keep(await ask(this.url, path, { method: 'POST', body, headers: this.headers({ ...type, ...headers }) }));
  }

  async upload(path: string, parts: readonly Part[], headers: Ask['headers'] = {}): Promise<Reply> {
    const type = { 'content-type': `multipart/form-data; boundary=${BOUNDARY}`, origin: this.url };
    return this.keep(await ask(this.url, path, { method: 'POST', body: multipart(parts), headers: this.headers({ ...type, ...headers }) }));
  }

  async signIn(role: Role, password: string): Promise<Reply> {
    await this.get('/sign-in');
    const reply = await this.post('/sign-in', { role, password });
    if (reply.status === 303) await this.get('/');
    return reply;
  }
}
