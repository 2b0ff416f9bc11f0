import { equalBytes } from '../../../shared/encoding/bytes.ts';
import { type FindingCode, finding, hasError } from '../../../shared/finding/index.ts';
import type { JournalEntry } from '../../../shared/journal/entry.ts';
import { found, type Judged, NOTHING_FOUND, together, unverified } from '../decision-folder/judged.ts';
import { wholeFiles } from './contents.ts';
import * as layout from './layout.ts';
import type { DossierFiles } from './read-folder.ts';
import type { CheckedInput } from './read-input.ts';
import type { DossierPacket } from './read-packets.ts';
import { renderReport } from './report.ts';
import { languageOfReport } from './report-words.ts';

const { LAYOUT } = layout;

/**
 * A dossier is, file for file, what follows from its signed parts: the files are made again and compared. What cannot be
 * made again here is told as not verified. `before`: what was found in the parts themselves; the report follows from all
 * of them, so it is compared where they hold.
 */
export function checkLayout(
  files: DossierFiles['files'],
  parts: Omit<CheckedInput, 'packets'>,
  packets: readonly DossierPacket[],
  before: Judged,
): Judged {
  const readable = packets.flatMap(({ bytes, label, reading }) =>
    reading === null ? [] : [{ bytes, label, reading }],
  );
  const unreadable = packets.length > readable.length;
  const canReport = !unreadable && !hasError(before.findings);
  const input: CheckedInput = { ...parts, packets: readable };
  const report = canReport ? renderReport(input, languageOfReport(files.get(LAYOUT.report))) : '';
  const print = files.get(LAYOUT.print) ?? null;
  const expected = new Map(wholeFiles({ ...parts, packets }, report, print).map(({ name, bytes }) => [name, bytes]));
  const missing = [...expected.keys()].filter((name) => !files.has(name));
  const unexpected = [...files.keys()].filter((name) => !expected.has(name));
  const form = formOf(parts.journal.entries);
  const compared = [...expected].map(([name, bytes]) => {
    const here = files.get(name);
    if (name === LAYOUT.report && !canReport) {
      return unreadable ? unverified(finding('dossier.report-not-recomputed', name)) : NOTHING_FOUND;
    }
    return here === undefined || equalBytes(here, bytes) ? NOTHING_FOUND : judgeDifference(name, form);
  });
  return together([
    found(
      ...missing.map((name) => finding('dossier.file-missing', name)),
      ...unexpected.map((name) => finding('dossier.file-unexpected', name)),
    ),
    ...compared,
    ...(print === null ? [] : [unverified(finding('dossier.print-not-recomputed', LAYOUT.print))]),
  ]);
}

/** `unknown`: the journal does not say which console wrote the dossier; no console keeps such a journal. */
type Form = 'this' | 'other' | 'unknown';

/** Whether the console that wrote the dossier writes it as this one does. */
function formOf(entries: readonly JournalEntry[]): Form {
  const started = entries.map(({ event }) => event).findLast((event) => event.kind === 'console-started');
  if (started === undefined) return 'unknown';
  return started.dossierForm === layout.DOSSIER_FORM ? 'this' : 'other';
}

/** What a file is that differs from the one made anew. */
function judgeDifference(name: string, form: Form): Judged {
  if (name === LAYOUT.report && form === 'other') return unverified(finding('dossier.report-not-recomputed', name));
  if (name.startsWith(layout.SCHEMAS) && form !== 'this') {
    return unverified(finding('dossier.schema-not-recomputed', name));
  }
  const code = codeOf(name);
  return code === null ? NOTHING_FOUND : found(finding(code, name));
}

/** `null` for what is read as it is: signed parts, and records, whose values are compared and whose spelling is free. */
function codeOf(name: string): FindingCode | null {
  switch (name) {
    case LAYOUT.report:
      return 'dossier.report-differs';
    case LAYOUT.instructions:
      return 'dossier.instructions-differ';
    default:
  }
  if (name.startsWith(layout.SCHEMAS)) return 'dossier.schema-differs';
  if (name.startsWith('keys/')) return 'dossier.keys-differ';
  if (name.endsWith(layout.RENDERED_ENDING)) return 'dossier.rendered-differs';
  const isProof =
    name.endsWith(layout.ENTRY_ENDING) || name.endsWith(layout.PROOF_ENDING) || /\/proof-[0-9]+\.json$/.test(name);
  return isProof ? 'dossier.proof-differs' : null;
}
