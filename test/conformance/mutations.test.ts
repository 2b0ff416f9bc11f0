// The command line of these sources and the verifier that was written from the documents alone say the same of signed
// statements, decision folders and dossiers that were changed at random.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import test from 'node:test';
import fc from 'fast-check';
import * as z from 'zod';
import { utf8 } from '../../shared/encoding/bytes.ts';
import type { Files } from '../helpers/dossier-files.ts';
import { isLong } from '../helpers/long.ts';
import { type Mutation, mutation } from '../helpers/mutations.ts';
import { scriptFile } from '../helpers/parts.ts';
import type { Content, SuiteCase } from '../helpers/suite/case.ts';
import { keptCases, SUITE } from '../helpers/suite/cases.ts';

/** Debian's own, whatever else is called python3. */
const PYTHON = '/usr/bin/python3';
/** How many are tried of each of the three: a few in every run, by a fixed seed; more by hand. */
const RUNS = Number(process.env.HOLDFAST_MUTATIONS ?? (isLong ? 1000 : 12));
const SEED = Number(process.env.HOLDFAST_MUTATIONS_SEED ?? 17);
/** The run whose table is in conformance/README.md. */
const PUBLISHED = { runs: 334, seed: 18 };
/** How many lie on the disk at once. */
const BATCH = 120;
/** Whoever does not make report.html again lists the one and never finds the other (docs/formats/dossier.md, step 34). */
const NOT_COMPARED = ['dossier.report-not-recomputed', 'dossier.report-differs'];

const VERIFIED = {
  'verify-statement': { kind: 'statements', root: '' },
  'verify-decision-folder': { kind: 'decision folders', root: 'folder/' },
  'verify-dossier': { kind: 'dossiers', root: 'dossier/' },
} as const;
type Operation = keyof typeof VERIFIED;

const answer = z.object({
  verdict: z.string(),
  codes: z.array(z.string()).default([]),
  listed: z.array(z.string()).default([]),
});
type Answer = z.infer<typeof answer>;

interface Base {
  readonly one: SuiteCase;
  readonly keys: Files;
  /** By their paths inside of what is verified. */
  readonly files: Files;
}

interface Tried {
  readonly base: Base;
  readonly mutation: Mutation;
}

const kept = keptCases();

