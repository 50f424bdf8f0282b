import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** Where everything must be present (continuous integration), nothing may be skipped. */
const requireAll = process.env.ECLUSE_REQUIRE_ALL === '1';

/** True when a test must be skipped because `present` is false; never under ECLUSE_REQUIRE_ALL=1, where it then fails by itself. */
export function absent(present: boolean): boolean {
  return !present && !requireAll;
}

export const dataFolder = resolve(process.env.ECLUSE_DATA ?? '../shared/data');
export const vectorsFolder = resolve(process.env.ECLUSE_VECTORS ?? '../shared/vectors');
export const noData = absent(existsSync(dataFolder));
export const noVectors = absent(existsSync(vectorsFolder));
export const notRoot = absent(process.getuid?.() === 0);
export const chromium = process.env.ECLUSE_CHROMIUM ?? '/usr/bin/chromium';
export const noBrowser = absent(existsSync(chromium));
export const long = process.env.ECLUSE_LONG === '1';
/** Debian's packages golang-go and golang-golang-x-mod-dev. */
export const go = process.env.ECLUSE_GO ?? '/usr/bin/go';
export const goPath = process.env.ECLUSE_GOPATH ?? '/usr/share/gocode';
export const noGo = absent(existsSync(go) && existsSync(`${goPath}/src/golang.org/x/mod/sumdb/tlog`));
/** Debian's package libreoffice-calc. */
export const office = process.env.ECLUSE_OFFICE ?? '/usr/bin/soffice';
export const noOffice = absent(existsSync(office));
