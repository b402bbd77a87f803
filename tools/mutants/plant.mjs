// Plants mistakes into the text of a Rust file, all of them at once, each behind a number:
//
//   fn twice(n: u32) -> u32 { n + n }
//
// becomes, with two of the mistakes that cargo-mutants lists,
//
//   fn twice(n: u32) -> u32 { match crate::mutant_switch::chosen(7) { 31 => { 0 } 32 => { n * n } _ => { n + n } } }
//
// so one compile is enough for all. Nothing here knows Rust's grammar but for where the body of a function begins.

/** Where in the text a place of cargo-mutants lies: lines and columns from 1, columns in characters. */
export const placesIn = (text) => {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return ({ line, column }) => {
    let at = starts[line - 1];
    for (let n = 1; n < column; n += 1) at += text.codePointAt(at) > 0xffff ? 2 : 1;
    return at;
  };
};

/** Where the lexeme that begins at `at` ends, as far as braces and brackets in it must not count. */
const afterLexeme = (text, at) => {
  const rest = text.slice(at, at + 4);
  if (rest.startsWith('//')) return text.indexOf('\n', at) + 1;
  if (rest.startsWith('/*')) return text.indexOf('*/', at) + 2;
  const raw = /^b?r(#*)"/.exec(text.slice(at, at + 20));
  if (raw && !/\w/.test(text[at - 1] ?? ' ')) return text.indexOf(`"${raw[1]}`, at + raw[0].length) + 1 + raw[1].length;
  if (rest[0] === '"') {
    let end = at + 1;
    while (text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
    return end + 1;
  }
  const letter = /^'(\\(x..|u\{[^}]*\}|.)|[^\\'])'/u.exec(text.slice(at, at + 14));
  return letter ? at + letter[0].length : at + 1;
};

/** Where the body of the function that begins at `from` opens. */
const openingBrace = (text, from) => {
  let depth = 0;
  for (let at = from; at < text.length; at = afterLexeme(text, at)) {
    if (text[at] === '(' || text[at] === '[') depth += 1;
    if (text[at] === ')' || text[at] === ']') depth -= 1;
    if (text[at] === '{' && depth === 0) return at;
  }
  throw new Error(`no body after ${text.slice(from, from + 80)}`);
};

/** Bodies of `-> impl Trait` differ in type: they go out in a box. */
const boxOf = (signature) => {
  const result = /->\s*impl\s+([\s\S]*?)(\bwhere\b[\s\S]*)?$/.exec(signature);
  if (!result) return null;
  const bounds = result[1].replace(/\+\s*use<[^>]*>/, '').trim();
  return `Box<dyn ${bounds}${/\+\s*'/.test(bounds) ? '' : " + '_"}>`;
};

/**
 * The text with mistakes in it, and which lines hold which: `arms` as { from, to, mutant }, `heads` as { from, to, numbers } for whole functions.
 * `mutants` are of this file: { number, span: { start, end }, replacement, function: { span } }. `numberOf` gives each function a number.
 */
export const plant = (text, mutants, numberOf) => {
  const place = placesIn(text);
  const functions = [];
  for (const mutant of mutants) {
    const [from, to] = [place(mutant.function.span.start), place(mutant.function.span.end)];
    functions.push({ from, to, mutants: [mutant] });
  }
  // One function within another goes with the outer one.
  functions.sort((a, b) => a.from - b.from || b.to - a.to);
  const outer = [];
  for (const it of functions) {
    const last = outer.at(-1);
    if (last && it.from < last.to) last.mutants.push(...it.mutants);
    else outer.push(it);
  }
  const [arms, heads] = [[], []];
  let made = '';
  let done = 0;
  let lines = 1;
  const write = (piece) => {
    made += piece;
    for (let at = piece.indexOf('\n'); at >= 0; at = piece.indexOf('\n', at + 1)) lines += 1;
  };
  for (const it of outer) {
    const open = openingBrace(text, it.from);
    const box = boxOf(text.slice(it.from, open));
    const [before, after] = box ? ['Box::new({', '})'] : ['{', '}'];
    write(text.slice(done, open));
    const first = lines;
    const number = numberOf(it.mutants);
    write(`{\n${box ? `let chosen: ${box} = ` : ''}match crate::mutant_switch::chosen(${number}) {\n`);
    for (const mutant of it.mutants) {
      const [from, to] = [place(mutant.span.start), place(mutant.span.end)];
      const start = lines;
      write(`${mutant.number} => ${before}${text.slice(open + 1, from)}${mutant.replacement} ${text.slice(to, it.to - 1)}\n${after},\n`);
      arms.push({ from: start, to: lines - 1, mutant });
    }
    write(`_ => ${before}${text.slice(open + 1, it.to - 1)}\n${after},\n}${box ? ';\nchosen' : ''}\n}`);
    heads.push({ from: first, to: lines, mutants: it.mutants });
    done = it.to;
  }
  write(text.slice(done));
  return { text: made, arms, heads };
};
