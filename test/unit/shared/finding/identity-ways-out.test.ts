import { cpSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkAgainstJournal, entriesOwed } from '../../../../electron/core/keyring/against-journal.ts';
import { applyRecord, EMPTY_HISTORY, type History } from '../../../../electron/core/keyring/history.ts';
import { encodeRecord, type IdentityChange, toOpenSshLine } from '../../../../electron/core/keyring/record.ts';
import { loadHistory } from '../../../../electron/core/keyring/record-store.ts';
import type { JournalEntry } from '../../../../shared/journal/entry.ts';
import type { Actor } from '../../../../shared/packet/types.ts';
import { must } from '../../../helpers/must.ts';
import { operatorKey, ownerKey, sealed, strangerKey, type TestKey } from '../../../helpers/statements.ts';
import { freshFolder } from '../../../helpers/trees.ts';
import { type Trial, tryWaysOut } from '../../../helpers/try-ways-out.ts';

const at = '2026-06-12T08:00:00Z';

function enrol({ key }: TestKey, ...roles: readonly Actor[]): IdentityChange {
  return { kind: 'enrol', name: 'Someone', roles: [...roles], publicKey: toOpenSshLine(key), custody: 'station' };
}

/** The envelope of a record that follows `history`. */
function recordAfter(
  { records, head }: History,
  change: IdentityChange,
  of: TestKey,
  by: TestKey,
): Promise<Uint8Array> {
  const identity = of.key.keyid;
  return sealed(encodeRecord({ identity, sequence: records.length, previous: head, at, change }), by);
}

const first = await recordAfter(EMPTY_HISTORY, enrol(ownerKey, 'owner'), ownerKey, ownerKey);
const owned = must(applyRecord(EMPTY_HISTORY, first));
const second = await recordAfter(owned, enrol(operatorKey, 'operator'), operatorKey, ownerKey);
const whole = must(applyRecord(owned, second));

/** The records of an owner and an operator; a copy of them is the backup. */
const backup = freshFolder();
writeFileSync(join(backup, '000000.dsse.json'), first);
writeFileSync(join(backup, '000001.dsse.json'), second);
const journal = entriesOwed([...whole.identities.values()], []).map(
  (event, index): JournalEntry => ({ v: 1, index, at, event }),
);

/** Records that something happened to, and the same brought back from the backup. */
function restored(harm: (records: string) => void): Trial<string> {
  const copy = (): string => {
    const records = freshFolder();
    cpSync(backup, records, { recursive: true });
    return records;
  };
  return {
    says: /restore the records from a backup/,
    broken: () => {
      const records = copy();
      harm(records);
      return records;
    },
    mended: () => {
      const records = copy();
      harm(records);
      rmSync(records, { recursive: true });
      cpSync(backup, records, { recursive: true });
      return [records];
    },
  };
}

const replaced = (envelope: Uint8Array | string) =>
  restored((records) => writeFileSync(join(records, '000001.dsse.json'), envelope));

tryWaysOut<string>('identity', {
  trials: {
    'identity.records-missing': restored((records) => {
      for (const name of ['000000', '000001']) rmSync(join(records, `${name}.dsse.json`));
    }),
    'identity.record-unreadable': replaced('{}'),
    'identity.record-unsigned': replaced(
      await recordAfter(owned, enrol(strangerKey, 'owner'), strangerKey, strangerKey),
    ),
    'identity.record-order': restored((records) =>
      renameSync(join(records, '000001.dsse.json'), join(records, '000002.dsse.json')),
    ),
    'identity.record-contradicts': replaced(await recordAfter(owned, enrol(ownerKey, 'auditor'), ownerKey, ownerKey)),
  },
  notHere: {},
  codesOf: async (records) => {
    const { history, damage } = must(await loadHistory(records));
    const found = damage?.findings ?? checkAgainstJournal([...history.identities.values()], journal);
    return found.map(({ code }) => code);
  },
});
