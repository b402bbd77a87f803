// Reads a WebAssembly program that still has its names, and says how many bytes of it come from which crate.

/** A cursor over a program's bytes. */
class Reader {
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  /** An unsigned number as WebAssembly writes it (LEB128). */
  number() {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.bytes[this.at++];
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  }

  text() {
    const length = this.number();
    const text = this.bytes.toString('utf8', this.at, this.at + length);
    this.at += length;
    return text;
  }
}

const CUSTOM = 0;
const IMPORTS = 2;
const CODE = 10;
const DATA = 11;
const FUNCTION_NAMES = 1;

function sections(bytes) {
  const found = [];
  const reader = new Reader(bytes, 8);
  while (reader.at < bytes.length) {
    const kind = bytes[reader.at++];
    const length = reader.number();
    const end = reader.at + length;
    found.push({ kind, start: reader.at, end });
    reader.at = end;
  }
  return found;
}

function countImportedFunctions(bytes, { start }) {
  const reader = new Reader(bytes, start);
  let functions = 0;
  const limits = () => {
    const hasMaximum = reader.number() & 1;
    reader.number();
    if (hasMaximum) reader.number();
  };
  for (let left = reader.number(); left > 0; left -= 1) {
    reader.text();
    reader.text();
    const kind = bytes[reader.at++];
    if (kind === 0) {
      functions += 1;
      reader.number();
    } else if (kind === 1) {
      reader.at += 1;
      limits();
    } else if (kind === 2) limits();
    else if (kind === 3) reader.at += 2;
    else throw new Error(`import of an unknown kind ${kind}`);
  }
  return functions;
}

function functionSizes(bytes, { start }) {
  const reader = new Reader(bytes, start);
  return Array.from({ length: reader.number() }, () => {
    const size = reader.number();
    reader.at += size;
    return size;
  });
}

function functionNames(bytes, { start, end }) {
  const reader = new Reader(bytes, start);
  const names = new Map();
  if (reader.text() !== 'name') return names;
  while (reader.at < end) {
    const kind = bytes[reader.at++];
    const size = reader.number();
    const next = reader.at + size;
    if (kind === FUNCTION_NAMES) {
      for (let left = reader.number(); left > 0; left -= 1) names.set(reader.number(), reader.text());
    }
    reader.at = next;
  }
  return names;
}

/**
 * The crate that a function's name starts with: `core::fmt::write`, `<remit::units::Money as core::fmt::Display>::fmt`. Code of a
 * generic function belongs to the crate that wrote it.
 */
export function crateOf(name) {
  return /([A-Za-z_]\w*)(\[[0-9a-f]+\])?::/.exec(name)?.[1] ?? '(names of no crate)';
}

/** Bytes of code by crate, the heaviest first; constants and texts are one entry of their own. */
export function weightByCrate(bytes) {
  const all = sections(bytes);
  const imports = all.find(({ kind }) => kind === IMPORTS);
  const code = all.find(({ kind }) => kind === CODE);
  const data = all.find(({ kind }) => kind === DATA);
  const names = new Map(all.filter(({ kind }) => kind === CUSTOM).flatMap((section) => [...functionNames(bytes, section)]));
  const before = imports ? countImportedFunctions(bytes, imports) : 0;

  const weights = new Map();
  const add = (name, size) => {
    const entry = weights.get(name) ?? { name, bytes: 0, functions: 0 };
    entry.bytes += size;
    entry.functions += 1;
    weights.set(name, entry);
  };
  functionSizes(bytes, code).forEach((size, index) => add(crateOf(names.get(before + index) ?? ''), size));
  if (data) weights.set('', { name: '(constants and texts)', bytes: data.end - data.start, functions: 0 });
  return [...weights.values()].sort((a, b) => b.bytes - a.bytes);
}
