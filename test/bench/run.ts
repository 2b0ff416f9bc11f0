// Measures whole processes against stock tools on the same data:
//   npm run bench [-- SET... [--rounds N] [--kind verify|import] [--data FOLDER]]
// Rounds are interleaved, so that what else the machine does meets all alike; the table gives medians, and ratios of
// the medians. HOLDFAST_ELECTRON names an Electron whose Node runs ours too, as it does in the application.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildSync } from 'esbuild';
import { DATA_SETS, type DataSet, makeData } from './data.ts';

interface Contestant {
  readonly name: string;
  readonly kind: 'verify' | 'import';
  readonly command: (source: string, out: string) => string;
}

/** One whole process. */
interface Run {
  readonly seconds: number;
  /** Of the processor, in all processes and threads: what is left to say where another job disturbed the clock. */
  readonly cpu: number;
  readonly peakMiB: number;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '5' },
    kind: { type: 'string' },
    data: { type: 'string', default: join(tmpdir(), 'holdfast-bench') },
  },
});

const root = join(import.meta.dirname, '../..');
// Built as `npm run cli` does it; measured is what a person runs.
spawnSync(process.execPath, [join(root, 'build/cli.mjs'), '--help'], { stdio: 'inherit' });
const cli = join(root, 'out/cli/holdfast.mjs');
const built = mkdtempSync(join(tmpdir(), 'holdfast-bench-built-'));
const importJob = join(built, 'import.mjs');
const worker = join(built, 'worker.cjs');
bundle(join(import.meta.dirname, 'import.ts'), importJob, 'esm');
bundle(join(root, 'electron/core/vault/job/worker.ts'), worker, 'cjs');

const sets = DATA_SETS.filter((set) =>
  positionals.length > 0 ? positionals.includes(set.name) : !set.name.startsWith('count'),
);
mkdirSync(values.data, { recursive: true });
for (const set of sets) measureSet(set);
rmSync(built, { recursive: true, force: true });

function measureSet(set: DataSet): void {
  const source = makeData(set, values.data);
  const results = new Map(contestantsFor(set).map((one): [Contestant, Run[]] => [one, []]));
  // A kind at a time: an import that follows an import finds as much memory at hand as that one left, not more or less.
  for (const kind of ['verify', 'import'] as const) {
    if (values.kind !== undefined && values.kind !== kind) continue;
    // The first round warms the page cache and is not counted.
    for (let round = 0; round <= Number(values.rounds); round++) {
      for (const [contestant, measured] of results) {
        if (contestant.kind !== kind) continue;
        const one = run(contestant, source);
        if (one === null) results.delete(contestant);
        else if (round > 0) measured.push(one);
      }
    }
  }
  print(set, results);
}

function contestantsFor(set: DataSet): Contestant[] {
  const runtimes = [{ name: 'Node', command: `"${process.execPath}"` }];
  const electron = process.env.HOLDFAST_ELECTRON;
  if (electron !== undefined) runtimes.push({ name: 'Electron', command: `ELECTRON_RUN_AS_NODE=1 "${electron}"` });
  const ours = runtimes.flatMap(({ name, command }): Contestant[] => [
    {
      name: `holdfast hash --only dirHash (${name})`,
      kind: 'verify',
      command: () => `${command} ${cli} hash . --only dirHash`,
    },
    { name: `holdfast hash (${name})`, kind: 'verify', command: () => `${command} ${cli} hash .` },
    {
      name: `holdfast import (${name})`,
      kind: 'import',
      command: (source, out) => `${command} ${importJob} "${source}" ${worker} "${out}"`,
    },
  ]);
  const perProcess = set.files > 100 ? 2000 : 1;
  const two = `find . -type f -print0 | xargs -0 -n ${perProcess} -P 2`;
  const theirs: Contestant[] = [
    { name: 'openssl dgst -sha256, 2 processes', kind: 'verify', command: () => `${two} openssl dgst -sha256` },
    {
      // What `hash` and every import compute: the content's own digest and git's two. Ours reads each byte once for them.
      name: 'openssl: SHA-256, SHA-1, SHA-256, 2 processes',
      kind: 'verify',
      command: () => `${two} sh -c 'for h in sha256 sha1 sha256; do openssl dgst -$h "$@"; done' sh`,
    },
    { name: 'sha256sum, 2 processes', kind: 'verify', command: () => `${two} sha256sum` },
    { name: 'cp -r', kind: 'import', command: (source, out) => `cp -r "${source}" "${out}"` },
    {
      name: 'cp -r; sync -f',
      kind: 'import',
      command: (source, out) => `cp -r "${source}" "${out}"; sync -f "${out}"`,
    },
  ];
  if (has('hashdeep')) {
    theirs.push({ name: 'hashdeep -j2', kind: 'verify', command: () => 'hashdeep -c sha256 -j2 -r .' });
  }
  if (has('bagit.py')) {
    theirs.push({
      name: 'bagit-python, 2 processes',
      kind: 'verify',
      command: () => `bagit.py --validate --quiet --processes 2 "${bagOf(set)}"`,
    });
  }
  return [...ours, ...theirs];
}

