import { KDF_DEFAULT, KDF_FLOOR, type Kdf, kdfFloor } from '../keys/keyfile.ts';

/** What a new passphrase costs to try: the default, save under test, where the floor is lower. */
export function kdfForNewKeys(): Kdf {
  const floor = kdfFloor();
  return floor === KDF_FLOOR ? KDF_DEFAULT : floor;
}
