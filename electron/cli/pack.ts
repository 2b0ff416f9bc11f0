import { packBundle } from '../core/pack/pack.ts';
import { failed, type Run, UsageError, unreadable } from './command.ts';
import type { usages } from './commands.ts';
import { workText } from './progress.ts';
import { isDirectory, readFileUpTo } from './read-file.ts';
import { treeFacts } from './tree-facts.ts';
import { words } from './words.ts';

const MAX_CHECKS_BYTES = 8 * 1024 * 1024;

/** `pack DIR --out PATH`: for the operator's connected machine. */
export const pack: Run<typeof usages.pack> = async (input, progress) => {
  const [date, checksFile] = [input.value('date'), input.value('checks')];
  if (date !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(date)) {
    throw new UsageError(words.wrongUsage.date(date));
  }
  const checks = checksFile === undefined ? null : await readFileUpTo(checksFile, MAX_CHECKS_BYTES);
  if (checks?.ok === false) return unreadable(checks.error);
  const directory = input.operand();
  const there = await isDirectory(directory);
  if (!there.ok) return unreadable(there.error);
  if (!there.value) return unreadable(words.reading.notAFolder(directory));
  const packed = await packBundle(directory, input.required('out'), {
    onProgress: ({ files, bytes, current }) => progress.tell(() => workText({ files, bytes, current })),
    ...(checks === null ? {} : { checks: checks.value }),
    ...(date === undefined ? {} : { baggingDate: date }),
  });
  if (!packed.ok) return failed(packed.error);
  const { path, payload } = packed.value;
  return { status: 0, json: packed.value, messages: [words.answers.packed(path)], facts: treeFacts(payload) };
};
