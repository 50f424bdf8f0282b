// Makes dist/audit-verify.mjs: the auditor's verifier in one readable script with no dependency but Node. Of each compiled module it takes the
// declarations that the verifier needs, untouched, in a scope of their own; of the catalogue of messages, those that these name.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const dist = fileURLToPath(new URL('../dist/src/', import.meta.url));
const OUT = fileURLToPath(new URL('../dist/audit-verify.mjs', import.meta.url));
const ENTRY = 'auditor/standalone.js';
const ERRORS = 'base/errors.js';
const PLACES = 'base/errors/places.js';

const IMPORT = /^import \{([^}]*)\} from '([^']+)';\n/gm;
const START = /^(?:export )?(?:async )?(?:const|let|function\*?|class) (\w+)/;

/** file → { pieces: name → text, imports: local name → { file or node module, name } }, each after what it imports. */
const modules = new Map();

function load(file) {
  if (modules.has(file)) return;
  modules.set(file, null);
  const text = readFileSync(join(dist, file), 'utf8')
    .replace(/^#!.*\n/, '')
    .replace(/^export \{\};\n/gm, '')
    .replace(/^\/\/# sourceMappingURL=.*$/gm, '');
  const imports = new Map();
  const body = text.replace(IMPORT, (_, list, from) => {
    // The messages of every room, and what places are called: taken one by one below.
    if (file === ERRORS && from.startsWith('./errors/') && !PLACES.endsWith(from.slice(1))) return '';
    const target = from.startsWith('node:') ? from : relative(dist, join(dirname(join(dist, file)), from));
    if (target !== from) load(target);
    for (const part of list.split(',').map((name) => name.trim())) {
      const [name, local = name] = part.split(' as ');
      if (part !== '') imports.set(local, { from: target, name });
    }
    return '';
  });
  modules.delete(file);
  modules.set(file, { pieces: piecesOf(body, file), imports });
}

/** Cuts a module into its declarations, each with the comments above it. */
function piecesOf(body, file) {
  const pieces = new Map();
  let name = null;
  let above = [];
  for (const line of body.split('\n')) {
    const starts = START.exec(line)?.[1];
    if (starts) {
      pieces.set(starts, [...above, line.replace(/^export /, '')]);
      name = starts;
      above = [];
    } else if (/^(?:\/\*|\/\/| \*)/.test(line)) above.push(line);
    else if (/^(?:\s|[}\])]|$)/.test(line) && name !== null) {
      if (line !== '') pieces.get(name).push(...above.splice(0), line);
    } else if (line !== '') throw new Error(`${file}: cannot read « ${line} »`);
  }
  return new Map([...pieces].map(([key, lines]) => [key, lines.join('\n')]));
}

const code = (text) => text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
const words = (text) => new Set(code(text).match(/[A-Za-z_$][\w$]*/g));

load(ENTRY);
const { errorCodes, explain } = await import(pathToFileURL(join(dist, ERRORS)));
modules.get(ERRORS).pieces.set('catalogue', 'const catalogue = {};');

const kept = new Map([...modules.keys()].map((file) => [file, new Set()]));
const uses = new Map([...modules.keys()].map((file) => [file, new Map()]));
const builtins = new Map();
function need(file, name) {
  const { pieces, imports } = modules.get(file);
  const text = pieces.get(name);
  if (text === undefined) throw new Error(`${file}: no ${name}`);
  if (kept.get(file).has(name)) return;
  kept.get(file).add(name);
  for (const word of words(text)) {
    if (word !== name && pieces.has(word)) need(file, word);
    const imported = imports.get(word);
    if (!imported) continue;
    if (imported.from.startsWith('node:')) {
      if (word !== imported.name) throw new Error(`${file}: ${word}`);
      builtins.set(imported.from, (builtins.get(imported.from) ?? new Set()).add(word));
    } else {
      const names = uses.get(file).get(imported.from) ?? new Map();
      uses.get(file).set(imported.from, names.set(word, imported.name));
      need(imported.from, imported.name);
    }
  }
}
need(ENTRY, 'main');

const said = new Set([...kept].flatMap(([file, names]) => [...names].flatMap((name) => [...words(modules.get(file).pieces.get(name))])));
const messages = errorCodes
  .filter((each) => said.has(each))
  .map((each) => {
    const [fr, en] = ['fr', 'en'].map((lang) => explain({ code: each, params: {} }, lang));
    const pair = (a, b) => `{ fr: ${JSON.stringify(a)}, en: ${JSON.stringify(b)} }`;
    return `    ${each}: { what: ${pair(fr.what, en.what)},\n        fix: ${pair(fr.fix, en.fix)} },`;
  });
modules.get(ERRORS).pieces.set('catalogue', `const catalogue = {\n${messages.join('\n')}\n};`);
const texts = [...kept].filter(([file]) => file !== PLACES && file !== ERRORS);
const text = texts.flatMap(([file, names]) => [...names].map((name) => code(modules.get(file).pieces.get(name)))).join('\n');
const { places } = await import(pathToFileURL(join(dist, PLACES)));
const named = Object.entries(places)
  .filter(([place]) => text.includes(`'${place}'`))
  .map(([place, { fr, en }]) => `    ${JSON.stringify(place)}: { fr: ${JSON.stringify(fr)}, en: ${JSON.stringify(en)} },`);
modules.get(PLACES).pieces.set('places', `const places = {\n${named.join('\n')}\n};`);

const scope = (file) => `$${file.replace(/\.js$/, '').replace(/[^a-z0-9]+/gi, '_')}`;
const parts = [
  '#!/usr/bin/env node',
  '// Écluse: verifies an exported ledger, offline. Reads the files it is given, writes none, opens no connection.',
  '// node audit-verify.mjs FOLDER [--card CARD] [--against CHECKPOINT]… [--witness KEY]… [--lang fr|en] [--json]',
  '// Made from src/base, src/ledger and src/auditor by scripts/audit-verify.mjs. Licence: LiLiQ-P-1.1.',
  ...[...builtins].sort().map(([from, names]) => `import { ${[...names].sort().join(', ')} } from '${from}';`),
];
for (const [file, { pieces }] of modules) {
  const mine = [...pieces].filter(([name]) => kept.get(file).has(name));
  if (mine.length === 0) continue;
  const asked = [...modules.keys()].flatMap((other) => [...(uses.get(other).get(file)?.values() ?? [])]);
  const given = mine.map(([name]) => name).filter((name) => asked.includes(name) || (file === ENTRY && name === 'main'));
  parts.push('', `// ─── src/${file.replace(/\.js$/, '.ts')} ${'─'.repeat(90 - file.length)}`, '', `const ${scope(file)} = (() => {`);
  for (const [from, names] of uses.get(file)) {
    const list = [...names].map(([local, name]) => (local === name ? name : `${name}: ${local}`));
    parts.push(`const { ${list.join(', ')} } = ${scope(from)};`);
  }
  parts.push(...mine.map(([, text]) => text), `return { ${given.join(', ')} };`, '})();');
}
parts.push(
  '',
  `process.exitCode = ${scope(ENTRY)}.main(process.argv.slice(2), (text) => process.stdout.write(text), (text) => process.stderr.write(text));`,
  '',
);

const script = parts.join('\n');
writeFileSync(OUT, script, { mode: 0o755 });
const hash = createHash('sha256').update(script).digest('hex');
writeFileSync(`${OUT}.sha256`, `${hash}  audit-verify.mjs\n`);
console.error(`dist/audit-verify.mjs: ${script.split('\n').length} lines, SHA-256 ${hash}`);
