import { parseArgs } from 'node:util';
import { describeFinding } from '../../shared/finding/index.ts';
import { packBundle } from '../media/pack.ts';
import { type Command, UsageError, unreadable } from './command.ts';
import { readFileUpTo } from './read-file.ts';

const MAX_CHECKS_BYTES = 8 * 1024 * 1024;

/** `pack DIR --out PATH`: for the operator's connected machine. */
export const pack: Command = {
  usage: 'DIR --out PATH [--checks FILE] [--date YYYY-MM-DD]',
  summary: 'make an evidence bundle (a BagIt bag; .zip or .tar.gz by the name) and print its tree hashes',
  run: async (args) => {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { out: { type: 'string' }, checks: { type: 'string' }, date: { type: 'string' } },
    });
    const [directory, ...more] = positionals;
    if (directory === undefined || more.length > 0 || values.out === undefined) {
      throw new UsageError('pack takes one directory, and --out.');
    }
    if (values.date !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(values.date)) {
      throw new UsageError(`--date takes a day such as 2026-06-12, not ${values.date}.`);
    }
    const checks = values.checks === undefined ? null : await readFileUpTo(values.checks, MAX_CHECKS_BYTES);
    if (checks?.ok === false) return unreadable(checks.error);
    const packed = await packBundle(directory, values.out, {
      ...(checks === null ? {} : { checks: checks.value }),
      ...(values.date === undefined ? {} : { baggingDate: values.date }),
    });
    if (packed.ok) return { status: 0, json: packed.value, messages: [`Packed into ${packed.value.path}.`] };
    const { error } = packed;
    const findings = error.code === 'refused' ? error.findings : [];
    return {
      status: error.code === 'refused' ? 1 : 2,
      json: { error: error.sentence, findings },
      messages: [error.sentence, ...findings.map(describeFinding)],
    };
  },
};
