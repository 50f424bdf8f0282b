import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { paths } from '../../appliance/home.ts';
import { receive } from '../../appliance/intake/receive.ts';
import { readingBack } from '../../appliance/release/readback.ts';
import { type ReleaseOptions, release } from '../../appliance/release/release.ts';
import { fileDigest } from '../../appliance/session/sealed.ts';
import { listSessions } from '../../appliance/views.ts';
import { inOneGo } from '../../src/base/steps.ts';
import { codeOf, openSite, type Site } from '../support/appliance.ts';
import { noChamber } from '../support/chamber.ts';
import { scratch } from '../support/parties.ts';
import { absent, notRoot } from '../support/requires.ts';
import { untold } from '../support/told.ts';

const { folder, remove } = scratch();
let serial = 0;
let site: Site;
let session: string;
const images: string[] = [];

/** A drive of its own file system on an image that the test can alter beneath it, as a device whose cells are bad would. */
function mountImage(): { drive: string; image: string } {
  const name = `drive-${serial++}`;
  const [image, drive] = [join(folder, `${name}.img`), join(folder, name)];
  writeFileSync(image, '');
  truncateSync(image, 16 << 20);
  execFileSync('mkfs.ext4', ['-q', image]);
  mkdirSync(drive);
  execFileSync('mount', ['-o', 'loop', image, drive]);
  images.push(drive);
  return { drive, image };
}

const canMount = (() => {
  if (process.getuid?.() !== 0) return false;
  try {
    mountImage();
    return true;
  } catch {
    return false;
  } finally {
    unmountAll();
  }
})();
const noDrive = notRoot || absent(canMount);

function unmountAll(): void {
  for (const drive of images.splice(0)) execFileSync('umount', ['-l', drive], { stdio: 'ignore' });
}

const readBack = (path: string) => inOneGo(readingBack(path));
const hand = (drive: string, instead?: ReleaseOptions['readBack']) =>
  release(site.app, drive, site.operator, instead ? { session, readBack: instead } : { session });
const bundles = (drive: string) => readdirSync(drive).filter((name) => name !== 'lost+found');
const state = () => listSessions(site.app)[0]?.state;

/** Whole and once: what a release that was cut short must come to. */
function expectAllOn(drive: string, { files }: ReturnType<typeof release>): void {
  expect(bundles(drive).sort()).toEqual(files.map(({ file }) => file.split('/').at(-1)).sort());
  for (const { file, digest } of files) expect(fileDigest(file)).toBe(digest);
  expect(files).toHaveLength(2);
  expect(state()).toBe('closed');
}

afterAll(remove);

