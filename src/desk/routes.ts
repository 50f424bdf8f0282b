import { Type } from 'typebox';
import type { RouteOf } from '../web/routes.ts';
import type { DeskRole } from './desk.ts';

const secret = Type.String({ minLength: 1, maxLength: 1024 });
const revision = Type.String({ pattern: '^(0|[1-9][0-9]{0,8})$' });
const file = Type.String({ pattern: '^(?:kept|folder)/[^/\\\\\\u0000-\\u001f]{1,255}$' });
const optionalFile = Type.String({ pattern: '^(?:(?:kept|folder)/[^/\\\\\\u0000-\\u001f]{1,255})?$' });
const day = Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' });
const model = Type.String({ minLength: 1, maxLength: 200 });
const ticked = Type.Optional(Type.Literal('1'));
const literal = (...values: readonly string[]) => Type.Union(values.map((value) => Type.Literal(value)));
const partner = ['partner'] as const;

/** Every door of the desk. */
export const ROUTES = [
  { method: 'GET', path: '/desk.css', roles: 'anyone', handler: 'styles' },
  { method: 'GET', path: '/icon.svg', roles: 'anyone', handler: 'icon' },
  {
    method: 'GET',
    path: '/enter',
    roles: 'anyone',
    handler: 'enter',
    query: { key: Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' }) },
  },
  { method: 'POST', path: '/link', roles: 'anyone', handler: 'newLink', form: {} },
  { method: 'POST', path: '/leave', roles: partner, handler: 'leave', form: {} },

  { method: 'GET', path: '/', roles: partner, handler: 'first' },
  { method: 'GET', path: '/wait', roles: partner, handler: 'wait' },

  { method: 'POST', path: '/files', roles: partner, handler: 'take', form: 'upload' },
  { method: 'POST', path: '/files/answer', roles: partner, handler: 'takeAnswer', form: 'upload' },
  { method: 'POST', path: '/files/drop', roles: partner, handler: 'drop', form: { file } },
  { method: 'POST', path: '/files/starter', roles: partner, handler: 'starter', form: {} },

  { method: 'GET', path: '/prepare', roles: partner, handler: 'prepare' },
  { method: 'GET', path: '/prepare/files', roles: partner, handler: 'files' },
  {
    method: 'POST',
    path: '/prepare/files',
    roles: partner,
    handler: 'choose',
    form: { revision, purpose: literal('score', 'train'), table: file, dictionary: file, optedout: Type.Optional(optionalFile) },
  },
  { method: 'GET', path: '/prepare/columns', roles: partner, handler: 'columns' },
  {
    method: 'POST',
    path: '/prepare/columns',
    roles: partner,
    handler: 'readAgain',
    form: {
      revision,
      encoding: literal('', 'utf-8', 'utf-16le', 'utf-16be', 'windows-1252'),
      separator: literal('', ';', ',', '|', 'tab'),
      decimal: literal('', ',', '.'),
      format: optionalFile,
      sheet: Type.String({ maxLength: 100 }),
    },
  },
  { method: 'GET', path: '/prepare/codes', roles: partner, handler: 'codes' },
  {
    method: 'POST',
    path: '/prepare/codes',
    roles: partner,
    handler: 'confirm',
    form: { revision, version: Type.String({ minLength: 1, maxLength: 40, pattern: '^[A-Za-z0-9][A-Za-z0-9._-]*$' }) },
    formPattern: ['^(?:to|ok)-[0-9]{1,3}$', Type.String({ maxLength: 60 })],
  },
  { method: 'GET', path: '/prepare/risk', roles: partner, handler: 'risk' },
  { method: 'GET', path: '/prepare/page', roles: partner, handler: 'previewPage' },
  { method: 'GET', path: '/prepare/seal', roles: partner, handler: 'sealPage' },
  {
    method: 'POST',
    path: '/prepare/seal',
    roles: partner,
    handler: 'seal',
    form: { revision, destroyby: day, exception: Type.Optional(file), passphrase: secret },
  },
  { method: 'GET', path: '/prepare/done', roles: partner, handler: 'done' },
  { method: 'GET', path: '/prepare/bundle', roles: partner, handler: 'bundle' },
  { method: 'POST', path: '/prepare/abandon', roles: partner, handler: 'abandon', form: {} },

  { method: 'GET', path: '/open', roles: partner, handler: 'openPage' },
  { method: 'POST', path: '/open', roles: partner, handler: 'open', form: { file, passphrase: secret } },
  { method: 'GET', path: '/open/answer', roles: partner, handler: 'answer' },
  { method: 'GET', path: '/open/portrait', roles: partner, handler: 'portrait' },
  {
    method: 'POST',
    path: '/open/export',
    roles: partner,
    handler: 'exportAnswer',
    form: { excel: ticked, xlsx: ticked, parquet: ticked, pupils: ticked },
  },
  {
    method: 'POST',
    path: '/open/approve',
    roles: partner,
    handler: 'approve',
    form: { model, stance: literal('targeted', 'wide'), until: day, passphrase: secret },
  },
  { method: 'POST', path: '/open/close', roles: partner, handler: 'closeAnswer', form: {} },
  { method: 'POST', path: '/open/withdraw', roles: partner, handler: 'withdraw', form: { model, passphrase: secret } },

  { method: 'GET', path: '/cards', roles: partner, handler: 'cards' },
  { method: 'GET', path: '/cards/own', roles: partner, handler: 'ownCard' },
  { method: 'POST', path: '/cards/inspect', roles: partner, handler: 'inspect', form: 'upload' },
  {
    method: 'POST',
    path: '/cards/trust',
    roles: partner,
    handler: 'trust',
    form: { card: Type.String({ minLength: 4, maxLength: 11_000, pattern: '^[A-Za-z0-9+/]+={0,2}$' }), same: Type.Literal('yes') },
  },

  { method: 'GET', path: '/due', roles: partner, handler: 'due' },
  { method: 'POST', path: '/due', roles: partner, handler: 'destroy', form: { sure: Type.Literal('yes') } },
] as const satisfies readonly RouteOf<DeskRole>[];

export type HandlerName = (typeof ROUTES)[number]['handler'];
