import { inflateRawSync } from 'node:zlib';

/** The files of an archive by its central directory alone, as strict readers do. Independent of the product's writer. */
export function unzip(bytes: Uint8Array): Map<string, string> {
  const buffer = Buffer.from(bytes);
  const end = buffer.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  const files = new Map<string, string>();
  let at = buffer.readUInt32LE(end + 16);
  for (let left = buffer.readUInt16LE(end + 10); left > 0; left--) {
    const [packed, name] = [buffer.readUInt32LE(at + 20), buffer.readUInt16LE(at + 28)];
    const local = buffer.readUInt32LE(at + 42);
    const data = local + 30 + buffer.readUInt16LE(local + 26) + buffer.readUInt16LE(local + 28);
    const text = inflateRawSync(buffer.subarray(data, data + packed)).toString('utf8');
    if (Buffer.byteLength(text) !== buffer.readUInt32LE(at + 24)) throw new Error('size');
    files.set(buffer.toString('utf8', at + 46, at + 46 + name), text);
    at += 46 + name + buffer.readUInt16LE(at + 30) + buffer.readUInt16LE(at + 32);
  }
  return files;
}
