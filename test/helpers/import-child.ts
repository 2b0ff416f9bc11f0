// Imports in a process of its own, which kills itself: import-child.ts VAULT SOURCE WORKER WHEN [RESUME-ID].
// WHEN is `never`, `journal` (once the import's journal holds something: it is half-way for certain) or milliseconds.
// Prints how many bytes the import has read, and what came of it.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { openVault } from '../../electron/core/vault/vault.ts';
import { sayFailure } from '../../shared/failure/say.ts';

const [folder = '', source = '', workerFile = '', when = '', resume] = process.argv.slice(2);
const vault = await openVault(folder, { workerFile });
if (!vault.ok) throw new Error(sayFailure(vault.error));
const before = readSoFar();
const job = resume === undefined ? vault.value.importBundle(source) : vault.value.resumeImport(resume, source);
if (when === 'journal') setInterval(dieWithJournal, 1);
else if (when !== 'never') setTimeout(die, Number(when));
const outcome = await job.done;
process.stdout.write(JSON.stringify({ ok: outcome.ok, read: readSoFar() - before }));
await vault.value.close();

function dieWithJournal(): void {
  const staged = join(folder, 'tmp', job.id);
  // It may not be made yet.
  if (!existsSync(staged)) return;
  const journals = readdirSync(staged).filter((name) => name.startsWith('journal-'));
  if (journals.some((name) => statSync(join(staged, name)).size > 0)) die();
}

function die(): void {
  process.kill(process.pid, 'SIGKILL');
}

function readSoFar(): number {
  return Number(/rchar: (\d+)/.exec(readFileSync('/proc/self/io', 'utf8'))?.[1]);
}
