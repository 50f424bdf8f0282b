// Compiles src/ and appliance/ into dist/, then copies what the compiler does not: SQL migrations and style sheets.
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);
const compiled = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], { stdio: 'inherit' });
if (compiled.status !== 0) process.exit(compiled.status ?? 1);
for (const room of ['src', 'appliance']) {
  cpSync(room, `dist/${room}`, {
    recursive: true,
    filter: (path) => !/\.ts$/.test(path),
  });
}
chmodSync('dist/src/cli/main.js', 0o755);
await import('./audit-verify.mjs');
