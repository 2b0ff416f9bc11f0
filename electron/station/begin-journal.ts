import type { Sha256 } from '../../shared/encoding/bytes.ts';
import type { Failure } from '../../shared/failure/failure.ts';
import type { Finding } from '../../shared/finding/index.ts';
import type { JournalEntry, JournalEvent } from '../../shared/journal/entry.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { SealRecord } from '../../shared/statement/fields.ts';
import { DOSSIER_FORM } from '../core/dossier/layout.ts';
import type { Journal, KeepCopy } from '../core/journal/journal.ts';
import { entriesOwed } from '../core/keyring/against-journal.ts';
import type { Identity } from '../core/keyring/identity.ts';
import type { Keyring } from '../core/keyring/keyring.ts';
import type { Vault } from '../core/vault/vault.ts';
import type { ConsoleIdentity } from './circumstances.ts';
import { isTold, type Owed, type OwedEntry } from './owed.ts';
import { passedOn } from './passed-on.ts';
import type { Recorder } from './recorder.ts';

const MOST_FINDINGS = 100;

/** What the first entries of a start are made of. */
export interface Beginning {
  /** Hex SHA-256 of the station's public key. */
  readonly stationKeyid: Sha256;
  readonly console: ConsoleIdentity;
  readonly seal: SealRecord;
  readonly identities: readonly Identity[];
  /** What was found about the data folder and its history. */
  readonly findings: readonly Finding[];
  readonly keepCopy: KeepCopy;
  /** What was begun before, and where its truth is read. */
  readonly owed: Owed;
  readonly keyring: Pick<Keyring, 'keyFileDigest'>;
  readonly vault: Pick<Vault, 'unfinishedImports'>;
}

/**
 * Writes what the journal has to say at each start. What was found comes first: where the history may not be the only
 * one, it is the last entry, and the journal is read-only from then on. A journal that is read-only takes no entry: the
 * console then starts all the same, shows why, and signs nothing.
 */
export async function beginJournal(
  journal: Journal,
  record: Recorder,
  { stationKeyid, console, seal, identities, findings, keepCopy, owed: notes, keyring, vault }: Beginning,
): Promise<Result<void, Failure>> {
  const write = async (event: JournalEvent): Promise<Result<void, Failure>> => {
    const recorded = journal.state.kind === 'writable' ? await record(event) : ok(undefined);
    return journal.state.kind === 'writable' ? recorded : ok(undefined);
  };
  if (journal.size === 0) {
    const created = await write({ kind: 'station-created', station: stationKeyid, version: console.version });
    if (!created.ok) return created;
  }
  const event = findingsEvent(findings);
  if (isNews(event, journal.entries())) {
    const told = await write(event);
    if (!told.ok) return told;
  }
  const gravest = findings.find(({ severity }) => severity === 'error');
  if (gravest !== undefined) journal.makeReadOnly(gravest);
  if (journal.state.kind === 'writable') journal.keepCopies(keepCopy);
  const started = await write({ kind: 'console-started', ...console, dossierForm: DOSSIER_FORM, seal });
  if (!started.ok) return started;
  for (const owed of entriesOwed(identities, journal.entries())) {
    const written = await write(owed);
    if (!written.ok) return written;
  }
  const noted = await notes.all();
  if (!noted.ok) return err(passedOn('journal', noted.error));
  for (const note of noted.value) {
    const isDue = isTold(note, journal.entries()) ? false : await wasDone(note, { keyring, vault });
    const written = isDue === true ? await write(note.event) : ok(undefined);
    if (!written.ok) return written;
    if (isDue !== null && journal.state.kind === 'writable') await notes.settle(note);
  }
  return ok(undefined);
}

/** `null` where what would tell cannot be read: the note then waits for the next start. */
async function wasDone(
  { before }: OwedEntry,
  { keyring, vault }: Pick<Beginning, 'keyring' | 'vault'>,
): Promise<boolean | null> {
  if (before === null) return true;
  if ('import' in before) {
    const unfinished = vault.unfinishedImports();
    return unfinished.ok ? unfinished.value.every(({ id }) => id !== before.import) : null;
  }
  const now = await keyring.keyFileDigest(before.identity);
  return now.ok ? now.value !== before.sha256 : null;
}

type FindingsEvent = Extract<JournalEvent, { kind: 'data-findings' }>;

function findingsEvent(findings: readonly Finding[]): FindingsEvent {
  const told = findings.slice(0, MOST_FINDINGS);
  return {
    kind: 'data-findings',
    findings: told.map(({ code, where }) => ({ code, where })),
    more: findings.length - told.length,
  };
}

/** What is found at each start is told once, and once more when it is found no longer. */
function isNews({ findings, more }: FindingsEvent, entries: readonly JournalEntry[]): boolean {
  const last = entries.findLast(({ event }) => event.kind === 'data-findings')?.event;
  const before = last?.kind === 'data-findings' ? last : { findings: [], more: 0 };
  return (
    JSON.stringify([findings, more]) !==
    JSON.stringify([before.findings.map(({ code, where }) => ({ code, where })), before.more])
  );
}
