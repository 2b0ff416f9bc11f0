import type { stationFindings } from '../../../finding/station.ts';
import type { FindingWords } from './words.ts';

/** Findings about the folder of a station's data: `station.<what-is-wrong>`. */
export const stationWords = {
  'station.outcome-unknown': {
    sentence: 'The disk refused a write in the middle of a change. The change may have been made, or not.',
    wayOut:
      'Nothing can be signed until that is known. Free space on the disk or repair it, close Holdfast and start it again: it then reads its files again.',
  },
  'station.open-to-others': {
    sentence: "A file or folder of the station's data has wider permissions than Holdfast gives it.",
    wayOut: 'Close the console, run "chmod -R go= FOLDER" on the data folder, and start the console again.',
  },
  'station.others-may-write': {
    sentence:
      "Other accounts of this machine may change the station's data, or read its key: they may have replaced its history.",
    wayOut:
      'Nothing can be signed until this is mended: close the console, run "chmod -R go= FOLDER" on the data folder, find out who could use it, and compare the journal with the checkpoints in earlier dossiers.',
  },
  'station.other-owner': {
    sentence: "A file or folder of the station's data belongs to another account, which may change it.",
    wayOut:
      'Nothing can be signed until this is mended: find out how this happened, and have an administrator give it back to this account.',
  },
  'station.hard-link': {
    sentence:
      "A file of the station's data has a second name: whatever writes to it under that name changes this station.",
    wayOut:
      'Nothing can be signed until this is mended: close the console and find the other name, which a copy by "cp -l" makes. Put a real copy of the file in place of this one.',
  },
  'station.shared-disk': {
    sentence:
      'The data folder is on a file system that other machines may use as well, or whose locks Holdfast cannot rely on: a Holdfast elsewhere may have it open at the same time.',
    wayOut:
      'See that no other machine uses the folder. To be safe, close the console and move the data folder to a disk of this machine.',
  },
  'station.stray-file': {
    sentence: 'The folder of identity records holds a file that is not a record. Holdfast does not read it.',
    wayOut:
      'Close the console and move it out of the data folder. If it is a record that was renamed, give it its name back.',
  },
  'station.symbolic-link': {
    sentence:
      "A file or folder of the station's data is a symbolic link: what it leads to may be used by another station as well.",
    wayOut:
      'Nothing can be signed until this is mended: close the console and put the file or folder itself in place of the link. If it must be on another disk, mount that disk there.',
  },
} satisfies FindingWords<keyof typeof stationFindings>;
