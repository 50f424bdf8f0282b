// A wide extract in several files, joined by a recipe and prepared as a partner would, in a process of its own whose memory is measured.
// Run on the compiled tree: `node tests/bench/tables.mjs PUPILS VARIABLES FOLDER [prepare]`.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { spreadExtract } from '../../dist/src/demo/extract.js';
import { prepareTable } from '../../dist/src/partner/prepare.js';
import { previewPage } from '../../dist/src/partner/preview-page.js';
import { readSource } from '../../dist/src/partner/source.js';
import { dictionaryBytes } from '../../dist/src/table/dictionary.js';

const FILES = 5;
const SELF = fileURLToPath(import.meta.url);

function write(pupils, variables, folder) {
  mkdirSync(folder, { recursive: true });
  const { dictionary, recipe, files } = spreadExtract({ seed: 5, pupils, variables, files: FILES });
  writeFileSync(join(folder, 'dictionnaire.json'), dictionaryBytes(dictionary));
  writeFileSync(join(folder, 'recette.json'), JSON.stringify(recipe));
  for (const { name, bytes } of files) writeFileSync(join(folder, name), bytes());
}

async function prepare(folder) {
  const seconds = {};
  let last = process.hrtime.bigint();
  const cpuAtFirst = process.cpuUsage();
  const lap = (name) => {
    const now = process.hrtime.bigint();
    seconds[name] = Number(now - last) / 1e9;
    last = now;
  };
  const table = join(folder, 'recette.json');
  const source = await readSource(table);
  lap('read and join');
  const prepared = prepareTable(
    { table, dictionary: join(folder, 'dictionnaire.json'), purpose: 'score', source },
    () => new Date('2026-10-01T12:00:00Z'),
  );
  lap('check');
  const { policy } = prepared;
  previewPage(
    {
      sender: 'CSS du banc',
      preview: prepared.preview,
      table: prepared.harmonised.table,
      dictionary: prepared.dictionary,
      ceiling: policy.ceiling,
    },
    'fr',
  );
  lap('preview page');
  const cpu = process.cpuUsage(cpuAtFirst);
  const peakMiB = process.resourceUsage().maxRSS / 1024;
  return { seconds, cpuSeconds: (cpu.user + cpu.system) / 1e6, peakMiB, rows: prepared.preview.rows, kept: prepared.preview.kept.length };
}

/** Writes the extract, prepares it in another process, and gives what that one measured. */
export function tables({ pupils, variables, folder }) {
  const inside = join(folder, `extract-${pupils}-${variables}`);
  const run = (...more) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [SELF, String(pupils), String(variables), inside, ...more], {
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`tables: ${status} ${stderr.slice(-2000)}`);
    return stdout;
  };
  if (!existsSync(join(inside, 'recette.json'))) run();
  const bytes = readdirSync(inside).reduce((sum, name) => sum + statSync(join(inside, name)).size, 0);
  return { pupils, variables, files: FILES, megabytes: bytes / 1e6, ...JSON.parse(run('prepare')) };
}

if (process.argv[1] === SELF) {
  const [pupils, variables] = process.argv.slice(2, 4).map(Number);
  const [, , , , folder, act] = process.argv;
  if (act === 'prepare') console.log(JSON.stringify(await prepare(folder)));
  else write(pupils, variables, folder);
}