describe.skipIf(noChamber)('a drive', () => {
  beforeEach(async () => {
    site = openSite(join(folder, `site-${serial++}`), `drive ${serial}`);
    for (const name of ['CSS des Rives', 'CSS du Plateau']) receive(site.app, site.bundle(site.partner(name), 'train').path, null);
    ({ session } = await site.session());
    site.review(session);
  });
  afterEach(() => {
    expect(untold(paths(site.dir).database)).toEqual([]);
    site.app.close();
    unmountAll();
  });

  it.skipIf(noDrive)('that gives back other bytes than the kernel remembers is found out, and the bytes go on another', async () => {
    const { drive, image } = mountImage();
    let remembered = '';
    const alter = (path: string) => {
      const bytes = readFileSync(path);
      const at = readFileSync(image).indexOf(bytes.subarray(64, 128));
      expect(at).toBeGreaterThan(0);
      const fd = openSync(image, 'r+');
      writeSync(fd, Uint8Array.of(bytes[64]! ^ 1), 0, 1, at);
      closeSync(fd);
      remembered = fileDigest(path);
      const found = readBack(path);
      expect(found).toMatchObject({ size: bytes.length, from: 'drive' });
      expect(found.digest).not.toBe(remembered);
      return found;
    };
    expect(await codeOf(() => hand(drive, alter))).toBe('RELEASE_READBACK');
    // The kernel's own memory would have vouched for it.
    expect(remembered).toMatch(/^[0-9a-f]{64}$/);
    expect([bundles(drive), state()]).toEqual([[], 'reviewed']);
    expectAllOn(site.drive, hand(site.drive));
  });

  it.skipIf(noDrive)('that dies while it is read back is said to be gone', async () => {
    const { drive, image } = mountImage();
    const die = (path: string) => {
      truncateSync(image, 1 << 20);
      return readBack(path);
    };
    expect(await codeOf(() => hand(drive, die))).toBe('RELEASE_DRIVE_GONE');
    expect(state()).toBe('reviewed');
    expectAllOn(site.drive, hand(site.drive));
  });

  it.skipIf(noDrive)('unplugged half-way is not mistaken for the folder beneath, and goes on once plugged in again', async () => {
    const { drive, image } = mountImage();
    let read = 0;
    const unplug = (path: string) => {
      const found = readBack(path);
      if (++read === 1) execFileSync('umount', ['-l', drive]);
      return found;
    };
    expect(await codeOf(() => hand(drive, unplug))).toBe('RELEASE_DRIVE_OTHER');
    expect([bundles(drive), state()]).toEqual([[], 'reviewed']);
    images.length = 0;
    execFileSync('mount', ['-o', 'loop', image, drive]);
    images.push(drive);
    expect(bundles(drive)).toHaveLength(1);
    const released = hand(drive);
    expect(released.files.map(({ already }) => already)).toEqual([true, false]);
    expectAllOn(drive, released);
  });

  it('whose folder vanishes half-way is said to be gone; on a new one everything is written again', async () => {
    let read = 0;
    const vanish = (path: string) => {
      const found = readBack(path);
      if (++read === 1) renameSync(site.drive, `${site.drive}-away`);
      return found;
    };
    expect(await codeOf(() => hand(site.drive, vanish))).toBe('RELEASE_DRIVE_GONE');
    expect(await codeOf(() => hand(site.drive))).toBe('RELEASE_FOLDER');
    mkdirSync(site.drive);
    const released = hand(site.drive);
    expect(released.files.map(({ already }) => already)).toEqual([false, false]);
    expectAllOn(site.drive, released);
  });

  it('swapped for another, between two files or after the last, is found out; the other then gets all', async () => {
    for (const when of [1, 2]) {
      let read = 0;
      const swap = (path: string) => {
        const found = readBack(path);
        if (++read === when) {
          renameSync(site.drive, `${site.drive}-${when}`);
          mkdirSync(site.drive);
        }
        return found;
      };
      expect(await codeOf(() => hand(site.drive, swap))).toBe('RELEASE_DRIVE_OTHER');
      expect([bundles(site.drive), state()]).toEqual([[], 'reviewed']);
    }
    expectAllOn(site.drive, hand(site.drive));
  });

  it('that gives back a shorter file, or none, is found out', async () => {
    const short = (path: string) => {
      truncateSync(path, 100);
      return readBack(path);
    };
    expect(await codeOf(() => hand(site.drive, short))).toBe('RELEASE_READBACK');
    expect(bundles(site.drive)).toEqual([]);
    const none = (path: string) => {
      renameSync(path, join(folder, `taken-${serial++}`));
      return readBack(path);
    };
    expect(await codeOf(() => hand(site.drive, none))).toBe('RELEASE_DRIVE_GONE');
    expectAllOn(site.drive, hand(site.drive));
  });
});

describe('reading back', () => {
  it('asks the drive where the file system lets it, and gives the bytes of any length', () => {
    const path = join(folder, 'any-length');
    for (const size of [0, 1, 4_095, 4_096, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 3_000_001]) {
      writeFileSync(path, Buffer.alloc(size, size % 251));
      expect({ ...readBack(path), from: '' }).toEqual({ digest: fileDigest(path), size, from: '' });
    }
  });

  it.skipIf(notRoot)('says so where there is but memory', () => {
    const tiny = join(folder, `memory-${serial++}`);
    mkdirSync(tiny);
    execFileSync('mount', ['-t', 'ramfs', 'ramfs', tiny]);
    try {
      const path = join(tiny, 'file');
      writeFileSync(path, 'octets');
      expect(readBack(path)).toEqual({ digest: fileDigest(path), size: 6, from: 'memory' });
    } finally {
      execFileSync('umount', [tiny]);
    }
  });
});
