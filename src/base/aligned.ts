type WithMemory = { readonly WebAssembly: { readonly Memory: new (limits: { initial: number }) => { readonly buffer: ArrayBuffer } } };

const { Memory } = (globalThis as unknown as WithMemory).WebAssembly;
const WASM_PAGE = 1 << 16;

/** Bytes that begin on a page of memory, as reading past the kernel's cache (`O_DIRECT`) requires: a WebAssembly memory does, no other array is sure to. */
export function pageAligned(length: number): Uint8Array {
  return new Uint8Array(new Memory({ initial: Math.ceil(length / WASM_PAGE) }).buffer, 0, length);
}
