/**
 * `npm run bench:explorer`: a bundle of a million entries, and files of a gigabyte and of twenty, as the explorer's thread reads
 * them. Figures, and their ratio to a stock tool on the same bytes.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, ftruncateSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { explorerHandlers } from '../../electron/core/vault/explore/serve-explorer.ts';
import { vaultLayout } from '../../electron/core/vault/store/layout.ts';
import { parseSha256, type Sha256 } from '../../shared/encoding/bytes.ts';
import { must } from '../helpers/must.ts';

const ENTRIES = Number(process.argv[2] ?? 1_000_000);
const GIB = 1024 ** 3;

const folder = mkdtempSync(join(tmpdir(), 'holdfast-bench-explorer-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const layout = vaultLayout(folder);
const explored = explorerHandlers(layout);
for (const path of [layout.packs, layout.objects, layout.bundles]) mkdirSync(path, { recursive: true });

function sha256(text: string): Sha256 {
  const digest = parseSha256(createHash('sha256').update(text).digest('hex'));
  if (digest === null) throw new Error('a SHA-256');
  return digest;
}

/** A bundle as the vault lists it, of which nothing is read but its manifest. */
function bundleOf(name: string, files: readonly (readonly [path: string, digest: string, size: number])[]): Sha256 {
  const tree = createHash('sha256');
  for (const [path, digest] of files) tree.update(`${digest}  ${path}\n`);
  const id = parseSha256(tree.digest('hex')) ?? sha256(name);
  mkdirSync(join(layout.bundles, id));
  const lines = files.map(([path, digest, size]) => `f ${digest} ${'0'.repeat(40)} ${digest} ${size} ${path}\n`);
  writeFileSync(join(layout.bundles, id, 'entries'), lines.join(''));
  return id;
}

/** A content in a file of its own. */
function objectOf(name: string, fill: (fd: number) => void): string {
  const digest = sha256(name);
  mkdirSync(join(layout.objects, digest.slice(0, 2)), { recursive: true });
  const path = join(layout.objects, digest.slice(0, 2), digest);
  const fd = openSync(path, 'w');
  fill(fd);
  closeSync(fd);
  return path;
}

/** Of this process's threads, in the act that was measured last: says more than the clock where something else runs. */
let cpuMs = 0;

async function ms(act: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  const begun = performance.now();
  await act();
  const took = performance.now() - begun;
  const { user, system } = process.cpuUsage(before);
  cpuMs = (user + system) / 1000;
  return took;
}

const say = (what: string, took: number, note = ''): void =>
  console.log(
    `${what.padEnd(52)} ${took.toFixed(0).padStart(7)} ms  ${cpuMs.toFixed(0).padStart(7)} ms of CPU  ${note}`,
  );

async function entries(): Promise<void> {
  const files = Array.from({ length: ENTRIES }, (_, at): [string, string, number] => {
    const path = `data/${String(Math.floor(at / 1000)).padStart(4, '0')}/part-${String(at).padStart(7, '0')}.csv`;
    return [path, sha256(path), (at * 7919) % 1_000_003];
  });
  const bundle = bundleOf('entries', files);
  const page = { bundle, filter: '', order: 'path', descending: false, offset: 0, limit: 200 } as const;
  const hashed = await ms(() => execFileSync('sha256sum', [join(layout.bundles, bundle, 'entries')]));
  const first = await ms(async () => must(await explored.entries(page)));
  say(
    `index of ${ENTRIES} entries, and their dirHash`,
    first,
    `${(first / hashed).toFixed(1)} x sha256sum of the manifest`,
  );
  for (const [what, asked] of [
    ['a page in the middle', { offset: ENTRIES / 2 }],
    ['sorted by size', { order: 'size', descending: true }],
    ['sorted by kind', { order: 'kind' }],
    ['filter that leaves one', { filter: `part-${String(ENTRIES - 1).padStart(7, '0')}` }],
    ['filter that leaves a tenth', { filter: '7.csv' }],
    ['filter that leaves all, sorted by size', { filter: 'DATA', order: 'size' }],
  ] as const)
    say(`  ${what}`, await ms(async () => must(await explored.entries({ ...page, ...asked }))));
  const tree = { bundle, filter: '', opened: { all: false, except: [] }, offset: 0, limit: 200 } as const;
  say(
    '  first rows of the tree, without the index',
    await ms(async () => must(await explored['first-rows']({ bundle, limit: 80 }))),
  );
  for (const [what, asked] of [
    ['tree, all folders closed', {}],
    ['tree, all folders open, its middle', { opened: { all: true, except: [] }, offset: ENTRIES / 2 }],
    ['tree, a folder closed in it', { opened: { all: true, except: [ENTRIES / 2000] }, offset: ENTRIES / 2 }],
    ['tree, filter that leaves a tenth', { filter: '7.csv', opened: { all: true, except: [] } }],
  ] as const)
    say(`  ${what}`, await ms(async () => must(await explored.tree({ ...tree, ...asked }))));
  for (const what of ['proof of a file, the tree hashed first', 'proof of another file']) {
    const path = files[what.length]?.[0] ?? '';
    say(
      `  ${what}`,
      await ms(async () => {
        while (must(await explored.proof({ bundle, path })).kind !== 'proof');
      }),
    );
  }
}

async function searching(): Promise<void> {
  const line = `${'2026-11-30T00:00:00Z step ok '.repeat(3)}\n`;
  const chunk = Buffer.from(line.repeat(Math.ceil((16 * 1024 * 1024) / line.length))).subarray(0, 16 * 1024 * 1024);
  const path = objectOf('gigabyte', (fd) => {
    for (let at = 0; at < GIB; at += chunk.length) writeSync(fd, chunk);
    writeSync(fd, Buffer.from('NEEDLE'), 0, 6, GIB - 6);
  });
  const file = { bundle: bundleOf('gigabyte', [['log', sha256('gigabyte'), GIB]]), path: 'log' };
  const grep = await ms(() => execFileSync('grep', ['-c', '-F', 'NEEDLE', path]));
  for (const anyCase of [false, true]) {
    must(await explored.search({ ...file, wanted: Buffer.from(anyCase ? 'needle' : 'NEEDLE'), anyCase }));
    const took = await ms(async () => {
      while (must(await explored.state(file)).search?.state === 'running') await new Promise((go) => setTimeout(go, 5));
    });
    say(`search of 1 GiB${anyCase ? ', any case' : ''}`, took, `${(took / grep).toFixed(1)} x grep -F`);
  }
}

async function places(): Promise<void> {
  const size = 20 * GIB;
  objectOf('sparse', (fd) => {
    ftruncateSync(fd, size);
    writeSync(fd, Buffer.from('\nthe middle\n'), 0, 12, size / 2);
  });
  const file = { bundle: bundleOf('sparse', [['sparse', sha256('sparse'), size]]), path: 'sparse' };
  say('opening a file of 20 GiB', await ms(async () => must(await explored.open(file))));
  for (const part of [0, 0.1, 0.5, 0.9, 1])
    say(
      `  rows at ${100 * part} %, while it is read whole`,
      await ms(async () =>
        must(await explored.rows({ ...file, at: { offset: Math.floor(part * size) }, columns: 120 })),
      ),
    );
}

await entries();
await searching();
await places();
process.exit(0);
