// Puts the cases of this folder to a program, and prints where it agrees. Plain Node, no packages.
//
//     node conformance/run.mjs [--part PART] [--case ID] [--markdown] [--keep FOLDER] -- COMMAND [ARG...]
//
// COMMAND is started once. It reads one JSON line a case on stdin and writes one JSON line a case on stdout; README.md says
// which. Exit status 0: it agrees on every case. 1: it does not. 2: wrong usage, or a case that cannot be read.
import { spawn } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';

/** How long one case may take, in milliseconds. */
const PATIENCE = 120_000;
/** Whoever does not make report.html again lists this for every dossier (docs/formats/dossier.md, step 34). */
const NOT_COMPARED = 'dossier.report-not-recomputed';

/**
 * @typedef {string | null | { base64?: string, text?: string, executable?: boolean, link?: string, folder?: true }} Content
 * @typedef {{ verdict: string, codes?: string[], atLeast?: string[], listed?: string[], values?: Record<string, unknown> }} Expected
 * @typedef {{ id: string, part: string, operation: string, why: string, base?: string, files: Record<string, Content>,
 *   input: unknown, expected: Expected }} Case
 */

const folder = import.meta.dirname;
const { values: options, positionals: command } = readOptions();
const all = readCases(join(folder, 'cases'));
const cases = [...all.values()].filter(
  ({ id, part }) => (options.part ?? part) === part && (options.case ?? id) === id,
);
if (cases.length === 0) usage('There is no such case.');
const place = options.keep === undefined ? mkdtempSync(join(tmpdir(), 'conformance-')) : resolve(options.keep);
/** @type {Map<string, { cases: number, agreed: number }>} */
const table = new Map();
try {
  const ask = start(command);
  for (const one of cases) {
    const row = table.get(one.part) ?? { cases: 0, agreed: 0 };
    table.set(one.part, row);
    row.cases += 1;
    const here = join(place, one.id);
    writeFiles(here, filesOf(one));
    const answer = await ask({ id: one.id, operation: one.operation, input: withPaths(one.input, here) });
    const differences = compare(one.expected, answer);
    if (differences.length === 0) row.agreed += 1;
    else process.stderr.write(`${one.id}: ${one.why}\n${differences.map((line) => `    ${line}\n`).join('')}`);
  }
  ask.end();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 2;
} finally {
  if (options.keep === undefined) rmSync(place, { recursive: true, force: true });
}
printTable();
process.exitCode ??= [...table.values()].every((row) => row.agreed === row.cases) ? 0 : 1;

function readOptions() {
  try {
    const read = parseArgs({
      options: {
        part: { type: 'string' },
        case: { type: 'string' },
        keep: { type: 'string' },
        markdown: { type: 'boolean', default: false },
      },
      allowPositionals: true,
    });
    if (read.positionals.length > 0) return read;
  } catch (error) {
    usage(error instanceof Error ? error.message : String(error));
  }
  return usage('Which command is asked?');
}

/** @param {string} why @returns {never} */
function usage(why) {
  process.stderr.write(`${why}\n`);
  process.stderr.write(
    'Usage: node run.mjs [--part PART] [--case ID] [--markdown] [--keep FOLDER] -- COMMAND [ARG...]\n',
  );
  process.exit(2);
}

/** @param {string} path @returns {Map<string, Case>} */
function readCases(path) {
  const found = new Map();
  for (const part of readdirSync(path).sort()) {
    for (const name of readdirSync(join(path, part)).sort()) {
      /** @type {Case} */
      const one = JSON.parse(readFileSync(join(path, part, name), 'utf8'));
      if (`${one.id}.json` !== `${part}/${name}`) usage(`${part}/${name} is called ${one.id}.`);
      found.set(one.id, one);
    }
  }
  return found;
}

/** Its own files, and those of the case that it is based on. @param {Case} one @returns {[string, Content][]} */
function filesOf({ base, files }) {
  const whole = base === undefined ? undefined : all.get(base);
  if (base !== undefined && whole === undefined) usage(`There is no case ${base} to be based on.`);
  return Object.entries({ ...whole?.files, ...files });
}

