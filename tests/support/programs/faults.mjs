// Every write of this process passes here first, to a file or to the database: at the n-th it dies (`kill`), or the write fails (EIO, ENOSPC…).
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import Database from 'better-sqlite3';

/** The bits of `open` that say whether one reads or writes (`O_ACCMODE`). */
const ACCESS = fs.constants.O_RDONLY | fs.constants.O_WRONLY | fs.constants.O_RDWR;

const SQLITE = { EIO: 'SQLITE_IOERR_WRITE', ENOSPC: 'SQLITE_FULL' };

/** Counts writes while `armed`. `fault` empty: it only counts. */
export function watchWrites({ at, fault }) {
  const watch = { armed: false, writes: 0 };
  const point = (error) => {
    if (!watch.armed) return;
    watch.writes++;
    if (fault === '' || watch.writes !== Number(at)) return;
    if (fault === 'kill') process.kill(process.pid, 'SIGKILL');
    throw error();
  };
  const failed = () => Object.assign(new Error('injected'), { code: fault });
  for (const name of ['openSync', 'writeSync', 'fsyncSync', 'renameSync', 'rmSync', 'mkdirSync', 'rmdirSync']) {
    const real = fs[name];
    fs[name] = (...args) => {
      const reads =
        name === 'openSync' && (args[1] === 'r' || (typeof args[1] === 'number' && (args[1] & ACCESS) === fs.constants.O_RDONLY));
      if (!reads && args[0] !== 1) point(failed);
      return real(...args);
    };
  }
  syncBuiltinESMExports();
  const { prepare } = Database.prototype;
  Database.prototype.prepare = function (text) {
    const statement = prepare.call(this, text);
    if (/^\s*(INSERT|UPDATE|DELETE)/.test(text)) {
      for (const name of ['run', 'get']) {
        const real = statement[name];
        statement[name] = function (...args) {
          point(() => new Database.SqliteError('injected', SQLITE[fault]));
          return real.apply(this, args);
        };
      }
    }
    return statement;
  };
  return watch;
}
