import { utf8 } from '../base/bytes.ts';
import { member } from '../web/answer.ts';
import type { Form } from '../web/forms.ts';

/** A secret of a form, in the one Unicode form that every door gives it. */
export function secretOf(form: Form, name: string): Uint8Array {
  return utf8(member(form, name).normalize('NFC'));
}

/** Writes over every secret of a job: they are its only bytes. */
export function wipeSecrets(input: object): void {
  for (const value of Object.values(input)) {
    if (value instanceof Uint8Array) value.fill(0);
    else if (Array.isArray(value)) for (const each of value) if (typeof each === 'object' && each !== null) wipeSecrets(each);
  }
}
