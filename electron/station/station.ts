import { join } from 'node:path';
import type { Problem } from '../../shared/contract/channel.ts';
import { describeFinding } from '../../shared/finding/index.ts';
import { assertNever, err, ok, type Result } from '../../shared/result.ts';
import type { AirgapWatch } from '../airgap/watch.ts';
import { DOSSIER_FORM } from '../dossier/whole/layout.ts';
import { Journal, type JournalError } from '../journal/journal.ts';
import { checkAgainstJournal, entriesOwed } from '../keyring/against-journal.ts';
import type { KnownAgent } from '../keyring/agent-environment.ts';
import { Keyring } from '../keyring/keyring.ts';
import { openStationKey, type StationKey } from '../keyring/station-key.ts';
import { MediaAnswers } from '../media/answers.ts';
import { openVault, type Vault } from '../vault/vault.ts';
import { type Circumstances, type ConsoleIdentity, circumstancesOf, linkNames } from './circumstances.ts';
import { Library } from './library.ts';
import { PacketReader } from './packet-reader.ts';
import { problemOf } from './problems.ts';
import type { Recorder } from './recorder.ts';
import { Session } from './session.ts';
import { Shelf } from './shelf.ts';

/** Everything that this installation holds and may do: what the handlers of the windows work with. */
export interface Station {
  readonly key: StationKey;
  readonly vault: Vault;
  readonly journal: Journal;
  readonly keyring: Keyring;
  readonly airgap: AirgapWatch;
  readonly packetReader: PacketReader;
  readonly library: Library;
  readonly shelf: Shelf;
  readonly console: ConsoleIdentity;
  readonly record: Recorder;
  readonly session: Session;
  readonly ownKeys: OwnKeys;
  /** Asks every medium that is not read by threads of the vault. */
  readonly answers: MediaAnswers;
  /** What a statement that is signed now says of this moment. */
  circumstances(override: string | null): Circumstances;
}

/** Where people's own private keys are found: what they choose are paths, which stay in this process. */
export interface OwnKeys {
  /** The ssh-agent of the environment; `null` where there is none. */
  readonly agent: KnownAgent | null;
  /** Asks the person for a private key file of their own; `null` when they cancel. */
  askForKeyFile(): Promise<string | null>;
  /** Asks the person for the socket of an ssh-agent; `null` when they cancel. */
  askForAgent(): Promise<string | null>;
}

export interface StationPlace {
  /** The folder of this station's data. */
  readonly folder: string;
  /** The bundled workers. */
  readonly workers: { readonly vault: string; readonly packet: string; readonly key: string };
  readonly console: ConsoleIdentity;
  readonly ownKeys: OwnKeys;
  /** Starts the watch; the journal is open by then, so that what it finds is recorded. */
  watchAirgap(record: Recorder): Promise<AirgapWatch>;
}

/** Opens the station's parts in the order in which they need each other, or says which one does not open. */
export async function openStation(place: StationPlace): Promise<Result<Station, Problem>> {
  const key = await openStationKey(join(place.folder, 'station'));
  if (!key.ok) return err(problemOf('station', key.error));
  const keyring = await Keyring.open(join(place.folder, 'keyring'), { workerFile: place.workers.key });
  if (!keyring.ok) return err(problemOf('identity', keyring.error));
  // A first start may have ended between the key and the journal; from the first owner on a journal must be there.
  const mayBeNew = key.value.isNew || keyring.value.head === null;
  const journal = await Journal.open(join(place.folder, 'journal'), key.value, { mayBeNew });
  if (!journal.ok) return err(problemOf('journal', journal.error));
  const record = recorderFor(journal.value);

  const vault = await openVault(join(place.folder, 'vault'), { workerFile: place.workers.vault });
  if (!vault.ok) return err(problemOf('station', vault.error));

  const [missed] = checkAgainstJournal(keyring.value.identities(), journal.value.entries());
  if (missed !== undefined) journal.value.makeReadOnly(missed);
  if (journal.value.state.kind === 'writable' && journal.value.size === 0) {
    const created = await record({
      kind: 'station-created',
      station: key.value.key.keyid,
      version: place.console.version,
    });
    if (!created.ok) return created;
  }
  // A journal that is read-only takes no entry: the console then starts all the same, shows why, and signs nothing.
  if (journal.value.state.kind === 'writable') {
    const started = await record({ kind: 'console-started', ...place.console, dossierForm: DOSSIER_FORM });
    if (!started.ok) return started;
    for (const owed of entriesOwed(keyring.value.identities(), journal.value.entries())) {
      const written = await record(owed);
      if (!written.ok) return written;
    }
  }
  const airgap = await place.watchAirgap(record);
  const packetReader = new PacketReader(place.workers.packet);
  return ok({
    key: key.value,
    vault: vault.value,
    journal: journal.value,
    keyring: keyring.value,
    airgap,
    packetReader,
    library: new Library(vault.value, journal.value, packetReader),
    shelf: new Shelf(vault.value, journal.value, keyring.value),
    console: place.console,
    record,
    session: new Session({ keyring: keyring.value, record, now: () => performance.now() }),
    ownKeys: place.ownKeys,
    answers: new MediaAnswers(),
    circumstances: (override) => circumstancesOf(place.console, airgap.current(), override, new Date()),
  });
}

/** The journal entry of a change in the links. */
export function linkEvent(airgap: Parameters<typeof linkNames>[0]) {
  return { kind: 'airgap-link' as const, linksUp: [...linkNames(airgap)] };
}

/** Why nothing may be signed: a journal that takes no entry. `null` while it takes them. */
export function readOnlyProblem({ state }: Journal): Problem | null {
  return state.kind === 'read-only' ? journalProblem({ code: 'read-only', finding: state.reason }) : null;
}

function recorderFor(journal: Journal): Recorder {
  return async (event) => {
    const appended = await journal.append(event);
    return appended.ok ? ok(undefined) : err(journalProblem(appended.error));
  };
}

function journalProblem(error: JournalError): Problem {
  switch (error.code) {
    case 'read-only':
      return { code: 'journal/read-only', sentence: describeFinding(error.finding) };
    case 'not-written':
      return { code: 'journal/not-written', sentence: `The journal could not be written. ${error.file.sentence}` };
    default:
      return assertNever(error, 'journal error');
  }
}
