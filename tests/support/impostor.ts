import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { program } from '../../src/base/program.ts';

const url = (module: string) => JSON.stringify(pathToFileURL(program(module)).href);

/** A chamber's program of the test's own: shows honest evidence, receives the job, then does `body`. `tell` says a word through a refusal. */
export function impostor(folder: string, name: string, body: string): string {
  const path = join(folder, `${name}.mjs`);
  const text = `
    import { readFileSync, writeFileSync, writeSync } from 'node:fs';
    import { connect } from 'node:net';
    import { readEvidence } from ${url('appliance/chamber/isolation')};
    import { encodeEvent } from ${url('appliance/chamber/protocol')};
    const say = (event) => writeSync(1, encodeEvent(event));
    const tell = (where) => say({ event: 'failed', code: 'INTERNAL', params: { where } });
    const hang = () => setInterval(() => {}, 1000);
    const honest = () => say({ event: 'isolated', evidence: readEvidence() });
    const handed = () => new Promise((resolve) => process.stdin.once('data', resolve));
    ${body}
  `;
  writeFileSync(path, text);
  return path;
}
