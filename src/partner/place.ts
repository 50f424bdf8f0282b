import { EcluseError } from '../base/errors.ts';
import type { Json } from '../base/json.ts';

/** Any clean text of at most 200 characters: a name, a label, a code. */
export const SLUG = /^[^\p{C}]{1,200}$/u;

/** A place in a document; what is not there, or of another kind, is refused with its path. */
export class Place {
  readonly document: string;
  readonly path: string;
  readonly value: Json | undefined;

  constructor(document: string, path: string, value: Json | undefined) {
    this.document = document;
    this.path = path;
    this.value = value;
  }
  refuse(): never {
    throw new EcluseError('OPEN_DOCUMENT', { document: this.document, where: this.path.slice(0, 120) });
  }
  at(name: string): Place {
    const { value } = this;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) this.refuse();
    const held = Object.hasOwn(value as object, name) ? (value as Record<string, Json>)[name] : undefined;
    return new Place(this.document, `${this.path}.${name}`, held);
  }
  text(form: RegExp): string {
    return typeof this.value === 'string' && form.test(this.value) ? this.value : this.refuse();
  }
  number(low = -1e9, high = 1e9): number {
    return typeof this.value === 'number' && this.value >= low && this.value <= high ? this.value : this.refuse();
  }
  flag(): boolean {
    return typeof this.value === 'boolean' ? this.value : this.refuse();
  }
  optional(): Place | null {
    return this.value === null || this.value === undefined ? null : this;
  }
  list(limit: number): Place[] {
    if (!Array.isArray(this.value) || this.value.length > limit) return this.refuse();
    return this.value.map((item, i) => new Place(this.document, `${this.path}[${i}]`, item as Json));
  }
}
