import * as z from 'zod';
import type { Hashing } from '../hashing.ts';
import { type EvidenceReader, isALink, recordedState } from '../reader.ts';
import { bundlePath, common } from './fields.ts';
import { failed, type Outcome, passed, unknown } from './outcome.ts';

/** A read-only run changed nothing: the state at its entry is, byte for byte, the state at its exit. */
export const entryExitCheck = z.strictObject({
  ...common,
  type: z.literal('entry-exit'),
  /** A file, or a folder with a slash at its end. */
  entry: bundlePath,
  exit: bundlePath,
});

export type EntryExitCheck = Readonly<z.infer<typeof entryExitCheck>>;

export async function evaluateEntryExit(
  check: EntryExitCheck,
  reader: EvidenceReader,
  hashing: Hashing,
): Promise<Outcome> {
  // One path named twice is equal to itself and proves nothing.
  if (check.entry === check.exit) return unknown('The check names one path as both entry and exit.');
  const entry = await recordedState(reader, check.entry, hashing);
  const exit = await recordedState(reader, check.exit, hashing);
  if (!entry.ok) return unknown(`${entry.error}.`);
  if (!exit.ok) return unknown(`${exit.error}.`);
  const observed = { entry: entry.value.digest, exit: exit.value.digest };
  if (observed.entry !== observed.exit) {
    return failed('The digest at exit is not the digest at entry: the run changed something.', observed);
  }
  const link = entry.value.link ?? exit.value.link;
  if (link !== null) return unknown(`${isALink(link)}.`, observed);
  return passed('The digest at exit is the digest at entry.', observed);
}
