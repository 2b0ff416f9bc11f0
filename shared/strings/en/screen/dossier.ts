import type { DossierView } from '../../../contract/dossier-views.ts';
import type { Sentence } from '../../forms/say.ts';
import { format } from './language.ts';

const howRead: Readonly<Record<DossierView['readBack'], string>> = {
  medium: 'Every byte was read back from the medium and is the same.',
  cache: 'Every byte was read back and is the same, but possibly from the cache of the system and not from the medium.',
};

export const dossier = {
  about: 'For an auditor: every decision on this packet with all that stands behind it, as a folder or as one zip.',
  export: 'Export dossier…',
  exportZip: 'Export as zip…',
  exportIso: 'Export as ISO image…',
  aboutIso:
    'An ISO 9660 image is for discs that are written once. The image is read again and compared before it is written.',
  noIso: 'An ISO image cannot be made here: install the package xorriso.',
  exporting: 'Printing, writing and reading back …',
  done: 'Dossier exported',
  /** Where it went, how many files, and how far the reading back reached. */
  closing: ({ name, medium, files, bytes, readBack }: DossierView): Sentence => [
    { untrusted: name },
    ' is on ',
    { untrusted: medium },
    `: ${format.plural(files, { one: '# file', other: '# files' })}, ${format.size(bytes)}. ${howRead[readBack]}`,
  ],
  digest: 'SHA-256 of its SHA256SUMS',
  steps: (readBack: DossierView['readBack']): readonly string[] => [
    ...(readBack === 'cache'
      ? ['Take the medium out, put it in again, and compare the digest before you rely on it.']
      : []),
    'Press “Prepare to take the medium out” below. Take it out when it is said to be safe.',
    'Carry the dossier to the auditor.',
    'Check it there as VERIFY.txt in the dossier says. Stock tools are enough.',
    'Have the words read aloud there, and compare them with those above.',
  ],
};
