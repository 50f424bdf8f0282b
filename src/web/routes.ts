import { type TSchema, Type } from 'typebox';

/**
 * One door of a server. `roles` are those allowed; `anyone` needs no sign-in. A POST always carries its visitor's CSRF token, checked before
 * its handler runs. Schemas refuse what they do not name; nothing is coerced.
 */
export type RouteOf<Role extends string> = {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly roles: 'anyone' | readonly Role[];
  readonly handler: string;
  /** Extra members of the query, beside `lang` and `watch`. */
  readonly query?: Readonly<Record<string, TSchema>>;
  readonly params?: Readonly<Record<string, TSchema>>;
  /** Members of the form, beside `csrf`; `upload` is the streamed multipart form. */
  readonly form?: Readonly<Record<string, TSchema>> | 'upload';
  /** Form members with a name that varies: pattern of the name, and schema. */
  readonly formPattern?: readonly [string, TSchema];
};

const closed = { additionalProperties: false };

/** The schemas of one route, as the server compiles them. */
export function schemasOf(route: RouteOf<string>): { querystring: TSchema; params?: TSchema; body?: TSchema } {
  const optional = Object.fromEntries(Object.entries(route.query ?? {}).map(([name, schema]) => [name, Type.Optional(schema)]));
  const querystring = Type.Object(
    { ...optional, lang: Type.Optional(Type.Union([Type.Literal('fr'), Type.Literal('en')])), watch: Type.Optional(Type.Literal('1')) },
    closed,
  );
  const params = route.params ? { params: Type.Object({ ...route.params }, closed) } : {};
  if (route.method === 'GET' || route.form === 'upload') return { querystring, ...params };
  const members = { csrf: Type.String({ maxLength: 64 }), ...route.form };
  return { querystring, ...params, body: bodySchema(members, route.formPattern) };
}

function bodySchema(members: Record<string, TSchema>, pattern: RouteOf<string>['formPattern']): TSchema {
  if (!pattern) return Type.Object(members, closed);
  return Type.Object(members, { patternProperties: { [pattern[0]]: pattern[1] }, additionalProperties: false });
}
