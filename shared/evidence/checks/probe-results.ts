import * as z from 'zod';
import { assertNever } from '../../result.ts';
import type { Hashing } from '../hashing.ts';
import { type EvidenceReader, readSmallFile } from '../reader.ts';
import { common, filePath } from './fields.ts';
import { parseJUnit } from './junit.ts';
import { failed, type Outcome, passed, unknown } from './outcome.ts';
import type { ProbeReading } from './probes.ts';
import { parseTap } from './tap.ts';
import { parseTestResult } from './test-result.ts';

/** Exactly the expected number of bad-input probes ran, and the system failed closed on every one. */
export const probeResultsCheck = z.strictObject({
  ...common,
  type: z.literal('probe-results'),
  file: filePath,
  format: z.enum(['in-toto-test-result', 'junit-xml', 'tap']),
  /** How many probes there are. */
  expected: z.int().min(1).max(100_000),
});

export type ProbeResultsCheck = Readonly<z.infer<typeof probeResultsCheck>>;

const MAX_RESULT_BYTES = 32 * 1024 * 1024;

export async function evaluateProbeResults(
  check: ProbeResultsCheck,
  reader: EvidenceReader,
  hashing: Hashing,
): Promise<Outcome> {
  const bytes = await readSmallFile(reader, check.file, MAX_RESULT_BYTES, hashing);
  if (!bytes.ok) return unknown(bytes.error);
  const probes = readResults(check.format, bytes.value);
  if (!probes.ok) return unknown(`${check.file} cannot be relied on. ${probes.error}`);

  const notClosed = probes.value.filter(({ outcome }) => outcome !== 'passed');
  const names = new Set(probes.value.map(({ name }) => name));
  const observed = {
    probes: String(probes.value.length),
    failedClosed: String(probes.value.length - notClosed.length),
    expected: String(check.expected),
    ...(notClosed.length === 0
      ? {}
      : {
          notClosed: notClosed
            .slice(0, 20)
            .map(({ name }) => name)
            .join('; '),
        }),
  };
  if (notClosed.length > 0)
    return failed(`${notClosed.length} of ${probes.value.length} probes did not fail closed.`, observed);
  if (names.size < probes.value.length) return failed('A probe is counted twice.', observed);
  if (probes.value.length !== check.expected) {
    return failed(`${check.expected} probes were expected, ${probes.value.length} were run.`, observed);
  }
  return passed(`All ${check.expected} probes failed closed.`, observed);
}

function readResults(format: ProbeResultsCheck['format'], bytes: Uint8Array): ProbeReading {
  switch (format) {
    case 'in-toto-test-result':
      return parseTestResult(bytes);
    case 'junit-xml':
      return parseJUnit(bytes);
    case 'tap':
      return parseTap(bytes);
    default:
      return assertNever(format, 'result format');
  }
}
