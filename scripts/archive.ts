import { gunzipSync, inflateRawSync } from 'node:zlib';

const TAR_BLOCK = 512;
const END_OF_ZIP = 0x06054b50;
const STORED = 0;

const octal = (block: Buffer, start: number, end: number) => Number.parseInt(block.toString('ascii', start, end), 8);

/** The bytes of one file in a .tgz, by the end of its name. */
export function fromTarball(tarball: Buffer, name: string): Buffer {
  const tar = gunzipSync(tarball);
  for (let at = 0; at + TAR_BLOCK <= tar.length;) {
    const size = octal(tar, at + 124, at + 136) || 0;
    const entry = tar.toString('utf8', at, at + 100).replace(/\0.*$/s, '');
    const start = at + TAR_BLOCK;
    if (entry.endsWith(name)) return tar.subarray(start, start + size);
    at = start + Math.ceil(size / TAR_BLOCK) * TAR_BLOCK;
  }
  throw new Error(`The archive holds no ${name}.`);
}

/** The bytes of one file in a zip (APPNOTE 4.3), by its whole name. */
export function fromZip(zip: Buffer, name: string): Buffer {
  const end = zip.lastIndexOf(Buffer.from(Uint32Array.of(END_OF_ZIP).buffer));
  if (end < 0) throw new Error('This is no zip.');
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset));
    const nameEnd = at + 46 + (nameLength ?? 0);
    if (zip.toString('utf8', at + 46, nameEnd) === name) return inflate(zip, at);
    at = nameEnd + (extraLength ?? 0) + (commentLength ?? 0);
  }
  throw new Error(`The zip holds no ${name}.`);
}

function inflate(zip: Buffer, entry: number): Buffer {
  const header = zip.readUInt32LE(entry + 42);
  const start = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28);
  const bytes = zip.subarray(start, start + zip.readUInt32LE(entry + 20));
  return zip.readUInt16LE(entry + 10) === STORED ? bytes : inflateRawSync(bytes);
}
