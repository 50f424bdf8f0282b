import type { Readable } from 'node:stream';
import { EcluseError } from '../base/errors.ts';
import type { Form } from './forms.ts';
import type { Html } from './html.ts';

export type PageContent = { readonly title: string; readonly body: Html };

export type Answer =
  | { readonly kind: 'page'; readonly page: PageContent; readonly status: number; readonly refreshSeconds?: number }
  | { readonly kind: 'redirect'; readonly to: string; readonly cookies?: readonly string[] }
  | {
      readonly kind: 'file';
      readonly body: Uint8Array | string | Readable;
      readonly type: string;
      readonly name?: string;
      /** What the document may load, where it is a page of its own with its style inside. */
      readonly policy?: string;
    };

/** What a handler is given of the request itself, its members checked against the route. */
export type Asked = {
  readonly params: Form;
  readonly form: Form;
  /** The body of the streamed form, and its boundary; null on every other route. */
  readonly upload: { readonly source: AsyncIterable<Uint8Array>; readonly boundary: string } | null;
};

export function page(content: PageContent, status = 200): Answer {
  return { kind: 'page', page: content, status };
}

export function redirect(to: string, ...cookies: string[]): Answer {
  return { kind: 'redirect', to, cookies };
}

/** A member that the route's schema requires. */
export function member(form: Form, name: string): string {
  const value = form[name];
  if (value === undefined) throw new EcluseError('SERVER_REQUEST', { where: name });
  return value;
}
