import { readFileSync } from 'node:fs';

/** The rules that every server's sheet begins with. */
export const webSheet = readFileSync(new URL('web.css', import.meta.url), 'utf8');
