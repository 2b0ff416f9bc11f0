import { join } from 'node:path';
import type { Failure } from '../../shared/failure/failure.ts';
import type { Finding } from '../../shared/finding/index.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { SealRecord } from '../../shared/statement/fields.ts';
import type { AirgapWatch } from '../core/airgap/watch.ts';
import { againstCopy } from '../core/journal/against-copy.ts';
import { bundleRecords } from '../core/journal/bundle-records.ts';
import { Journal, withFinding } from '../core/journal/journal.ts';
import { checkAgainstJournal } from '../core/keyring/against-journal.ts';
import type { KnownAgent } from '../core/keyring/agent-environment.ts';
import type { Identity } from '../core/keyring/identity.ts';
import type { LaunchKeyProcess } from '../core/keyring/key-processes.ts';
import { Keyring } from '../core/keyring/keyring.ts';
import { openStationKey, type StationKey } from '../core/keyring/station-key.ts';
import { MediaAnswers } from '../core/media/answers.ts';
import { PacketReader } from '../core/packet/packet-reader.ts';
import { openVault, type Vault } from '../core/vault/vault.ts';
import { beginJournal } from './begin-journal.ts';
import type { Chosen } from './chosen.ts';
import { type Circumstances, type ConsoleIdentity, circumstancesOf, linkNames } from './circumstances.ts';
import { diskFindings, folderFindings } from './folder-findings.ts';
import { FrozenRecords } from './frozen-records.ts';
import { Opened } from './opened.ts';
import { Owed } from './owed.ts';
import { PacketStore } from './packet-store.ts';
import { passedOn } from './passed-on.ts';
import type { RecordAlone, Recorder } from './recorder.ts';
import { Refusals } from './refusals.ts';
import { Session } from './session.ts';
import { StatementStore } from './statement-store.ts';

/** Everything that this installation holds and may do: what the handlers of the windows work with. */
export interface Station {
  readonly key: StationKey;
  readonly vault: Vault;
  readonly journal: Journal;
  readonly keyring: Keyring;
  readonly airgap: AirgapWatch;
  readonly packetReader: PacketReader;
  readonly packetStore: PacketStore;
  readonly statementStore: StatementStore;
  readonly console: ConsoleIdentity;
  /** How it was found to be kept off the network when it was started. */
  readonly seal: SealRecord;
  /** What was begun of which only an entry tells. */
  readonly owed: Owed;
  readonly record: Recorder;
  readonly recordAlone: RecordAlone;
  /** Keeps the records of bundles as they are while something is being signed. */
  readonly frozenRecords: FrozenRecords;
  /** What `record` only counts. */
  readonly refusals: Pick<Refusals, 'settle'>;
  /** What is odd about this station's data and its journal, now. */
  findings(): readonly Finding[];
  readonly session: Session;
  /** What was sent to the review window while somebody was signed in. */
  readonly opened: Opened;
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
  /** Asks the person for a private key file of their own. */
  askForKeyFile(): Promise<Chosen>;
  /** Asks the person for the socket of an ssh-agent. */
  askForAgent(): Promise<Chosen>;
}

export interface StationPlace {
  /** The folder of this station's data. */
  readonly folder: string;
  /** The bundled workers. */
  readonly workers: { readonly vault: string; readonly packet: string };
  /** Starts a process that runs the bundled `key-process-main.ts`. */
  readonly launchKeyProcess: LaunchKeyProcess;
  readonly console: ConsoleIdentity;
  /** How it was found to be kept off the network when it was started. */
  readonly seal: SealRecord;
  readonly ownKeys: OwnKeys;
  /** scrypt's work factor for new key files; tests alone lower it. */
  readonly workFactor?: number;
  /** Starts the watch; the journal is open by then, so that what it finds is recorded. */
  watchAirgap(record: Recorder): Promise<AirgapWatch>;
}