test('both verifiers say the same of what was changed at random', () => {
  const place = mkdtempSync(join(tmpdir(), 'mutations-'));
  const rows: string[] = [];
  const differing: string[] = [];
  const disagreed: string[] = [];
  try {
    for (const operation of ['verify-statement', 'verify-decision-folder', 'verify-dossier'] as const) {
      const counts = { tried: 0, verified: 0, agreed: 0, sameCodes: 0 };
      for (const [tried, mine, theirs] of compared(operation, place)) {
        counts.tried += 1;
        if (mine.verdict === 'verified') counts.verified += 1;
        if (mine.verdict === theirs.verdict) counts.agreed += 1;
        else disagreed.push(said(tried, mine, theirs));
        if (mine.verdict === theirs.verdict && codesIn(mine) === codesIn(theirs)) counts.sameCodes += 1;
        else if (process.env.HOLDFAST_MUTATIONS_CODES === '1') differing.push(said(tried, mine, theirs));
      }
      const { kind } = VERIFIED[operation];
      rows.push(`| ${[kind, counts.tried, counts.verified, counts.agreed, counts.sameCodes].join(' | ')} |`);
    }
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
  for (const row of [...differing, ...rows]) process.stdout.write(`# ${row}\n`);
  assert.deepEqual(disagreed, []);
  if (RUNS === PUBLISHED.runs && SEED === PUBLISHED.seed) {
    const table = rows.join('\n');
    assert.ok(readFileSync(join(SUITE, 'README.md'), 'utf8').includes(table), `the README needs this table:\n${table}`);
  }
});

/** Both answers about each mutation. */
function* compared(operation: Operation, place: string): Generator<readonly [Tried, Answer, Answer]> {
  const all = basesOf(operation);
  const tried: readonly Tried[] = fc.sample(
    fc.constantFrom(...all).chain((base) => mutation(base.files).map((one): Tried => ({ base, mutation: one }))),
    { seed: SEED, numRuns: RUNS },
  );
  for (let from = 0; from < tried.length; from += BATCH) {
    const batch = tried.slice(from, from + BATCH);
    const questions = batch.map((one, at) => questionOn(one, operation, join(place, operation, `${from + at}`)));
    const mine = answersOf([process.execPath, scriptFile('suite-adapter')], questions);
    const theirs = answersOf([PYTHON, join(SUITE, 'python/verify.py')], questions);
    for (const [at, one] of batch.entries()) {
      const [ours, other] = [mine[at], theirs[at]];
      assert.ok(ours !== undefined && other !== undefined);
      yield [one, ours, other];
    }
    rmSync(join(place, operation), { recursive: true });
  }
}

/** The cases of the suite that are verified, apart from their keys. */
function basesOf(operation: Operation): readonly Base[] {
  const { root } = VERIFIED[operation];
  const cases = [...kept.values()].map(({ parsed }) => parsed);
  return cases
    .filter((one) => one.operation === operation && one.expected.verdict === 'verified')
    .map((one) => {
      const files = Object.entries({ ...wholeFilesOf(one.base), ...one.files }).flatMap(([name, content]) => {
        const bytes = bytesOf(content);
        return bytes === null ? [] : [[name, bytes] as const];
      });
      const isKey = (name: string) => (root === '' ? name.startsWith('keys/') : !name.startsWith(root));
      return {
        one,
        keys: new Map(files.filter(([name]) => isKey(name))),
        files: new Map(
          files.flatMap(([name, bytes]) => (isKey(name) ? [] : [[name.slice(root.length), bytes] as const])),
        ),
      };
    });
}

function wholeFilesOf(id: string | undefined): Readonly<Record<string, Content>> {
  const base = id === undefined ? undefined : kept.get(id)?.parsed;
  return base?.files ?? {};
}

function bytesOf(content: Content): Uint8Array | null {
  if (content === null) return null;
  if (typeof content === 'string') return utf8(content);
  if ('text' in content) return utf8(content.text);
  return 'base64' in content ? Buffer.from(content.base64, 'base64') : null;
}

/** Writes the files into a folder, and asks about them. */
function questionOn({ base, mutation: { files } }: Tried, operation: Operation, folder: string): string {
  const { root } = VERIFIED[operation];
  for (const [name, bytes] of [...base.keys, ...[...files].map(([name, one]) => [`${root}${name}`, one] as const)]) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), bytes);
  }
  return JSON.stringify({ id: base.one.id, operation, input: withPaths(base.one.input, folder) });
}

/** Every `{ path }` as the path in this folder. */
function withPaths(input: unknown, folder: string): unknown {
  if (Array.isArray(input)) return input.map((one: unknown) => withPaths(one, folder));
  if (typeof input !== 'object' || input === null) return input;
  if ('path' in input && typeof input.path === 'string') return join(folder, input.path);
  return Object.fromEntries(Object.entries(input).map(([key, value]) => [key, withPaths(value, folder)]));
}

/** One process answers all of them. */
function answersOf([program = '', ...args]: readonly string[], questions: readonly string[]): readonly Answer[] {
  const { stdout, stderr, status } = spawnSync(program, args, {
    input: questions.map((question) => `${question}\n`).join(''),
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  assert.equal(status, 0, stderr);
  assert.equal(stderr, '');
  const answers = stdout.split('\n').filter((line) => line !== '');
  assert.equal(answers.length, questions.length);
  return answers.map((line) => answer.parse(JSON.parse(line)));
}

function codesIn({ codes, listed }: Answer): string {
  const sorted = (some: readonly string[]) =>
    [...new Set(some)]
      .filter((code) => !NOT_COMPARED.includes(code))
      .sort()
      .join(' ');
  return `${sorted(codes)} / ${sorted(listed)}`;
}

function said({ base, mutation: { kind, where } }: Tried, mine: Answer, theirs: Answer): string {
  const [one, other] = [mine, theirs].map((each) => `${each.verdict}: ${codesIn(each)}`);
  return `${base.one.id}, ${kind} ${where}\n    holdfast ${one}\n    second   ${other}`;
}
