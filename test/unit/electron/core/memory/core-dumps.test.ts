import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { scriptFile } from '../../../../helpers/parts.ts';

test('neither a process, nor what it has started or will start, leaves a core dump', async () => {
  const child = spawn('prlimit', ['--core=:unlimited', process.execPath, scriptFile('without-core-dumps')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [said] = await once(child.stdout);
  try {
    const told: { readonly forbidden: boolean; readonly pids: readonly number[] } = JSON.parse(said);
    assert.equal(told.forbidden, true);
    assert.ok(told.pids.length >= 4);
    for (const pid of told.pids) {
      assert.match(readFileSync(`/proc/${pid}/limits`, 'utf8'), /^Max core file size +0 +0 /m, `process ${pid}`);
      assert.equal(Number.parseInt(readFileSync(`/proc/${pid}/coredump_filter`, 'utf8'), 16), 0);
    }
  } finally {
    child.stdin.end();
  }
});

function once(stream: NodeJS.ReadableStream): Promise<[string]> {
  return new Promise((resolve) => stream.once('data', (data) => resolve([String(data)])));
}
