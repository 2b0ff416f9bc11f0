import { join } from 'node:path';
import { after } from 'node:test';
import { Journal } from '../../../../electron/core/journal/journal.ts';
import { openStationKey } from '../../../../electron/core/keyring/station-key.ts';
import { must } from '../../../helpers/must.ts';
import { freshFolder } from '../../../helpers/trees.ts';
import { tryWaysOut } from '../../../helpers/try-ways-out.ts';

const folder = freshFolder();
const station = must(await openStationKey(join(folder, 'station')));
const written = Date.parse('2026-06-12T08:00:00Z');
let clock = written;
let hours = 0;
const journal = must(
  await Journal.open(join(folder, 'journal'), station, {
    mayBeNew: true,
    now: () => new Date(clock),
    pace: { burst: 400, bytesPerHour: 400, now: () => hours * 3_600_000 },
  }),
);
after(() => journal.close());
const imported = { kind: 'import-started', what: 'packet', label: 'a', medium: 'STICK' } as const;
must(await journal.append(imported));
// More than people ask for.
for (let more = 0; more < 10; more++) await journal.append(imported);

const COMPARED =
  'nothing mends a journal: it is compared with earlier dossiers in unit/electron/core/dossier/whole.test.ts';

/** When a journal is asked for an entry: by its own clock, and in hours since it was opened. */
interface Asked {
  readonly clock: number;
  readonly hours: number;
}

tryWaysOut<Asked>('journal', {
  trials: {
    'journal.clock-backwards': {
      says: /^Set the clock right/,
      broken: () => ({ clock: written - 1000, hours: 0 }),
      mended: () => [{ clock: written, hours: 0 }],
    },
    'journal.too-fast': {
      says: /^Wait some minutes, then ask again/,
      broken: () => ({ clock: written, hours: 0 }),
      mended: () => [{ clock: written, hours: 1 }],
    },
  },
  notHere: {
    'journal.altered': COMPARED,
    'journal.another-station': COMPARED,
    'journal.checkpoint-signature': COMPARED,
    'journal.checkpoint-unreadable': COMPARED,
    'journal.copy-not-kept': 'unit/electron/station/odd-data.test.ts, with the next entry',
    'journal.copy-unreadable': COMPARED,
    'journal.entry-owed': 'the disk fails, and the console is started again',
    'journal.entry-unreadable': COMPARED,
    'journal.forked': COMPARED,
    'journal.full': 'a new station is set up',
    'journal.missing': COMPARED,
    'journal.nearly-full': 'a new station is set up',
    'journal.recovered': 'nothing has to be done',
    'journal.rolled-back': COMPARED,
    'journal.truncated': COMPARED,
    'journal.unsigned-entries': COMPARED,
    'journal.write-failed': 'unit/electron/core/journal/journal.test.ts, opened again once the disk is right',
    'journal.written-elsewhere': COMPARED,
  },
  codesOf: async (asked) => {
    ({ clock, hours } = asked);
    const found = journal.findings().map(({ code }) => code);
    const appended = await journal.append(imported);
    return appended.ok || appended.error.code !== 'journal/no-room'
      ? found
      : [...found, ...appended.error.findings.map(({ code }) => code)];
  },
});
