// Appends to the journal in the folder that is named, without end, and says each index once its entry counts.
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { Journal } from '../../electron/core/journal/journal.ts';
import { openStationKey } from '../../electron/core/keyring/station-key.ts';
import { must } from './must.ts';

const [folder = ''] = process.argv.slice(2);
const key = must(await openStationKey(join(folder, 'station')));
const journal = must(await Journal.open(join(folder, 'journal'), key, { mayBeNew: true }));
for (;;) {
  const entry = await journal.append({ kind: 'refusal', action: 'x', code: 'y', reason: 'z'.repeat(2000) });
  if (!entry.ok) process.exit(1);
  writeSync(1, `${entry.value.index}\n`);
}
