import { Type } from 'typebox';
import type { RouteOf } from '../../src/web/routes.ts';
import { ROLES, type Role } from '../gate/roles.ts';

/** Every door of the console: the auditor's list. */
export type RouteSpec = RouteOf<Role>;

const sessionId = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,63}$' });
const natural = Type.String({ pattern: '^(0|[1-9][0-9]{0,14})$' });
const custodian = Type.String({ pattern: '^[1-9][0-9]{0,3}$' });
const secret = Type.String({ minLength: 1, maxLength: 1024 });
const folder = Type.String({ minLength: 1, maxLength: 1024, pattern: '^/[^\\u0000-\\u001f]*$' });
const fileName = Type.String({ minLength: 1, maxLength: 255, pattern: '^[^/\\u0000-\\u001f]+$' });
/** A card's signed note, in base64. */
const card = Type.String({ minLength: 4, maxLength: 11_000, pattern: '^[A-Za-z0-9+/]+={0,2}$' });
const everyRole = ROLES;
const operator = ['operator'] as const;
const reviewer = ['reviewer'] as const;
const auditor = ['auditor'] as const;

export const ROUTES = [
  { method: 'GET', path: '/console.css', roles: 'anyone', handler: 'styles' },
  { method: 'GET', path: '/icon.svg', roles: 'anyone', handler: 'icon' },
  { method: 'GET', path: '/about', roles: 'anyone', handler: 'about' },
  { method: 'GET', path: '/sign-in', roles: 'anyone', handler: 'signInPage', query: { why: Type.Literal('expired') } },
  {
    method: 'POST',
    path: '/sign-in',
    roles: 'anyone',
    handler: 'signIn',
    form: { role: Type.Union(ROLES.map((role) => Type.Literal(role))), password: secret },
  },
  { method: 'POST', path: '/sign-out', roles: everyRole, handler: 'signOut', form: {} },

  { method: 'GET', path: '/', roles: everyRole, handler: 'lock' },
  { method: 'GET', path: '/bundles', roles: everyRole, handler: 'bundles' },
  { method: 'GET', path: '/bundles/receive', roles: operator, handler: 'receivePage', query: { folder } },
  { method: 'POST', path: '/bundles/receive', roles: operator, handler: 'receive', form: 'upload' },
  {
    method: 'POST',
    path: '/bundles/receive/folder',
    roles: operator,
    handler: 'receiveFolder',
    form: { folder },
    formPattern: ['^file-[0-9]{1,3}$', fileName],
  },

  { method: 'GET', path: '/session', roles: everyRole, handler: 'session' },
  { method: 'GET', path: '/session/:id', roles: everyRole, handler: 'sessionById', params: { id: sessionId } },
  {
    method: 'POST',
    path: '/session/draft',
    roles: operator,
    handler: 'draft',
    form: { gap: Type.Union([Type.Literal('chamber'), Type.Literal('machine')]) },
  },
  {
    method: 'POST',
    path: '/session/seal',
    roles: operator,
    handler: 'seal',
    form: { session: sessionId, custodian1: custodian, passphrase1: secret, custodian2: custodian, passphrase2: secret },
  },
  { method: 'POST', path: '/session/abort', roles: ['operator', 'reviewer'], handler: 'abort', form: { session: sessionId } },
  {
    method: 'POST',
    path: '/session/review',
    roles: reviewer,
    handler: 'review',
    form: { session: sessionId },
    formPattern: ['^decision-[0-9a-f]{32}$', Type.Union([Type.Literal('approve'), Type.Literal('refuse')])],
  },
  {
    method: 'POST',
    path: '/session/release',
    roles: operator,
    handler: 'release',
    form: { session: sessionId, folder: Type.Optional(folder) },
  },

  { method: 'GET', path: '/destruction', roles: operator, handler: 'destroyPage' },
  {
    method: 'POST',
    path: '/destruction',
    roles: operator,
    handler: 'destroy',
    form: { folder, sure: Type.Literal('yes'), password: secret },
  },

  { method: 'GET', path: '/gap', roles: everyRole, handler: 'gap' },

  { method: 'GET', path: '/custody', roles: everyRole, handler: 'custody' },
  { method: 'GET', path: '/models', roles: everyRole, handler: 'models' },
  { method: 'GET', path: '/partners', roles: everyRole, handler: 'partners' },
  { method: 'GET', path: '/partners/enrol', roles: operator, handler: 'enrolPage' },
  { method: 'POST', path: '/partners/card', roles: operator, handler: 'inspectCard', form: 'upload' },
  {
    method: 'POST',
    path: '/partners/enrol',
    roles: operator,
    handler: 'enrol',
    form: { card, same: Type.Literal('yes'), password: secret },
  },

  {
    method: 'GET',
    path: '/ledger',
    roles: everyRole,
    handler: 'ledger',
    query: {
      before: natural,
      type: Type.String({ pattern: '^([a-z]{1,32}\\.[A-Za-z]{1,32})?$' }),
      party: Type.String({ pattern: '^([0-9a-f]{32})?$' }),
      bundle: Type.String({ pattern: '^([0-9a-f]{8,32})?$' }),
      month: Type.String({ pattern: '^([0-9]{4}-(0[1-9]|1[0-2]))?$' }),
      session: sessionId,
    },
  },
  { method: 'GET', path: '/ledger/checkpoint', roles: everyRole, handler: 'checkpoint' },
  { method: 'GET', path: '/ledger/entries/:sequence', roles: everyRole, handler: 'entry', params: { sequence: natural } },
  { method: 'GET', path: '/ledger/entries/:sequence/bytes', roles: everyRole, handler: 'entryBytes', params: { sequence: natural } },
  { method: 'GET', path: '/ledger/entries/:sequence/proof', roles: everyRole, handler: 'entryProof', params: { sequence: natural } },
  { method: 'POST', path: '/ledger/export', roles: everyRole, handler: 'exportLedger', form: { folder } },

  { method: 'GET', path: '/audit', roles: auditor, handler: 'audit' },
] as const satisfies readonly RouteSpec[];

export type HandlerName = (typeof ROUTES)[number]['handler'];
