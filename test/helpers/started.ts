// What a console that a test started, and does not drive, says and leaves.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SealRecord } from '../../shared/statement/fields.ts';

/** What the newest start on a data folder said of its seal; `undefined` before there is one. */
export function startedSeal(data: string): SealRecord | undefined {
  const log = join(data, 'journal/log.jsonl');
  if (!existsSync(log)) return undefined;
  const events = readFileSync(log, 'utf8')
    .split('\n')
    .flatMap((line) => (line === '' ? [] : [JSON.parse(line).event]));
  return events.findLast(({ kind }) => kind === 'console-started')?.seal;
}

/** Ends what was started on a data folder: bubblewrap takes everything inside with it. */
export function endAllOn(data: string): void {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const words = existsSync(`/proc/${pid}/cmdline`) ? readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0') : [];
    if (words.includes(`--user-data-dir=${data}`)) process.kill(Number(pid), 'SIGKILL');
  }
}

/** Whether a TCP port of this network namespace has somebody who listens, by the kernel's table (proc_net_tcp). */
export function isListening(port: number): boolean {
  const wanted = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  return ['/proc/net/tcp', '/proc/net/tcp6'].some((table) =>
    readFileSync(table, 'utf8')
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .some(([, local = '', , state]) => local.endsWith(wanted) && state === '0A'),
  );
}
