import { describeFinding } from '../../shared/finding/index.ts';
import { packBundle } from '../media/pack.ts';
import { type Run, UsageError, unreadable } from './command.ts';
import type { usages } from './commands.ts';
import { readFileUpTo } from './read-file.ts';

const MAX_CHECKS_BYTES = 8 * 1024 * 1024;

/** `pack DIR --out PATH`: for the operator's connected machine. */
export const pack: Run<typeof usages.pack> = async (input) => {
  const [date, checksFile] = [input.value('date'), input.value('checks')];
  if (date !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(date)) {
    throw new UsageError(`--date takes a day such as 2026-06-12, not ${date}.`);
  }
  const checks = checksFile === undefined ? null : await readFileUpTo(checksFile, MAX_CHECKS_BYTES);
  if (checks?.ok === false) return unreadable(checks.error);
  const packed = await packBundle(input.operand(), input.required('out'), {
    ...(checks === null ? {} : { checks: checks.value }),
    ...(date === undefined ? {} : { baggingDate: date }),
  });
  if (packed.ok) return { status: 0, json: packed.value, messages: [`Packed into ${packed.value.path}.`] };
  const { error } = packed;
  const findings = error.code === 'refused' ? error.findings : [];
  return {
    status: error.code === 'refused' ? 1 : 2,
    json: { error: error.sentence, findings },
    messages: [error.sentence, ...findings.map(describeFinding)],
  };
};
