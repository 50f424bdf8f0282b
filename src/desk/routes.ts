import { Type } from 'typebox';
import { REGISTER_PAGES } from '../register/files.ts';
import type { RouteOf } from '../web/routes.ts';
import type { DeskRole } from './desk.ts';
import { TOLD_FIELDS } from './told.ts';

const secret = Type.String({ minLength: 1, maxLength: 1024 });
const revision = Type.String({ pattern: '^(0|[1-9][0-9]{0,8})$' });
const mark = revision;
const file = Type.String({ pattern: '^(?:kept|folder)/[^/\\\\\\u0000-\\u001f]{1,255}$' });
const optionalFile = Type.String({ pattern: '^(?:(?:kept|folder)/[^/\\\\\\u0000-\\u001f]{1,255})?$' });
const day = Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' });
const model = Type.String({ minLength: 1, maxLength: 200 });
const signer = Type.String({ minLength: 1, maxLength: 40, pattern: '^[a-z0-9-]+$' });
const ticked = Type.Optional(Type.Literal('1'));
const literal = (...values: readonly string[]) => Type.Union(values.map((value) => Type.Literal(value)));
const hundredth = Type.String({ pattern: '^(?:100|[1-9]?[0-9])$' });
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
  { method: 'POST', path: '/files/follow-up', roles: partner, handler: 'takeFollowUp', form: 'upload' },
  { method: 'POST', path: '/files/register', roles: partner, handler: 'takeRegister', form: 'upload' },
  { method: 'POST', path: '/files/drop', roles: partner, handler: 'drop', form: { file } },
  { method: 'POST', path: '/files/starter', roles: partner, handler: 'starter', form: {} },

  { method: 'GET', path: '/prepare', roles: partner, handler: 'prepare' },
  { method: 'GET', path: '/prepare/files', roles: partner, handler: 'files', query: { for: Type.Literal('local') } },
  {
    method: 'POST',
    path: '/prepare/files',
    roles: partner,
    handler: 'choose',
    form: {
      revision,
      purpose: literal('score', 'train', 'local'),
      table: file,
      dictionary: file,
      optedout: Type.Optional(optionalFile),
      campaign: Type.Optional(optionalFile),
    },
  },
  { method: 'GET', path: '/prepare/columns', roles: partner, handler: 'columns' },
  {
    method: 'POST',
    path: '/prepare/columns',
    roles: partner,
    handler: 'readAgain',
    form: { revision, ...TOLD_FIELDS, format: optionalFile },
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
  {
    method: 'POST',
    path: '/prepare/risk',
    roles: partner,
    handler: 'except',
    form: {
      revision,
      signer1: signer,
      passphrase1: secret,
      signer2: signer,
      passphrase2: secret,
      reason: Type.String({ minLength: 1, maxLength: 300 }),
      until: day,
      destroyby: day,
    },
  },
  { method: 'GET', path: '/prepare/page', roles: partner, handler: 'previewPage' },
  { method: 'GET', path: '/prepare/seal', roles: partner, handler: 'sealPage' },
  {
    method: 'POST',
    path: '/prepare/seal',
    roles: partner,
    handler: 'seal',
    form: { revision, destroyby: day, exception: Type.Optional(file), passphrase: secret },
  },
  { method: 'GET', path: '/prepare/score', roles: partner, handler: 'scorePage' },
  {
    method: 'POST',
    path: '/prepare/score',
    roles: partner,
    handler: 'score',
    form: { revision, evaluation: file, destroyby: day, passphrase: secret },
    formPattern: ['^approval-[0-9]{1,3}$', file],
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
    form: { mark, excel: ticked, xlsx: ticked, parquet: ticked, pupils: ticked },
  },
  {
    method: 'POST',
    path: '/open/sheet',
    roles: partner,
    handler: 'sheet',
    form: { mark, pupils: Type.String({ minLength: 1, maxLength: 20_000 }) },
  },
  { method: 'GET', path: '/open/approve', roles: partner, handler: 'approveChoice', query: { model } },
  {
    method: 'POST',
    path: '/open/approve',
    roles: partner,
    handler: 'approve',
    form: {
      model,
      stance: literal('targeted', 'wide'),
      cut: Type.String({ pattern: '^(?:own|1|0(?:\\.[0-9]{1,6})?)$' }),
      recall: hundredth,
      precision: hundredth,
      until: day,
      passphrase: secret,
    },
  },
  { method: 'POST', path: '/open/close', roles: partner, handler: 'closeAnswer', form: { mark } },
  { method: 'POST', path: '/open/withdraw', roles: partner, handler: 'withdraw', form: { model, passphrase: secret } },

  { method: 'GET', path: '/follow-up', roles: partner, handler: 'followUp' },
  {
    method: 'POST',
    path: '/follow-up',
    roles: partner,
    handler: 'follow',
    form: {
      result: file,
      table: file,
      dictionary: file,
      help: Type.String({ maxLength: 120 }),
      ...TOLD_FIELDS,
      format: optionalFile,
      passphrase: secret,
    },
  },
  { method: 'GET', path: '/follow-up/page', roles: partner, handler: 'followPage' },
  { method: 'POST', path: '/follow-up/save', roles: partner, handler: 'followSave', form: { mark } },
  { method: 'POST', path: '/follow-up/close', roles: partner, handler: 'followClose', form: { mark } },

  { method: 'GET', path: '/register', roles: partner, handler: 'register' },
  {
    method: 'POST',
    path: '/register',
    roles: partner,
    handler: 'gather',
    form: {
      ledger: Type.String({ maxLength: 255, pattern: '^[^/\\\\\\u0000-\\u001f]*$' }),
      recipe: Type.Optional(optionalFile),
      child: Type.String({ maxLength: 64 }),
      passphrase: secret,
    },
    formPattern: ['^evaluation-[0-9]{1,3}$', file],
  },
  {
    method: 'GET',
    path: '/register/page/:page',
    roles: partner,
    handler: 'registerPage',
    params: { page: literal(...REGISTER_PAGES) },
  },
  { method: 'POST', path: '/register/save', roles: partner, handler: 'registerSave', form: { mark } },
  { method: 'POST', path: '/register/close', roles: partner, handler: 'registerClose', form: { mark } },

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
