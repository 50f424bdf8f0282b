import { createReadStream, existsSync, readdirSync, renameSync, statSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../appliance/home.ts';
import { receiving } from '../../appliance/intake/receive.ts';
import { type Server, startServer } from '../../appliance/server/app.ts';
import { takeLock } from '../../appliance/store/lock.ts';
import { listBundles, sessionDetail } from '../../appliance/views.ts';
import { lettingOthersPass } from '../../src/base/steps.ts';
import { chamberThat, codeOf, openSite, PASSWORDS, type Site } from '../support/appliance.ts';
import { noChamber } from '../support/chamber.ts';
import { BOUNDARY, multipart, Visitor } from '../support/http.ts';
import { type PartyKeys, scratch, shardsOf } from '../support/parties.ts';
import { long } from '../support/requires.ts';

const SHARD_MIB = 32;
const SHARDS = long ? 32 : 5;
/** One document, which no bundle has longer. */
const ANSWER_MIB = Math.min(240, SHARD_MIB * SHARDS);

const { folder, remove } = scratch();
let site: Site;
let server: Server;
let operator: Visitor;
let css: PartyKeys;

beforeAll(async () => {
  site = openSite(join(folder, 'site'), 'large');
  css = site.partner('CSS des Rives');
  server = await startServer(site.app, { port: 0, roots: [site.drive], log: pino({ level: 'silent' }) });
  operator = new Visitor(server.url);
  await operator.signIn('operator', PASSWORDS.operator);
});
afterAll(async () => {
  await server.close();
  site.app.close();
  remove();
});

/** A bundle of hundreds of megabytes whose seal, hashes and chain are sound: the gate opens nothing. */
function large(count = SHARDS): string {
  const bytes = new Uint8Array(SHARD_MIB << 20);
  const table = { type: 'table' as const, name: 'pupils', rows: 3, bytes };
  const shards = [...shardsOf('score'), ...Array.from({ length: count }, () => table)];
  const { path, id } = site.bundle(css, 'score', {}, shards);
  const to = join(site.drive, `${id}.bundle`);
  renameSync(path, to);
  return to;
}

/** How long `work` took, and each page asked for one after the other meanwhile, in ms. */
async function pagesDuring(work: Promise<unknown>): Promise<{ whole: number; pages: number[] }> {
  const began = performance.now();
  let over = false;
  const done = work.finally(() => {
    over = true;
  });
  const pages: number[] = [];
  while (!over) {
    const asked = performance.now();
    expect((await operator.get(pages.length % 2 === 0 ? '/' : '/bundles')).status).toBe(200);
    pages.push(performance.now() - asked);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await done;
  return { whole: performance.now() - began, pages };
}

/** A console that is held up answers one page, at the end: as long as the whole work, on whatever machine. */
function held(what: string, { whole, pages }: { whole: number; pages: number[] }, mebibytes = SHARD_MIB * SHARDS): void {
  const slowest = Math.max(...pages);
  console.log(`${what}, ${mebibytes} MiB: ${Math.round(whole)} ms; ${pages.length} pages meanwhile, slowest ${Math.round(slowest)} ms`);
  expect(pages.length).toBeGreaterThan(5);
  expect(slowest).toBeLessThan(Math.max(250, whole / 4));
}

describe('a very large bundle', () => {
  it('taken from a drive leaves the console answering', async () => {
    const path = large();
    const name = path.split('/').at(-1) ?? '';
    const received = operator.post('/bundles/receive/folder', { folder: site.drive, 'file-0': name });
    held('from a drive', await pagesDuring(received));
    expect((await received).status).toBe(200);
    expect(listBundles(site.app)).toHaveLength(1);
  });

  it('sent through the form leaves the console answering', async () => {
    const path = large();
    const [before, after] = splitForm(operator.token);
    const headers = {
      host: new URL(server.url).host,
      origin: server.url,
      cookie: [...operator.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
      'content-length': before.length + statSync(path).size + after.length,
    };
    const sent = new Promise<number>((resolve, reject) => {
      const { hostname, port } = new URL(server.url);
      const call = request({ host: hostname, port, path: '/bundles/receive', method: 'POST', headers, agent: false }, (response) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode ?? 0));
      });
      call.on('error', reject);
      call.write(before);
      const file = createReadStream(path, { highWaterMark: 1 << 20 });
      file.on('end', () => call.end(after));
      file.pipe(call, { end: false });
    });
    held('through the form', await pagesDuring(sent));
    expect(await sent).toBe(303);
    expect(listBundles(site.app)).toHaveLength(2);
    expect(readdirSync(paths(site.dir).quarantine).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('shuts out no page while another program takes in a file, and no second intake gets in', async () => {
    const lock = takeLock(paths(site.dir).intakeLock, 0);
    const { path } = site.bundle(css);
    const refused = codeOf(() => lettingOthersPass(receiving(site.app, path, site.operator)));
    const { whole, pages } = await pagesDuring(refused);
    expect(await refused).toBe('INTAKE_BUSY');
    expect(Math.max(...pages)).toBeLessThan(whole / 4);
    lock?.release();
    expect(await lettingOthersPass(receiving(site.app, path, site.operator))).toMatchObject({ what: 'bundle', sequence: 3 });
  });

  it('that is cut on its way in pieces leaves nothing', async () => {
    const path = large(1);
    const steps = receiving(site.app, path, site.operator);
    const aside = () => readdirSync(paths(site.dir).quarantine).filter((name) => name.startsWith('.incoming-'));
    // The drive is pulled out at the tenth piece.
    let pieces = 0;
    const cut = (function* () {
      for (
        let step = steps.next();
        ;
        step = pieces === 10 ? steps.throw(Object.assign(new Error('gone'), { code: 'EIO' })) : steps.next()
      ) {
        if (step.done) return step.value;
        if (++pieces === 10) expect(aside()).toHaveLength(1);
        yield step.value;
      }
    })();
    await expect(lettingOthersPass(cut)).rejects.toThrow();
    expect([existsSync(path), aside()]).toEqual([true, []]);
    expect(await lettingOthersPass(receiving(site.app, path, site.operator))).toMatchObject({ what: 'bundle', sequence: 4 });
  });
});

describe.skipIf(noChamber)('a very large answer', () => {
  let session = '';
  beforeAll(async () => {
    const { path } = site.bundle(site.partner('CSS du Plateau'), 'train');
    await lettingOthersPass(receiving(site.app, path, site.operator));
    const main = chamberThat(folder, `{ padMiB: ${ANSWER_MIB}, setAside: (id, core) => core.kind === 'train' ? null : 'CHAMBER_CONTENT' }`);
    ({ session } = await site.session({ main }));
    site.review(session);
  });

  it('released on a drive leaves the console answering', async () => {
    const released = operator.post('/session/release', { session, folder: site.drive });
    held('released', await pagesDuring(released), ANSWER_MIB);
    expect((await released).status).toBe(303);
    const [file] = readdirSync(site.drive).filter((name) => name.includes('-evaluation-'));
    expect(statSync(join(site.drive, file ?? '')).size).toBeGreaterThan(ANSWER_MIB << 20);
    expect(sessionDetail(site.app, session).state).toBe('closed');
  });

  it('lets no second release in meanwhile', async () => {
    expect((await operator.post('/session/release', { session, folder: site.drive })).status).toBe(409);
  });

  it('destroyed once its date has come leaves the console answering, and its certificate on the drive', async () => {
    site.time = new Date('2040-01-01T00:00:00Z');
    const rests = () =>
      readdirSync(join(site.dir, 'bundles'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.bundle'));
    expect(rests().length).toBeGreaterThan(3);
    operator = new Visitor(server.url);
    await operator.signIn('operator', PASSWORDS.operator);
    const form = { folder: site.drive, sure: 'yes', password: PASSWORDS.reviewer };
    const destroyed = operator.post('/destruction', form);
    held('destroyed', await pagesDuring(destroyed), ANSWER_MIB);
    expect((await destroyed).status).toBe(200);
    expect(rests()).toEqual([]);
    expect(readdirSync(site.drive).filter((name) => name.includes('-destruction-'))).toHaveLength(2);
  });
});

function splitForm(token: string): [Buffer, Buffer] {
  const mark = '@@@';
  const whole = multipart([
    { name: 'csrf', value: token },
    { name: 'file', value: mark, filename: 'grand.bundle' },
  ]);
  const at = whole.indexOf(mark);
  return [whole.subarray(0, at), whole.subarray(at + mark.length)];
}
