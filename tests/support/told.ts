import Database from 'better-sqlite3';
import { toHex } from '../../src/base/bytes.ts';
import { type Entry, parseEntry } from '../../src/ledger/event.ts';

/**
 * Replays the ledger alone and compares what must have come of it with every row of every table. Returns what the database holds and no entry tells, or
 * the other way round. Independent of the appliance's own store: it reads the file.
 */
export function untold(path: string): string[] {
  const db = new Database(path, { readonly: true });
  try {
    return compare(db);
  } finally {
    db.close();
  }
}

type Row = Record<string, string | number | null>;
type Image = Map<string, Row>;

function compare(db: Database.Database): string[] {
  const all = (text: string) => db.prepare(text).all() as Row[];
  const entries = (db.prepare('SELECT bytes FROM ledger_entry ORDER BY sequence').all() as { bytes: Uint8Array }[]).map(({ bytes }) =>
    parseEntry(bytes),
  );
  const told = replay(entries);
  const faults: string[] = [];
  const tables = all("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").map(({ name }) => String(name));
  const known = [
    'account',
    'approval',
    'attempt',
    'bundle',
    'certificate',
    'destroy_order',
    'destruction',
    'kept',
    'ledger_entry',
    'ledger_head',
    'ledger_node',
    'model',
    'party',
    'past_key',
    'result',
    'retention',
    'rotation',
    'session',
    'witness',
  ];
  if (tables.sort().join() !== known.join()) faults.push(`tables: ${tables.join()}`);
  const head = Number(all('SELECT size FROM ledger_head')[0]?.size);
  if (head !== entries.length || entries.some(({ sequence }, i) => sequence !== i)) faults.push('ledger_head');

  const same = (table: string, rows: readonly Row[], key: (row: Row) => string, image: Image) => {
    const left = new Map(image);
    for (const row of rows) {
      const name = key(row);
      const expected = left.get(name);
      left.delete(name);
      if (!expected) faults.push(`${table} ${name}: no entry`);
      else
        for (const [column, value] of Object.entries(expected))
          if (row[column] !== value) faults.push(`${table} ${name}.${column}: ${row[column]} ≠ ${value}`);
    }
    for (const name of left.keys()) faults.push(`${table} ${name}: no row`);
  };

  same('party', all('SELECT * FROM party'), (row) => String(row.id), told.parties);
  same('session', all('SELECT * FROM session'), (row) => String(row.id), told.sessions);
  same('result', all('SELECT * FROM result'), (row) => String(row.id), told.results);
  same('approval', all('SELECT * FROM approval'), (row) => String(row.hash), told.approvals);
  same('model', all('SELECT * FROM model'), (row) => String(row.core_hash), told.models);
  const rests: Image = new Map([...told.kept].map(([core, { session: _, ...row }]) => [core, row]));
  same('kept', all('SELECT * FROM kept'), (row) => String(row.core_hash), rests);
  same('destruction', all('SELECT * FROM destruction'), (row) => String(row.core_hash), told.destructions);
  same('destroy_order', all('SELECT * FROM destroy_order'), (row) => String(row.hash), told.orders);
  same('certificate', all('SELECT * FROM certificate'), (row) => String(row.hash), told.certificates);
  same('rotation', all('SELECT * FROM rotation'), (row) => String(row.from_hash), told.rotations);
  same('past_key', all('SELECT * FROM past_key'), (row) => String(row.card), told.pastKeys);
  if (all('SELECT generation FROM retention')[0]?.generation !== told.generation) faults.push('retention');
  same('attempt', all('SELECT * FROM attempt'), (row) => String(row.what), told.attempts);
  const accounts = all('SELECT role FROM account');
  if (accounts.length !== (entries[0]?.type === 'appliance.created' ? 3 : 0)) faults.push('account');

  // A session's draft says how many bundles it took, not which: a bundle may be taken where the ledger has it waiting.
  const bundles = all('SELECT * FROM bundle');
  const live = new Set([...told.sessions].flatMap(([id, { state }]) => (state === 'drafted' || state === 'sealed' ? [id] : [])));
  const waiting = bundles.map((row) =>
    row.state === 'taken' && live.has(String(row.session)) ? { ...row, state: 'pending', session: null } : row,
  );
  same('bundle', waiting, (row) => String(row.id), told.bundles);
  for (const [id, { state }] of told.sessions) {
    const held = bundles.filter(({ session }) => session === id).length;
    if (state !== 'aborted' && held !== told.drafted.get(id)) faults.push(`session ${id}: ${held} bundles`);
  }
  for (const row of all('SELECT party, size, root FROM witness')) {
    if (!told.witnesses.has(`${row.party} ${row.size} ${row.root}`) && !told.alarms.has(String(row.party)))
      faults.push(`witness ${row.party} ${row.size}`);
  }
  for (const { id, chamber_ended: ended } of all('SELECT id, chamber_ended FROM session')) {
    if (ended !== null && !told.ended.has(String(id))) faults.push(`session ${id}: chamber`);
  }
  return faults;
}

