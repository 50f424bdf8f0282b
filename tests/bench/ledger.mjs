// The sealed log at full size, on the appliance's own store (SQLite, flushed at each batch) and on disk:
// appending, proving, exporting, verifying. Run on the compiled tree: `node tests/bench/ledger.mjs [ENTRIES]`.
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openStore } from '../../dist/appliance/store/open.js';
import { verifyExport } from '../../dist/src/auditor/verify.js';
import { equalBytes, utf8 } from '../../dist/src/base/bytes.js';
import { ed25519Public } from '../../dist/src/base/note.js';
import { seeded } from '../../dist/src/base/random.js';
import { makeCard } from '../../dist/src/keys/card.js';
import { secretsFromRoot } from '../../dist/src/keys/secrets.js';
import { appendEvents } from '../../dist/src/ledger/append.js';
import { ledgerOrigin, signCheckpoint } from '../../dist/src/ledger/checkpoint.js';
import { exportLog } from '../../dist/src/ledger/export.js';
import { leafHash, treeRoot } from '../../dist/src/ledger/merkle.js';
import { consistencyProof, inclusionProof, verifyConsistency, verifyInclusion } from '../../dist/src/ledger/proof.js';

const SIZE = Number(process.argv[2] ?? 1_000_000);
const BATCH = 1000;
const PROOFS = 2000;
const folder = mkdtempSync(join(tmpdir(), 'ecluse-bench-'));
const seed = new Uint8Array(32).fill(5);
const id = '0f'.repeat(16);
const card = makeCard(
  { role: 'appliance', name: 'Banc d’essai', id, log: ed25519Public(seed), created: '2026-09-01T12:00:00Z' },
  secretsFromRoot(new Uint8Array(32).fill(6)),
);
const created = {
  actor: 'appliance',
  type: 'appliance.created',
  subjects: { appliance: id, format: 'ecluse.ledger/v1' },
  digests: { card: card.hash },
};
const received = (i) => ({
  actor: 'appliance',
  type: 'bundle.refused',
  subjects: { party: id, kind: 'score' },
  digests: { file: i.toString(16).padStart(64, '0'), core: 'cd'.repeat(32) },
  counts: { bytes: 70_000_000 + i, sequence: i },
  code: 'BUNDLE_SIGNATURE',
});

const seconds = (from) => (performance.now() - from) / 1000;
const quantile = (times, q) => [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * q))];

function bench() {
  const store = openStore(join(folder, 'ledger.db'), () => new Date('2026-09-07T12:00:00Z'));
  const report = { entries: SIZE, batch: BATCH };
  try {
    appendEvents(store.ledger, [created], store.clock);
    const alone = performance.now();
    for (let i = 1; i <= 500; i++) appendEvents(store.ledger, [received(i)], store.clock);
    report.appendOneByOnePerSecond = Math.round(500 / seconds(alone));
    const start = performance.now();
    let size = 501;
    const growth = [];
    for (let mark = SIZE / 4; size < SIZE; ) {
      const count = Math.min(BATCH, SIZE - size);
      appendEvents(
        store.ledger,
        Array.from({ length: count }, (_, i) => received(size + i)),
        store.clock,
      );
      size += count;
      if (size >= mark) {
        growth.push(Math.round((size - 501) / seconds(start)));
        mark += SIZE / 4;
      }
    }
    report.appendPerSecond = Math.round((SIZE - 501) / seconds(start));
    report.appendPerSecondAtQuarters = growth;
    report.databaseBytes = statSync(join(folder, 'ledger.db')).size;

    const root = treeRoot(store.ledger, SIZE);
    const checkpoint = signCheckpoint({ origin: ledgerOrigin(id), size: SIZE, root }, seed);
    const random = seeded(1);
    const times = { inclusion: [], consistency: [] };
    for (let i = 0; i < PROOFS; i++) {
      const index = Math.floor(random() * SIZE);
      let from = performance.now();
      const path = inclusionProof(store.ledger, index, SIZE);
      times.inclusion.push(performance.now() - from);
      if (!verifyInclusion(leafHash(store.ledger.entry(index)), index, SIZE, path, root)) throw new Error('inclusion');
      const old = treeRoot(store.ledger, index);
      from = performance.now();
      const proof = consistencyProof(store.ledger, index, SIZE);
      times.consistency.push(performance.now() - from);
      if (!verifyConsistency(index, SIZE, old, root, proof)) throw new Error('consistency');
    }
    for (const [name, all] of Object.entries(times)) {
      report[`${name}ProofMs`] = { median: round(quantile(all, 0.5)), p99: round(quantile(all, 0.99)), max: round(Math.max(...all)) };
    }

    const out = join(folder, 'export');
    const exporting = performance.now();
    exportLog(store.ledger, checkpoint, card.text, (path, bytes) => {
      mkdirSync(dirname(join(out, path)), { recursive: true });
      writeFileSync(join(out, path), bytes);
    });
    report.exportSeconds = round(seconds(exporting));
    const half = signCheckpoint({ origin: ledgerOrigin(id), size: SIZE / 2, root: treeRoot(store.ledger, SIZE / 2) }, seed);
    const verifying = performance.now();
    const verification = verifyExport(out, { against: [{ name: 'moitié', bytes: utf8(half) }] });
    report.verifySeconds = round(seconds(verifying));
    report.memoryMiB = Math.round(process.memoryUsage.rss() / 2 ** 20);
    const bad = verification.findings.filter(({ code }) => !code.startsWith('TRIP_'));
    if (bad.length > 0 || !verification.intact || verification.kept[0].verdict !== 'consistent') throw new Error('verification');
    if (!equalBytes(treeRoot(store.ledger, SIZE), root)) throw new Error('root');
    report.holds = { append: report.appendPerSecond >= 5000, proof: report.inclusionProofMs.p99 < 10, verify: report.verifySeconds < 60 };
    return report;
  } finally {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const round = (x) => Math.round(x * 1000) / 1000;

console.log(JSON.stringify(bench(), null, 1));
