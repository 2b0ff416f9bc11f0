import { type ChildProcess, fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import type { LaunchedProcess } from '../../electron/core/keyring/key-processes.ts';
import { Keyring } from '../../electron/core/keyring/keyring.ts';
import { serveKey } from '../../electron/core/keyring/serve-key.ts';
import { must } from './must.ts';
import { threadFile } from './parts.ts';

/** A key process that is a process of Node's, as in the application it is one of Electron's. */
export interface TestProcess extends LaunchedProcess {
  readonly child: ChildProcess;
}

export function launchKeyProcess(script?: string): TestProcess {
  const child = fork(script ?? threadFile('key-process'), {
    serialization: 'advanced',
    env: {},
    execArgv: [],
    stdio: 'ignore',
  });
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

/** A keyring in a folder, whose keys are opened here and whose key files ask for little work. */
export async function keyringIn(folder: string): Promise<Keyring> {
  return must(await Keyring.open(folder, { launchKeyProcess: serveKeyHere, workFactor: 2 }));
}
