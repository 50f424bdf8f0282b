import { existsSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { equalBytes, utf8 } from '../../src/base/bytes.ts';
import { EcluseError } from '../../src/base/errors.ts';
import { readFileCapped, writeFileAtomically } from '../../src/base/files.ts';
import { CERTIFICATE_BYTES } from '../../src/bundle/certificate.ts';
import type { Appliance } from '../home.ts';
import { certificates } from '../store/destruction.ts';
import { party } from '../store/party.ts';

export type WrittenCertificate = { readonly hash: string; readonly party: string; readonly name: string; readonly file: string };

/** @throws RELEASE_FOLDER */
export function checkFolder(to: string): string {
  const folder = resolve(to);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw new EcluseError('RELEASE_FOLDER', { file: basename(folder) });
  return folder;
}

/** Puts every certificate that did not come back countersigned on a drive, for its CSS. @throws RELEASE_FOLDER, RELEASE_CONFLICT, FILE_WRITE */
export function writeCertificates({ store }: Appliance, to: string): WrittenCertificate[] {
  const folder = checkFolder(to);
  return certificates(store)
    .filter(({ countersigned }) => countersigned === null)
    .map(({ hash, party: owner, note }) => {
      const file = join(folder, `${owner.slice(0, 8)}-destruction-${hash.slice(0, 12)}.note`);
      const bytes = utf8(note);
      if (!existsSync(file)) writeFileAtomically(file, bytes, { mode: 0o644 });
      else if (!equalBytes(readFileCapped(file, CERTIFICATE_BYTES), bytes))
        throw new EcluseError('RELEASE_CONFLICT', { file: basename(file) });
      return { hash, party: owner, name: party(store, owner)?.name ?? owner, file };
    });
}
