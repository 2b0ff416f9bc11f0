import { sayFailure } from '../../shared/failure/say.ts';
import { bundleRecords } from '../core/journal/bundle-records.ts';
import { referredContents } from '../core/journal/referred-contents.ts';
import { vaultCheckFindings } from '../core/vault/check/check-findings.ts';
import { openVault } from '../core/vault/vault.ts';
import { type Facts, type Run, unreadable } from './command.ts';
import type { usages } from './commands.ts';
import { bytesText, countText } from './numbers.ts';
import { workText } from './progress.ts';
import { stationJournal } from './station-journal.ts';
import { vaultOf } from './station-vault.ts';
import { verdict } from './verdict.ts';
import { words } from './words.ts';
import { workerFile } from './worker-file.ts';

/** `fsck --data DIR`: the vault of a station whose console is not running, every byte of it hashed again. */
export const fsck: Run<typeof usages.fsck> = async (input, progress) => {
  const data = input.required('data');
  const place = await vaultOf(data);
  if (!place.ok) return unreadable(place.error);
  const journal = await stationJournal(data);
  if (!journal.ok) return unreadable(journal.error);
  const { entries, proven, damage } = journal.value;
  const known = bundleRecords(proven);
  const vault = await openVault(place.value, { workerFile: workerFile(), knownRecords: () => known });
  if (!vault.ok) return unreadable(sayFailure(vault.error));
  const checked = await vault.value.check({
    // Entries that nothing proves as well: a wrong answer to which contents are orphans does no harm.
    roots: referredContents(entries),
    onProgress: (now) => progress.tell(() => workText(now)),
  });
  await vault.value.close();
  if (!checked.ok) return unreadable(sayFailure(checked.error));
  if (checked.value === null) throw new Error('nobody stopped it');
  const { json, ...outcome } = verdict('vault', [...damage, ...vaultCheckFindings(checked.value)]);
  const { contents, bytes, damaged, refused, orphans } = checked.value;
  const facts: Facts = [
    [words.answers.facts.contents, countText(contents)],
    [words.answers.facts.bytes, bytesText(bytes)],
    [words.answers.facts.refused, countText(refused.length)],
  ];
  return { ...outcome, facts, json: { ...json, contents, bytes, damaged, refused, orphans } };
};
