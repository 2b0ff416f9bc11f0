import { type ChildProcess, fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import type { LaunchedProcess } from '../../electron/core/keyring/key-processes.ts';
import { serveKey } from '../../electron/core/keyring/serve-key.ts';

/** Node's own channel in the place of the port that Electron gives a utility process. */
const PARENT_PORT = `process.parentPort = {
  on: (_, listener) => process.on('message', (data) => listener({ data })),
  postMessage: (message) => process.send(message),
};`;

/** The key process, bundled as the build bundles it. */
function bundledKeyProcess(): string {
  const outfile = join(mkdtempSync(join(tmpdir(), 'holdfast-key-process-')), 'key-process.cjs');
  buildSync({
    entryPoints: [join(import.meta.dirname, '../../electron/desktop/processes/key-process-main.ts')],
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    banner: { js: PARENT_PORT },
    outfile,
  });
  return outfile;
}

let bundled: string | null = null;

/** A key process that is a process of Node's, as in the application it is one of Electron's. */
export interface TestProcess extends LaunchedProcess {
  readonly child: ChildProcess;
}

export function launchKeyProcess(script?: string): TestProcess {
  bundled ??= bundledKeyProcess();
  const child = fork(script ?? bundled, { serialization: 'advanced', env: {}, execArgv: [], stdio: 'ignore' });
  const events = new EventEmitter();
  child.on('message', (message) => events.emit('message', message));
  child.on('exit', () => events.emit('exit'));
  // Whoever waits for an answer has a timer; a test that is done need not wait for keys that it left open.
  child.unref();
  child.channel?.unref();
  return {
    child,
    on: (event, listener) => events.on(event, listener),
    postMessage: (command) => void child.send(command),
    kill: () => child.kill(),
  };
}

/** The same in the test's own process, which takes no time to start: for tests of what is built on it. */
export function serveKeyHere(): LaunchedProcess {
  const [commands, said] = [new EventEmitter(), new EventEmitter()];
  void serveKey({
    on: (event, listener) => commands.on(event, listener),
    postMessage: (message) => setImmediate(() => said.emit('message', structuredClone(message))),
  });
  return {
    on: (event, listener) => said.on(event, listener),
    postMessage: (command) => setImmediate(() => commands.emit('message', { data: structuredClone(command) })),
    kill: () => {
      commands.removeAllListeners();
      setImmediate(() => said.emit('exit'));
    },
  };
}
