import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { Log } from '../../../../../electron/core/log/log.ts';
import { type LogEvent, logLine } from '../../../../../electron/core/log/log-event.ts';
import { must } from '../../../../helpers/must.ts';
import { freshFolder } from '../../../../helpers/trees.ts';

const AT = new Date('2026-01-02T03:04:05.006Z');
const STARTED = { kind: 'started', version: '1.0.0', electron: '1', chromium: '2', node: '3', kernel: '4' } as const;
const MOST_BYTES = 4 * 256 * 1024;

function kept(folder: string, now: () => Date = () => AT): Log {
  const log = new Log(now);
  log.keepIn(folder, (before) => ({ ...STARTED, before }));
  return log;
}

async function linesOf(log: Log): Promise<readonly string[]> {
  return must(await log.text())
    .toString('utf8')
    .split('\n')
    .slice(0, -1);
}

test('what is noted before there is a folder comes after the line of the start', async () => {
  const log = new Log(() => AT);
  log.note({ kind: 'phase', phase: 'ready' });
  log.keepIn(join(freshFolder(), 'log'), (before) => ({ ...STARTED, before }));
  log.note({ kind: 'fault', fault: 'TypeError at main.cjs:1:2' });
  assert.deepEqual(await linesOf(log), [
    '2026-01-02T03:04:05.006Z started version=1.0.0 electron=1 chromium=2 node=3 kernel=4 before=none',
    '2026-01-02T03:04:05.006Z phase phase=ready',
    '2026-01-02T03:04:05.006Z fault fault="TypeError at main.cjs:1:2"',
  ]);
});

test('each start says how the run before it ended', async () => {
  const folder = join(freshFolder(), 'log');
  kept(folder).end('quit');
  const fault = kept(folder);
  fault.end('fault');
  // What ended a run first is how it ended.
  fault.end('quit');
  kept(folder);
  const last = kept(folder);
  const starts = (await linesOf(last)).filter((line) => line.includes(' started '));
  assert.deepEqual(
    starts.map((line) => /before=(\S+)/.exec(line)?.[1]),
    ['none', 'quit', 'fault', 'unknown'],
  );
});

test('a line that a power cut has left in part takes no other line with it', async () => {
  const folder = join(freshFolder(), 'log');
  kept(folder);
  writeFileSync(join(folder, 'holdfast.log'), '2026-01-02T03:04:05.006Z ended how=qu');
  assert.match((await linesOf(kept(folder))).at(-1) ?? '', /^\S+ started .* before=unknown$/);
});

test('however much is noted, the log stays within its size and keeps its newest lines', async () => {
  const folder = join(freshFolder(), 'log');
  let now = AT.getTime();
  const log = kept(folder, () => new Date(now));
  for (let at = 0; at < 60_000; at++) {
    now += 2000;
    log.note({ kind: 'refused', code: `number/${at}`, errno: undefined });
  }
  const lines = await linesOf(log);
  assert.match(lines.at(-1) ?? '', /number\/59999$/);
  const sizes = readdirSync(folder).map((name) => statSync(join(folder, name)).size);
  assert.equal(sizes.length, 4);
  assert.ok(sizes.reduce((sum, size) => sum + size, 0) <= MOST_BYTES);
  // Whole lines, one after the other.
  const numbers = lines.map((line) => Number(/number\/(\d+)$/.exec(line)?.[1]));
  assert.deepEqual(
    numbers,
    Array.from(numbers, (_, at) => 60_000 - numbers.length + at),
  );
});

test('too many lines of one kind in a minute are counted, and push out no other kind', async () => {
  let now = AT.getTime();
  const log = kept(join(freshFolder(), 'log'), () => new Date(now));
  for (let at = 0; at < 1000; at++) log.note({ kind: 'refused', code: 'flood', errno: undefined });
  log.note({ kind: 'fault', fault: 'Error' });
  now += 60_000;
  log.note({ kind: 'phase', phase: 'ready' });
  const lines = await linesOf(log);
  assert.equal(lines.filter((line) => line.includes('flood')).length, 60);
  assert.ok(lines.some((line) => line.endsWith('fault fault=Error')));
  assert.ok(lines.some((line) => line.endsWith('left-out of=refused lines=940')));
});

test('a log that cannot be written stops nothing, follows no link, and says how much it lost', async () => {
  const root = freshFolder();
  const elsewhere = join(root, 'elsewhere');
  mkdirSync(elsewhere);
  symlinkSync(elsewhere, join(root, 'linked'));
  kept(join(root, 'linked')).note({ kind: 'phase', phase: 'ready' });
  assert.deepEqual(readdirSync(elsewhere), []);

  const folder = join(root, 'log');
  mkdirSync(folder);
  writeFileSync(join(elsewhere, 'file'), 'as it was');
  symlinkSync(join(elsewhere, 'file'), join(folder, 'holdfast.log'));
  const log = kept(folder);
  log.note({ kind: 'phase', phase: 'ready' });
  assert.equal(readFileSync(join(elsewhere, 'file'), 'utf8'), 'as it was');
  rmSync(join(folder, 'holdfast.log'));
  log.note({ kind: 'phase', phase: 'window-open' });
  assert.deepEqual(
    (await linesOf(log)).map((line) => line.slice(25)),
    ['lost lines=2', 'phase phase=window-open'],
  );
});

test('a line has no characters but those of plain words, whatever gets into an event', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string(), (code, errno) => {
      const event: LogEvent = { kind: 'refused', code, errno };
      assert.match(logLine(AT, event), /^[\w.,:/+()"?= -]{1,600}$/);
    }),
  );
});