/** The same files once more, as the bag that bagit-python validates: hard links, so its bytes are as warm as ours. */
function bagOf(set: DataSet): string {
  const bag = join(values.data, `${set.name}-bag`);
  if (!existsSync(bag)) {
    const making = join(values.data, `${set.name}-bag-making`);
    const script = 'rm -rf "$2"; cp -rl "$1" "$2" && bagit.py --quiet --sha256 "$2" && mv "$2" "$3"';
    spawnSync('bash', ['-c', script, 'bash', makeData(set, values.data), making, bag], { stdio: 'inherit' });
  }
  return bag;
}

/** `null` when the contestant failed: it says so and takes part no longer. */
function run({ name, kind, command }: Contestant, source: string): Run | null {
  const out = join(values.data, 'out');
  spawnSync('rm', ['-rf', out]);
  // So that each import finds as much memory at hand as any other: the page cache has just taken 5 GB, and given them back.
  if (kind === 'import') spawnSync('bash', ['-c', `head -c 5G /dev/zero > "${out}"; rm "${out}"`]);
  spawnSync('sync', ['-f', values.data]);
  const start = performance.now();
  const ran = spawnSync('/usr/bin/time', ['-f', 'measured %U %S %M', 'bash', '-c', command(source, out)], {
    cwd: source,
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const seconds = (performance.now() - start) / 1000;
  const [, user, system, peak] = /^measured ([0-9.]+) ([0-9.]+) (\d+)$/m.exec(ran.stderr ?? '') ?? [];
  if (ran.status !== 0 || peak === undefined) {
    console.error(`${name} failed and is left out: ${ran.error?.message ?? ran.stderr.trim()}`);
    return null;
  }
  const cpu = Number(user) + Number(system);
  console.error(`${name}: ${seconds.toFixed(2)} s, ${cpu.toFixed(2)} s of processor`);
  return { seconds, cpu, peakMiB: Math.round(Number(peak) / 1024) };
}

function print(set: DataSet, results: Map<Contestant, Run[]>): void {
  console.log(`\n### ${set.name}: ${set.files} files of ${set.size.join(' to ')} bytes, ${values.rounds} rounds\n`);
  for (const kind of ['verify', 'import'] as const) {
    const rows = [...results].filter(([contestant, runs]) => contestant.kind === kind && runs.length > 0);
    if (rows.length === 0) continue;
    const ours = rows.filter(([{ name }]) => name.startsWith('holdfast'));
    const titles = [kind, 'median s', 'least s', 'CPU s', 'peak MiB', ...ours.map(([{ name }]) => `${name} / this`)];
    console.log(`| ${titles.join(' | ')} |\n|${'---|'.repeat(titles.length)}`);
    for (const [{ name }, runs] of rows) {
      const seconds = runs.map((one) => one.seconds);
      const cells = [
        name,
        ...[median(seconds), Math.min(...seconds), median(runs.map((one) => one.cpu))].map((time) => time.toFixed(2)),
        median(runs.map((one) => one.peakMiB)),
        ...ours.map(([, mine]) => (medianSeconds(mine) / median(seconds)).toFixed(2)),
      ];
      console.log(`| ${cells.join(' | ')} |`);
    }
    console.log('');
  }
}

function medianSeconds(runs: readonly Run[]): number {
  return median(runs.map((one) => one.seconds));
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function has(tool: string): boolean {
  return spawnSync('bash', ['-c', `command -v ${tool}`]).status === 0;
}

function bundle(entry: string, outfile: string, format: 'esm' | 'cjs'): void {
  buildSync({ entryPoints: [entry], bundle: true, platform: 'node', target: 'node20', format, outfile });
}