/** Opens the station's parts in the order in which they need each other, or says which one does not open. */
export async function openStation(place: StationPlace): Promise<Result<Station, Failure>> {
  const odd = await folderFindings(place.folder);
  if (!odd.ok) return err(passedOn('station', odd.error));
  const disk = await diskFindings(place.folder);
  if (!disk.ok) return err(passedOn('station', disk.error));
  const key = await openStationKey(join(place.folder, 'station'));
  if (!key.ok) return err(passedOn('station', key.error));
  const keyring = await Keyring.open(join(place.folder, 'keyring'), {
    launchKeyProcess: place.launchKeyProcess,
    ...(place.workFactor === undefined ? {} : { workFactor: place.workFactor }),
  });
  if (!keyring.ok) return err(passedOn('identity', keyring.error));
  const vault = await openVault(join(place.folder, 'vault'), {
    workerFile: place.workers.vault,
    knownRecords: () => (journal.ok ? bundleRecords(journal.value.entries()) : new Map()),
  });
  if (!vault.ok) return err(passedOn('station', vault.error));
  const copy = await vault.value.journalCheckpoint();
  if (!copy.ok) return err(passedOn('station', copy.error));

  // A first start may have ended between the key and the journal; from the first owner or entry on a journal must be there.
  const hasNobody = keyring.value.head === null && keyring.value.damage === null;
  const mayBeNew = copy.value === null && (key.value.isNew || hasNobody);
  const isShared = odd.value.find(isSecondNameOfLog) ?? null;
  const journal = await Journal.open(join(place.folder, 'journal'), key.value, { mayBeNew, isShared });
  if (!journal.ok) return err(passedOn('journal', journal.error));
  const owed = await Owed.open(join(place.folder, 'owed'));
  if (!owed.ok) return err(passedOn('journal', owed.error));
  const append = recorderOf((event) => journal.value.append(event));
  const refusals = new Refusals(append);
  const record: Recorder = (event) => (event.kind === 'refusal' ? refusals.take(event) : append(event));

  const identities = keyring.value.identities();
  const findings = [
    ...odd.value,
    ...disk.value,
    ...(keyring.value.damage?.findings ?? []),
    ...historyFindings(journal.value, copy.value, identities),
  ];
  const begun = await beginJournal(journal.value, record, {
    stationKeyid: key.value.key.keyid,
    console: place.console,
    seal: place.seal,
    identities,
    findings,
    keepCopy: (checkpoint) => vault.value.keepJournalCheckpoint(checkpoint),
    owed: owed.value,
    keyring: keyring.value,
    vault: vault.value,
  });
  if (!begun.ok) return begun;
  const airgap = await place.watchAirgap(record);
  const packetReader = new PacketReader(place.workers.packet);
  const session = new Session({ keyring: keyring.value, record, now: () => performance.now() });
  const opened = new Opened(() => session.view());
  session.onChange(() => opened.sessionChanged());
  return ok({
    key: key.value,
    vault: vault.value,
    journal: journal.value,
    keyring: keyring.value,
    airgap,
    packetReader,
    packetStore: new PacketStore(vault.value, journal.value, packetReader),
    statementStore: new StatementStore(vault.value, journal.value, keyring.value),
    console: place.console,
    seal: place.seal,
    owed: owed.value,
    record,
    recordAlone: (work) => journal.value.alone((append) => work(recorderOf(append))),
    frozenRecords: new FrozenRecords(),
    refusals,
    findings: () => [...findings, ...journal.value.findings().filter((one) => !findings.includes(one))],
    session,
    opened,
    ownKeys: place.ownKeys,
    answers: new MediaAnswers(),
    circumstances: (override) => circumstancesOf(place.console, place.seal, airgap.current(), override, new Date()),
  });
}

/**
 * The log is the one file of a station that is written in place. Under a second name, which a copy by hard links gives it,
 * it is the log of a station that may have gone on since.
 */
function isSecondNameOfLog({ code, where }: Finding): boolean {
  return code === 'station.hard-link' && where === join('journal', 'log.jsonl');
}

/** What contradicts the journal elsewhere in the data folder. One that does not hold by itself is compared with nothing. */
function historyFindings(
  journal: Journal,
  copy: Uint8Array | null,
  identities: readonly Identity[],
): readonly Finding[] {
  if (journal.state.kind === 'read-only') return [];
  const againstVault = againstCopy(journal, copy);
  return [...(againstVault === null ? [] : [againstVault]), ...checkAgainstJournal(identities, journal.entries())];
}

/** The journal entry of a change in the links. */
export function linkEvent(airgap: Parameters<typeof linkNames>[0]) {
  return { kind: 'airgap-link' as const, linksUp: [...linkNames(airgap)] };
}

/** Why nothing may be signed: a journal that takes no entry. `null` while it takes them. */
export function readOnlyFailure({ state }: Journal): Failure | null {
  return state.kind === 'read-only' ? withFinding('journal/read-only', state.reason) : null;
}

function recorderOf(append: Journal['append']): Recorder {
  return async (event) => {
    const appended = await append(event);
    return appended.ok ? ok(undefined) : err(appended.error);
  };
}
