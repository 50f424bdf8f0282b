import type { Role } from '../../appliance/gate/roles.ts';

/** A browser without a window: it keeps cookies, follows redirections, and sends forms with the token of the page they stand on. */
export type Visitor = {
  read(path: string): Promise<string>;
  send(page: string, action: string, members: Readonly<Record<string, string>>): Promise<string>;
};

export async function signedIn(url: string, role: Role, password: string): Promise<Visitor> {
  const cookies = new Map<string, string>();
  const request = async (path: string, init: RequestInit = {}): Promise<string> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(new URL(path, url), { ...init, redirect: 'manual', headers: { ...init.headers, cookie } });
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (name !== undefined && value !== undefined) cookies.set(name, value);
    }
    const text = await answer.text();
    const location = answer.headers.get('location');
    if (answer.status === 303 && location !== null) return await request(location);
    if (!answer.ok) throw new Error(`${init.method ?? 'GET'} ${path}: ${answer.status} ${/<h1[^>]*>([^<]*)/.exec(text)?.[1] ?? ''}`);
    return text;
  };
  const visitor: Visitor = {
    read: (path) => request(path),
    async send(page, action, members) {
      const csrf = /name="csrf" value="([^"]+)"/.exec(await request(page))?.[1] ?? '';
      return await request(action, {
        method: 'POST',
        body: new URLSearchParams({ csrf, ...members }),
        headers: { origin: new URL(url).origin },
      });
    },
  };
  await visitor.send('/sign-in', '/sign-in', { role, password });
  return visitor;
}
