import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

const script = new URL('peers.py', import.meta.url).pathname;
export const python = process.env.ECLUSE_PYTHON ?? '/usr/bin/python3';

/** scikit-learn and XGBoost in a process of their own; `null` where Python is absent. */
export async function openPeers() {
  const child = spawn(python, [script], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const failed = new Promise((_, reject) => child.on('error', reject));
  failed.catch(() => {});
  async function ask(command) {
    child.stdin.write(`${JSON.stringify(command)}\n`);
    const { value, done } = await Promise.race([lines.next(), failed]);
    if (done) throw new Error(`${python} ended`);
    const answer = JSON.parse(value);
    if (answer.error) throw new Error(answer.error);
    return answer;
  }
  try {
    const { versions } = await ask({ cmd: 'versions' });
    return { versions, ask, close: () => child.stdin.end() };
  } catch {
    return null;
  }
}
