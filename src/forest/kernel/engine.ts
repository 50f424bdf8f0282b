/** The part of the JavaScript interface to WebAssembly that kernels use; the language's own library does not describe it. */
export type SharedMemory = { readonly buffer: SharedArrayBuffer; grow(pages: number): number };
/** Numbers in, a number out, or nothing to be used. */
export type Kernel = (...args: number[]) => number;

type Interface = {
  readonly Memory: new (limits: { initial: number; maximum: number; shared: true }) => SharedMemory;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (
    module: object,
    imports: { env: { memory: SharedMemory } },
  ) => { readonly exports: Readonly<Record<string, Kernel>> };
};
const { Memory, Module, Instance } = (globalThis as unknown as { readonly WebAssembly: Interface }).WebAssembly;

/** Largest shared memory, in pages of 64 KiB: all that 32 bits can address. */
export const MAX_PAGES = 65_536;

export function newMemory(): SharedMemory {
  return new Memory({ initial: 1, maximum: MAX_PAGES, shared: true });
}

export function instantiate(bytes: Uint8Array, memory: SharedMemory): Readonly<Record<string, Kernel>> {
  return new Instance(new Module(bytes), { env: { memory } }).exports;
}
