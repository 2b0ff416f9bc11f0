import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import { sha256Hex } from '../../../shared/encoding/digest.ts';
import type { JournalEntry } from '../../../shared/journal/entry.ts';
import { readPacket } from '../../../shared/packet/read.ts';
import type { PacketReading } from '../../../shared/packet/types.ts';
import type { PacketReference } from '../../../shared/statement/fields.ts';
import { safeName } from '../decision-folder/names.ts';
import type { DossierFiles } from './read-folder.ts';

/** A packet of a dossier. */
export interface DossierPacket {
  readonly sha256: Sha256;
  readonly bytes: Uint8Array;
  /** The name it had on the medium, by the journal; else as much of it as its file name keeps. */
  readonly label: string;
  /** False where the journal does not say the name. */
  readonly isLabelKnown: boolean;
  /** What it says; `null` where this version cannot read it. */
  readonly reading: PacketReading | null;
  /** As statements name it; `null` where this version cannot read it. */
  readonly reference: PacketReference | null;
}

const NAME = /^packets\/[0-9a-f]{16}-(?<label>.*)$/;

/**
 * Each packet that was decided on (`wanted`) once, by its bytes, in that order. What else lies in `packets/`, and what its
 * file should be called, is for `checkLayout`.
 */
export function readPackets(
  files: DossierFiles['files'],
  wanted: ReadonlySet<Sha256>,
  entries: readonly JournalEntry[],
): readonly DossierPacket[] {
  const labels = new Map(
    entries.flatMap(({ event }): [Sha256, string][] =>
      event.kind === 'import-finished' && event.what === 'packet' ? [[event.id, event.label]] : [],
    ),
  );
  const named = [...files].flatMap(([name, bytes]) => {
    const label = NAME.exec(name)?.groups?.label;
    return label === undefined ? [] : [{ label, bytes, sha256: sha256Hex(bytes) }];
  });
  return [...wanted].flatMap((sha256) => {
    const file = named.find((one) => one.sha256 === sha256);
    if (file === undefined) return [];
    const label = labels.get(sha256) ?? safeName(file.label);
    const read = readPacket(file.bytes, { name: label });
    const reading = read.ok ? read.value : null;
    const { id, revision } = reading?.packet ?? { id: '', revision: '' };
    const reference = reading === null ? null : { id, revision, sha256, size: file.bytes.length };
    return [{ sha256, bytes: file.bytes, label, isLabelKnown: labels.has(sha256), reading, reference }];
  });
}
