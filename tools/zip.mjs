// A zip archive, written plainly: names in order, no times, so that the same files make the same archive.
import { crc32, deflateRawSync } from 'node:zlib';

/** 1 January 1980, midnight: the earliest a zip archive can say. */
const [DATE, TIME] = [0x21, 0];

const header = (signature, fields) => {
  const bytes = Buffer.alloc(4 + fields.reduce((sum, [size]) => sum + size, 0));
  bytes.writeUInt32LE(signature, 0);
  let at = 4;
  for (const [size, value] of fields) {
    bytes.writeUIntLE(value, at, size);
    at += size;
  }
  return bytes;
};

/** The archive of `files`, each a name and its bytes. */
export function zip(files) {
  const [parts, list] = [[], []];
  let at = 0;
  for (const { name, bytes } of [...files].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const [path, packed] = [Buffer.from(name, 'utf8'), deflateRawSync(bytes, { level: 9 })];
    // Version 2.0, names in UTF-8, deflate.
    const shared = [[2, 20], [2, 0x800], [2, 8], [2, TIME], [2, DATE], [4, crc32(bytes)], [4, packed.length], [4, bytes.length], [2, path.length], [2, 0]];
    parts.push(header(0x04034b50, shared), path, packed);
    list.push(header(0x02014b50, [[2, 20], ...shared, [2, 0], [2, 0], [2, 0], [4, 0], [4, at]]), path);
    at += 30 + path.length + packed.length;
  }
  const size = list.reduce((sum, it) => sum + it.length, 0);
  const end = header(0x06054b50, [[2, 0], [2, 0], [2, files.length], [2, files.length], [4, size], [4, at], [2, 0]]);
  return Buffer.concat([...parts, ...list, end]);
}
