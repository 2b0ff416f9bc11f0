import { join } from 'node:path';
import { describeFinding } from '../../shared/finding/index.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { decodeEntry, type JournalEntry } from '../journal/entry.ts';
import { readLog } from '../journal/log-file.ts';
import { referredContents } from '../journal/referred-contents.ts';
import { fsckFindings } from '../vault/fsck-findings.ts';
import { openVault } from '../vault/vault.ts';
import { type Facts, type Run, unreadable } from './command.ts';
import type { usages } from './commands.ts';
import { bytesText, countText } from './numbers.ts';
import { workText } from './progress.ts';
import { vaultOf } from './station-vault.ts';
import { verdict } from './verdict.ts';
import { workerFile } from './worker-file.ts';

/** `fsck --data DIR`: the vault of a station whose console is not running, every byte of it hashed again. */
export const fsck: Run<typeof usages.fsck> = async (input, progress) => {
  const data = input.required('data');
  const place = await vaultOf(data);
  if (!place.ok) return unreadable(place.error);
  const entries = await journalOf(data);
  if (!entries.ok) return unreadable(entries.error);
  const vault = await openVault(place.value, { workerFile: workerFile() });
  if (!vault.ok) return unreadable(vault.error.sentence);
  const checked = await vault.value.fsck({
    roots: referredContents(entries.value),
    onProgress: (now) => progress.tell(() => workText(now)),
  });
  await vault.value.close();
  if (!checked.ok) return unreadable(checked.error.sentence);
  if (checked.value === null) throw new Error('nobody stopped it');
  const { json, ...outcome } = verdict('vault', fsckFindings(checked.value));
  const { contents, bytes, damaged, refused, orphans } = checked.value;
  const facts: Facts = [
    ['contents', countText(contents)],
    ['bytes', bytesText(bytes)],
    ['refused', countText(refused.length)],
  ];
  return { ...outcome, facts, json: { ...json, contents, bytes, damaged, refused, orphans } };
};

/** Unverified: it says which contents are no orphans, and a wrong answer to that does no harm. */
async function journalOf(data: string): Promise<Result<readonly JournalEntry[], string>> {
  const log = await readLog(join(data, 'journal', 'log.jsonl'));
  if (!log.ok) return err(log.error.sentence);
  const entries: JournalEntry[] = [];
  for (const [index, line] of (log.value?.lines ?? []).entries()) {
    const entry = decodeEntry(line, index);
    if (!entry.ok) return err(describeFinding(entry.error));
    entries.push(entry.value);
  }
  return ok(entries);
}