/** @param {string} into @param {readonly [string, Content][]} files */
function writeFiles(into, files) {
  rmSync(into, { recursive: true, force: true });
  mkdirSync(into, { recursive: true });
  for (const [path, content] of files) {
    if (content === null) continue;
    const target = join(into, path);
    mkdirSync(dirname(target), { recursive: true });
    if (typeof content === 'string') writeFileSync(target, content);
    else if (content.folder === true) mkdirSync(target, { recursive: true });
    else if (content.link !== undefined) symlinkSync(content.link, target);
    else {
      writeFileSync(
        target,
        content.base64 === undefined ? (content.text ?? '') : Buffer.from(content.base64, 'base64'),
      );
      chmodSync(target, content.executable === true ? 0o755 : 0o644);
    }
  }
}

/** Every `{ "path": P }` in it as the path of that file. @param {unknown} input @param {string} here @returns {unknown} */
function withPaths(input, here) {
  if (Array.isArray(input)) return input.map((item) => withPaths(item, here));
  if (typeof input !== 'object' || input === null) return input;
  if ('path' in input && typeof input.path === 'string') return join(here, input.path);
  return Object.fromEntries(Object.entries(input).map(([key, value]) => [key, withPaths(value, here)]));
}

/** Starts the program; what comes back asks it one thing at a time. @param {readonly string[]} words */
function start([program = '', ...args]) {
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ended = new Promise((_, reject) => {
    child.on('error', (error) => reject(new Error(`${program} cannot be started: ${error.message}`)));
    child.on('close', (code, signal) =>
      reject(new Error(`${program} ended (${signal ?? code}) before it had answered.`)),
    );
  });
  ended.catch(() => undefined);
  child.stdin.on('error', () => undefined);
  /** @param {object} question @returns {Promise<unknown>} */
  const ask = async (question) => {
    child.stdin.write(`${JSON.stringify(question)}\n`);
    let timer;
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error(`${program} did not answer.`)), PATIENCE);
    });
    try {
      const { value, done } = await Promise.race([lines.next(), ended, late]);
      return done ? await ended : JSON.parse(value);
    } catch (error) {
      child.kill();
      throw error;
    } finally {
      clearTimeout(timer);
    }
  };
  return Object.assign(ask, { end: () => child.stdin.end() });
}

/** Sentences on what is answered otherwise than expected. @param {Expected} expected @param {any} answer */
function compare({ verdict, codes, atLeast, listed, values }, answer) {
  /** @type {string[]} */
  const differences = [];
  const differ = (/** @type {string} */ what, /** @type {unknown} */ want, /** @type {unknown} */ got) =>
    differences.push(`${what}: expected ${JSON.stringify(want)}, answered ${JSON.stringify(got)}`);
  if (answer?.verdict !== verdict) differ('verdict', verdict, answer?.verdict);
  if (codes !== undefined && set(codes) !== set(answer?.codes)) differ('codes', sorted(codes), sorted(answer?.codes));
  if (listed !== undefined && set(listed) !== set(answer?.listed))
    differ('listed', sorted(listed), sorted(answer?.listed));
  const missing = (atLeast ?? []).filter((code) => !sorted(answer?.codes).includes(code));
  if (missing.length > 0) differ('codes, at least', missing, sorted(answer?.codes));
  for (const [name, want] of Object.entries(values ?? {})) {
    const got = answer?.values?.[name];
    if (JSON.stringify(want) !== JSON.stringify(got)) differ(name, want, got);
  }
  return differences;
}

/** Each once, without what is not compared. @param {unknown} codes @returns {string[]} */
function sorted(codes) {
  return Array.isArray(codes) ? [...new Set(codes)].filter((code) => code !== NOT_COMPARED).sort() : [];
}

/** @param {unknown} codes */
function set(codes) {
  return sorted(codes).join(' ');
}

function printTable() {
  const rows = [...table].map(([part, row]) => [part, String(row.cases), String(row.agreed)]);
  const sum = (/** @type {'cases' | 'agreed'} */ what) =>
    String([...table.values()].reduce((total, row) => total + row[what], 0));
  const lines = [['part', 'cases', 'agreed'], ...rows, ['all', sum('cases'), sum('agreed')]];
  const text = options.markdown
    ? asMarkdown(lines)
    : lines.map(([part = '', ...counts]) => [part.padEnd(18), ...counts.map((one) => one.padStart(7))].join(''));
  process.stdout.write(`${text.join('\n')}\n`);
}

/** @param {readonly (readonly string[])[]} lines */
function asMarkdown([heading = [], ...rows]) {
  const line = (/** @type {readonly string[]} */ cells) => `| ${cells.join(' | ')} |`;
  return [line(heading), line(heading.map((_, at) => (at === 0 ? '---' : '---:'))), ...rows.map(line)];
}
