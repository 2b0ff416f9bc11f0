/** That one file of the application and the command line writes to a terminal, over the sources that are bundled. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { buildSync, transformSync } from 'esbuild';

const ROOT = join(import.meta.dirname, '../../../..');
const WRITER = 'electron/core/terminal.ts';

/** Every source file that is bundled into the main process, the command line and their workers. */
function bundledSources(): readonly string[] {
  const { metafile } = buildSync({
    absWorkingDir: ROOT,
    entryPoints: [
      'electron/main.ts',
      'electron/cli/main.ts',
      'electron/core/vault/job/worker.ts',
      'electron/core/packet/packet-worker.ts',
    ],
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'esm',
    external: ['electron', 'original-fs'],
    outdir: 'out/none',
    logLevel: 'error',
  });
  return Object.keys(metafile.inputs);
}

/** How a program reaches a terminal: its streams by name, descriptors 1 and 2, devices, and children that inherit them. */
const WAYS: Readonly<Record<string, RegExp>> = {
  stream: /\bstd(?:out|err)\b/,
  console: /\bconsole\s*\.\s*(?:log|error|warn|info|debug|trace|table|dir|group|assert|time|count)/,
  'raw debug': /_rawDebug|emitWarning/,
  descriptor: /(?:writeSync|writevSync|createWriteStream|\bwrite)\(\s*[12]\b|\bfd:\s*[12]\b/,
  device: /\/dev\/(?:tty|std|fd|pts|console)|\/proc\/self\/fd\/[12]/,
  tty: /\bnode:(?:tty|readline|process|console)\b/,
  inherited: /\binherit\b/,
};

const waysIn = (source: string) =>
  Object.entries(WAYS)
    .filter(([, pattern]) => pattern.test(source))
    .map(([way]) => way);

test('no source file but one writes to a terminal', () => {
  const sources = bundledSources();
  assert.ok(sources.includes(WRITER) && sources.length > 100, 'the bundles were looked through');
  const writers = sources.map((path) => {
    const loader = path.endsWith('.ts') ? 'ts' : 'js';
    // Without comments, which may speak of it.
    const { code } = transformSync(readFileSync(join(ROOT, path), 'utf8'), { loader, minifyWhitespace: true });
    return [path, waysIn(code)] as const;
  });
  assert.deepEqual(
    writers.filter(([, ways]) => ways.length > 0),
    [[WRITER, ['stream']]],
  );
});

test('each way to a terminal is seen where there is one', () => {
  const seen = [
    "process.stderr.write('x')",
    "process['stdout'].write('x')",
    'console.log(1)',
    "fs.writeSync(2,'x')",
    "writeFileSync('/dev/stderr','x')",
    "spawn('x',{stdio:'inherit'})",
    "import tty from 'node:tty'",
    'process.emitWarning(path)',
  ];
  for (const source of seen) assert.notDeepEqual(waysIn(source), [], source);
});
