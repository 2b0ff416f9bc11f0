import { fromUtf8 } from '../../../shared/encoding/bytes.ts';
import { type Finding, finding } from '../../../shared/finding/index.ts';
import type { Journal } from './journal.ts';

const ORIGIN = /^(?<origin>holdfast\/station\/[0-9a-f]{16})\n/;

/**
 * Whether a journal continues the copy of a checkpoint that lay elsewhere on this station's disk: an old journal does
 * not, nor does another station's.
 *
 * @param copy `null` where none was kept yet, by a console that did not keep any
 */
export function againstCopy(journal: Pick<Journal, 'compareWith' | 'origin'>, copy: Uint8Array | null): Finding | null {
  if (copy === null) return null;
  const found = journal.compareWith(copy);
  if (found === null || found.code === 'journal.rolled-back' || found.code === 'journal.forked') return found;
  const origin = ORIGIN.exec(fromUtf8(copy) ?? '')?.groups?.origin;
  return origin === undefined || origin === journal.origin
    ? finding('journal.copy-unreadable', 'the vault')
    : finding('journal.another-station', 'the journal', { observed: journal.origin, expected: origin });
}
