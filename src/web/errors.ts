import { EcluseError, type ErrorCode } from '../base/errors.ts';

/** Errors become HTTP here and nowhere else. A refusal that is not named is one of content: 422. */
const STATUS: Readonly<Partial<Record<ErrorCode, number>>> = {
  SERVER_HOST: 421,
  SERVER_ORIGIN: 403,
  SERVER_CSRF: 403,
  SERVER_ROLE: 403,
  SERVER_SIGN_IN: 401,
  SERVER_EXPIRED: 401,
  SERVER_NOT_FOUND: 404,
  SERVER_REQUEST: 400,
  SERVER_TOO_LARGE: 413,
  SERVER_MEDIA_TYPE: 415,
  SERVER_TIMEOUT: 408,
  SERVER_BUSY: 409,
  SERVER_STATE: 409,
  SESSION_UNKNOWN: 404,
  SESSION_STATE: 409,
  SESSION_LIVE: 409,
  SESSION_BUSY: 409,
  INTAKE_BUSY: 409,
  INTAKE_SEALED: 409,
  LOGIN_FAILED: 401,
  LOGIN_SLOWED: 429,
  ROLE_FORBIDDEN: 403,
  TWO_PERSONS: 403,
  STORE_BUSY: 409,
  STORE_RACE: 409,
  STORE_BROKEN: 507,
  STORE_FAILED: 507,
  FILE_EXISTS: 409,
  FILE_MISSING: 404,
  FILE_READ: 507,
  FILE_TOO_LARGE: 413,
  FILE_WRITE: 507,
  DESK_LINK: 401,
  DESK_CLOSED: 401,
  DESK_STALE: 409,
  DESK_STOPPED: 507,
  HOME_BUSY: 409,
  INTERNAL: 500,
};

export function statusOf(code: ErrorCode): number {
  return STATUS[code] ?? 422;
}

type Fault = { code?: unknown; validation?: unknown; validationContext?: unknown; statusCode?: unknown };

/** Whatever was thrown, as one of the product's own refusals. What is not ours tells nothing but its kind. */
export function asRefusal(error: unknown, limit: number): EcluseError {
  if (error instanceof EcluseError) return error;
  const { code, validation, validationContext, statusCode } = (error ?? {}) as Fault;
  if (validation !== undefined) return new EcluseError('SERVER_REQUEST', { where: String(validationContext ?? 'body') });
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new EcluseError('SERVER_TOO_LARGE', { limit });
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return new EcluseError('SERVER_MEDIA_TYPE');
  if (typeof code === 'string' && /^FST_ERR_(CTP|BAD_URL|MAX_PARAM|ASYNC_CONSTRAINT)/.test(code)) {
    return new EcluseError('SERVER_REQUEST', { where: code });
  }
  if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500) return new EcluseError('SERVER_REQUEST', { where: 'HTTP' });
  return new EcluseError('INTERNAL', { where: 'console' });
}