function replay(entries: readonly Entry[]) {
  const parties: Image = new Map();
  const bundles: Image = new Map();
  const sessions: Image = new Map();
  const results: Image = new Map();
  const approvals: Image = new Map();
  const models: Image = new Map();
  const attempts: Image = new Map();
  const kept: Image = new Map();
  const destructions: Image = new Map();
  const orders: Image = new Map();
  const certificates: Image = new Map();
  const rotations: Image = new Map();
  const pastKeys: Image = new Map();
  let generation = 1;
  const drafted = new Map<string, number>();
  const witnesses = new Set<string>();
  const alarms = new Set<string>();
  const ended = new Set<string>();
  const put = (image: Image, key: string | undefined, values: Row) => image.set(key ?? '?', { ...image.get(key ?? '?'), ...values });
  const each = (image: Image, test: (row: Row) => boolean, values: Row) => {
    for (const [key, row] of image) if (test(row)) image.set(key, { ...row, ...values });
  };
  for (const { actor, type, time, code = null, ...entry } of entries) {
    const { party, bundle, session, result, model, until, kind, stance, role, gap } = entry.subjects ?? {};
    const digests = entry.digests ?? {};
    const counts = entry.counts ?? {};
    const text = (value: string | undefined) => value ?? null;
    const move = (state: string, more: Row = {}) => put(sessions, session, { state, [state]: time, ...more });
    switch (type) {
      case 'party.enrolled':
        put(parties, party, { hash: text(digests.card), received_sequence: 0, approval_sequence: 0, sent_sequence: 0, sent_head: null });
        break;
      case 'bundle.received':
        put(bundles, bundle, {
          sender: text(party),
          kind: text(kind),
          core_hash: text(digests.core),
          manifest_hash: text(digests.manifest),
          state: 'pending',
          session: null,
          code: null,
          size: counts.bytes ?? null,
        });
        put(kept, digests.core, {
          bundle: text(bundle),
          kind: text(kind),
          party: text(party),
          request: text(bundle),
          destroy_by: text(entry.subjects?.destroyBy),
        });
        put(parties, party, { received_sequence: counts.sequence ?? null, received_head: text(digests.manifest) });
        if (digests.checkpoint) witnesses.add(`${party} ${counts.checkpoint} ${digests.checkpoint}`);
        break;
      case 'bundle.refused':
        if (code === 'LEDGER_ROLLED_BACK' || code === 'LEDGER_FORKED') alarms.add(party ?? '?');
        break;
      case 'approval.received':
        put(approvals, digests.approval, {
          party: text(party),
          model: text(model),
          digest: text(digests.model),
          stance: text(stance),
          until: text(until),
          sequence: counts.sequence ?? null,
        });
        put(parties, party, { approval_sequence: counts.sequence ?? null });
        break;
      case 'approval.withdrawn':
        put(approvals, digests.approval, {
          party: text(party),
          model: text(model),
          digest: text(digests.model),
          stance: text(stance),
          until: '1970-01-01',
          sequence: counts.sequence ?? null,
        });
        put(parties, party, { approval_sequence: counts.sequence ?? null });
        break;
      case 'destruction.ordered':
        put(orders, digests.order, { party: text(party), bundle: text(bundle), models: text(entry.subjects?.value) });
        break;
      case 'destruction.begun':
        generation = counts.generation ?? 0;
        kept.delete(digests.core ?? '?');
        put(destructions, digests.core, {
          bundle: text(bundle),
          kind: text(kind),
          party: text(party),
          ordered: text(digests.order),
          begun: time,
        });
        each(models, (row) => row.core_hash === digests.core, { state: 'discarded' });
        break;
      case 'bundle.destroyed':
        put(destructions, digests.core, { destroyed: time });
        break;
      case 'destruction.certified':
        put(certificates, digests.certificate, { party: text(party), made: time, received: null });
        break;
      case 'destruction.countersigned':
        put(certificates, digests.certificate, { received: time });
        break;
      case 'session.drafted':
        move('drafted', { gap: text(gap), operator: actor, reviewer: null, code: null });
        drafted.set(session ?? '?', counts.bundles ?? 0);
        break;
      case 'session.sealed':
        move('sealed');
        break;
      case 'bundle.setAside':
        put(bundles, bundle, { state: 'set-aside', session: text(session), code });
        break;
      case 'model.trained':
        put(kept, digests.core, { kind: 'model', party: text(party), request: text(bundle), session: text(session) });
        put(models, digests.core, {
          core_hash: text(digests.core),
          id: text(model),
          party: text(party),
          session: text(session),
          digest: text(digests.model),
          state: 'trained',
        });
        break;
      case 'bundle.scored':
        put(bundles, bundle, { state: 'answered', session: text(session) });
        put(kept, digests.output, {
          bundle: text(result),
          kind: text(kind),
          party: text(party),
          request: text(bundle),
          session: text(session),
        });
        put(results, result, {
          session: text(session),
          request: text(bundle),
          recipient: text(party),
          kind: text(kind),
          core_hash: text(digests.output),
          manifest_hash: text(digests.manifest),
          sequence: counts.sequence ?? null,
          state: 'sealed',
          delivered: null,
        });
        put(parties, party, { sent_sequence: counts.sequence ?? null, sent_head: text(digests.manifest) });
        each(models, (row) => row.session === session && row.party === party && row.evaluation === undefined, { evaluation: text(result) });
        break;
      case 'chamber.ended':
        ended.add(session ?? '?');
        break;
      case 'session.scored':
        move('scored');
        break;
      case 'result.approved':
        put(results, result, { state: 'approved' });
        break;
      case 'result.refused':
        put(results, result, { state: 'refused' });
        put(bundles, bundle, { state: 'refused' });
        each(models, (row) => row.evaluation === result, { state: 'discarded' });
        break;
      case 'session.reviewed':
        move('reviewed', { reviewer: actor });
        break;
      case 'result.released':
        put(results, result, { state: 'delivered', delivered: time });
        break;
      case 'session.released':
        move('released');
        for (const [evaluation, row] of results) {
          if (row.session !== session || row.state !== 'delivered') continue;
          const fresh = [...models.values()].filter((each) => each.evaluation === evaluation && each.state === 'trained');
          each(models, (old) => old.state === 'kept' && fresh.some(({ id, party: of }) => id === old.id && of === old.party), {
            state: 'replaced',
          });
          each(models, (one) => one.evaluation === evaluation && one.state === 'trained', { state: 'kept' });
        }
        break;
      case 'session.closed':
        move('closed');
        break;
      case 'session.aborted':
        move('aborted', { code });
        each(bundles, (row) => row.session === session && (row.state === 'answered' || row.state === 'refused'), {
          state: 'pending',
          session: null,
        });
        each(results, (row) => row.session === session && (row.state === 'sealed' || row.state === 'approved'), { state: 'refused' });
        each(models, (row) => row.session === session && row.state === 'trained', { state: 'discarded' });
        for (const [core, row] of kept) if (row.session === session && row.bundle !== row.request) kept.delete(core);
        break;
      case 'login.failed':
        put(attempts, role, code === 'LOGIN_SLOWED' ? { noted: 1 } : { failures: counts.failures ?? null, noted: 0 });
        break;
      case 'login.succeeded':
        attempts.delete(role ?? '?');
        break;
      case 'unlock.failed':
        put(attempts, 'passphrase', { failures: Number(attempts.get('passphrase')?.failures ?? 0) + 1, noted: 0 });
        break;
      case 'custody.refused':
        put(attempts, 'passphrase', { failures: counts.failures ?? null, noted: 0 });
        break;
      case 'keys.rotated':
        put(rotations, digests.previous, { to_hash: text(digests.card), until: text(until), rotated: time });
        put(pastKeys, digests.previous, { expired: null, destroyed: null });
        attempts.delete('passphrase');
        break;
      case 'party.rotated':
        put(rotations, digests.previous, { to_hash: text(digests.card), party: text(party), rotated: time });
        put(parties, party, { hash: text(digests.card) });
        break;
      case 'keys.expired':
        generation = counts.generation ?? 0;
        put(pastKeys, digests.card, { expired: time, wrapped: null });
        break;
      case 'keys.destroyed':
        put(pastKeys, digests.card, { destroyed: time });
        break;
      case 'recovery.made':
      case 'custody.recovered':
      case 'custodian.added':
      case 'custodian.retired':
      case 'unlock.succeeded':
        attempts.delete('passphrase');
        break;
      default:
        break;
    }
  }
  return {
    parties,
    bundles,
    sessions,
    results,
    approvals,
    models,
    kept,
    destructions,
    orders,
    certificates,
    rotations,
    pastKeys,
    generation,
    attempts,
    drafted,
    witnesses,
    alarms,
    ended,
  };
}

/** The types and codes of the ledger's entries, from one on. */
export function entriesSince(path: string, from: number): { type: string; code: string | undefined; actor: string }[] {
  const db = new Database(path, { readonly: true });
  try {
    const rows = db.prepare('SELECT bytes FROM ledger_entry WHERE sequence >= ? ORDER BY sequence').all(from) as { bytes: Uint8Array }[];
    return rows.map(({ bytes }) => parseEntry(bytes)).map(({ type, code, actor }) => ({ type, code, actor }));
  } finally {
    db.close();
  }
}

/** Every row of every table but the ledger's, as one text: what a refusal must leave as it was. */
export function contents(path: string): string {
  const db = new Database(path, { readonly: true });
  try {
    const tables = ['account', 'approval', 'bundle', 'kept', 'model', 'party', 'result', 'session', 'witness'];
    return tables
      .map((table) =>
        JSON.stringify(db.prepare(`SELECT * FROM ${table}`).all(), (_, value) => (value instanceof Uint8Array ? toHex(value) : value)),
      )
      .join('\n');
  } finally {
    db.close();
  }
}
