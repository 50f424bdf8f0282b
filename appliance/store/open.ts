import type Database from 'better-sqlite3';

export type Store = { readonly db: Database.Database; readonly path: string };
