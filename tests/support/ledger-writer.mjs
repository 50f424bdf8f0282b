// One writer of a race: appends entries to a store, one transaction each, and says how many it got in.
// node ledger-writer.mjs DATABASE NAME COUNT CHANGE: CHANGE=1 goes through `change`; 0 reads the head first, outside any transaction.

import { change } from '../../dist/appliance/store/change.js';
import { openStore } from '../../dist/appliance/store/open.js';
import { EcluseError } from '../../dist/src/base/errors.js';
import { appendEvents } from '../../dist/src/ledger/append.js';

const [database, name, count, guarded] = process.argv.slice(2);
const store = openStore(database, () => new Date('2026-09-07T12:00:00Z'));
const event = { actor: name, type: 'server.started' };
let written = 0;
const refused = {};
process.send('ready');
process.once('message', () => {
  for (let i = 0; i < Number(count); i++) {
    try {
      if (guarded === '1') change(store, [event], () => null);
      else appendEvents(store.ledger, [event], store.clock);
      written++;
    } catch (error) {
      if (!(error instanceof EcluseError)) throw error;
      refused[error.code] = (refused[error.code] ?? 0) + 1;
    }
  }
  store.close();
  process.send({ written, refused }, () => process.disconnect());
});
