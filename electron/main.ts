import { join } from 'node:path';
import { app, BrowserWindow, dialog, powerMonitor, screen } from 'electron';
import { createReadStream } from 'original-fs';
import { ACCESS } from '../shared/contract/access.ts';
import { STATION_EVENT, type StationEvent } from '../shared/contract/events.ts';
import { reviewChannels } from '../shared/contract/review.ts';
import { type Failure, systemErrno } from '../shared/failure/failure.ts';
import { sayWithPlace } from '../shared/failure/say.ts';
import { err, ok } from '../shared/result.ts';
import type { SealRecord } from '../shared/statement/fields.ts';
import { practise } from '../shared/statement/practice.ts';
import { desktop } from '../shared/strings/desktop.ts';
import { speak } from '../shared/strings/language.ts';
import { watchAirgap } from './core/airgap/watch.ts';
import type { FileFailure } from './core/files/file-failure.ts';
import { agentOfEnvironment } from './core/keyring/agent-environment.ts';
import { Log } from './core/log/log.ts';
import { watchVolumes } from './core/media/watch-volumes.ts';
import { forbidCoreDumps } from './core/memory/core-dumps.ts';
import { SigningWindow } from './desktop/ceremonies.ts';
import { Chooser } from './desktop/chooser.ts';
import { endAtFault } from './desktop/faults.ts';
import { closeChromiumNetwork, closePageDoors } from './desktop/guards/chromium-switches.ts';
import { guardEveryContents } from './desktop/guards/contents-guard.ts';
import { sealedStart } from './desktop/guards/sealed-start.ts';
import { guardEverySession } from './desktop/guards/session-guard.ts';
import { answerWindow } from './desktop/ipc/answer-window.ts';
import { reviewHandlers } from './desktop/ipc/review-handlers.ts';
import { drawInSoftware, watchChildProcesses } from './desktop/processes/child-processes.ts';
import { keyProcessLauncher } from './desktop/processes/key-process.ts';
import { refuseBeforeReady, refuseToStart } from './desktop/windows/fatal.ts';
import { claimData, dataFolderPath } from './desktop/windows/instance.ts';
import { lockUnattended } from './desktop/windows/lock-unattended.ts';
import { watchPage } from './desktop/windows/page-ends.ts';
import { reportPrinter } from './desktop/windows/print-report.ts';
import { declareAppScheme } from './desktop/windows/protocol.ts';
import { type Ending, once, quitAtRest } from './desktop/windows/quit.ts';
import { rememberSize } from './desktop/windows/remember-size.ts';
import { keepReviewPage } from './desktop/windows/review-page.ts';
import { openWindow } from './desktop/windows/windows.ts';
import { whyNotAllowed } from './station/admission.ts';
import { Authorities } from './station/authority/authorities.ts';
import { buildIdentity, runStarted } from './station/build-identity.ts';
import type { DataFolder } from './station/data-folder.ts';
import { Decisions } from './station/decisions/decisions.ts';
import { Dossiers } from './station/decisions/dossiers.ts';
import { Receipts } from './station/decisions/receipts.ts';
import { GitIdsWork } from './station/imports/git-ids.ts';
import { Imports } from './station/imports/imports.ts';
import { Unfinished } from './station/imports/unfinished.ts';
import { VaultCheck } from './station/imports/vault-check.ts';
import { chosenLanguage, LanguageChoice } from './station/language-choice.ts';
import { Media } from './station/media/media.ts';
import { Packets } from './station/packets/packets.ts';
import { Identities } from './station/people/identities.ts';
import { KeyCare } from './station/people/key-care.ts';
import { TrustedKeys } from './station/people/trust.ts';
import { PracticeChoice } from './station/practice/choice.ts';
import { layOutPractice, removePractice } from './station/practice/folder.ts';
import { type ProcessEnd, ProcessEnds, recordFault } from './station/process-ends.ts';
import { recordOrSay, refusalEvent } from './station/recorder.ts';
import { cryptographyFailures } from './station/self-check.ts';
import { linkEvent, openStation, readOnlyFailure } from './station/station.ts';
import { noteEvents } from './station/support/log-events.ts';
import { exportLogAfterFault, SupportLog } from './station/support/support-log.ts';
import { keepWindowSize, keptWindowSize } from './station/window-size.ts';

// The composition root: each guard comes up before what it guards, and whatever fails here ends the console.

speak(chosenLanguage(dataFolderPath(app, process.env)) ?? 'en');
const log = new Log();
const faults = endAtFault(app, log, __dirname);
const undumped = forbidCoreDumps();
const seal = sealedStart(app, process);
closeChromiumNetwork(app.commandLine);
closePageDoors(app.commandLine);
drawInSoftware(app);
declareAppScheme();
guardEverySession(app);
guardEveryContents(app);
if (seal.ok) openStationOf(seal.value);
else if (seal.error.kind === 'relaunched') app.exit(0);
else refuseBeforeReady(app, desktop().notStarted, sayWithPlace(seal.error.failure), process.env);

function openStationOf(seal: SealRecord): void {
  const claimed = undumped.ok ? claimData(app, process.env) : err({ failure: undumped.error, isOtherShown: false });
  if (!claimed.ok) {
    const { failure: why, isOtherShown } = claimed.error;
    refuseBeforeReady(app, desktop().notStarted, sayWithPlace(why), isOtherShown ? {} : process.env);
    return;
  }
  log.keepIn(join(claimed.value.path, 'log'), (before) => runStarted(app.getVersion(), before));
  app.on('window-all-closed', () => {
    if (!faults.hasMet()) app.quit();
  });
  void app.whenReady().then(() => start(claimed.value, seal));
}

async function start(data: DataFolder, seal: SealRecord): Promise<void> {
  log.note({ kind: 'phase', phase: 'ready' });
  const failures = cryptographyFailures();
  if (failures.length > 0) {
    log.note({ kind: 'refused', code: 'station/cryptography', errno: undefined });
    log.end('refused');
    return refuseToStart(app, desktop().cryptographyWrong, failures.join(' '));
  }

  const practiceGone = await removePractice(data.path);
  if (!practiceGone.ok) noteNotDeleted(practiceGone.error);
  let current = await openConsole({ data, folder: data.path, stick: null, seal }, change);
  if (current === null) return;

  /** One station is closed before another one is opened; its window stays until the other one's is there. */
  async function change(to: 'practice' | 'station'): Promise<void> {
    const before = current;
    await before?.end();
    practise(to === 'practice');
    const place = to === 'practice' ? await layOutPractice(data.path) : await removePractice(data.path);
    if (!place.ok && to === 'practice') {
      return refuseToStart(app, desktop().stationNotOpened, sayWithPlace({ where: data.path, ...place.error }));
    }
    if (!place.ok) noteNotDeleted(place.error);
    const practice = place.ok ? place.value : null;
    const folders =
      practice === null ? { folder: data.path, stick: null } : { folder: practice.station, stick: practice.stick };
    current = await openConsole({ data, ...folders, seal }, change);
    before?.window.close();
  }

  watchChildProcesses(app, (end) => current?.onProcessEnd(end));
  app.on('second-instance', () => {
    // After an error that nothing handles, the crash window is the only one.
    const window = current?.window;
    const front = window === undefined || window.isDestroyed() ? BrowserWindow.getAllWindows()[0] : window;
    if (front?.isMinimized() === true) front.restore();
    front?.focus();
  });
  const ending = once({
    stop: async () => {
      await current?.ending.stop();
      log.end('quit');
    },
    letGo: async () => {
      log.end('held-up');
      await current?.ending.letGo();
      data.unlock();
    },
  });
  quitAtRest(app, ending);
  faults.endWith({
    abandon: () => current?.abandon(),
    record: async () => (await current?.record()) ?? false,
    stop: ending.stop,
    letGo: ending.letGo,
    exportLog: async (crash) => (await current?.exportLog(crash)) ?? ok(null),
  });
}

function noteNotDeleted(failure: FileFailure): void {
  log.note({ kind: 'practice-not-deleted', errno: systemErrno(failure) });
}

interface ConsolePlace {
  /** This station's own: what is kept beside the station is kept here, in practice too. */
  readonly data: DataFolder;
  /** Of the station that is opened. */
  readonly folder: string;
  /** In practice, what stands for every medium. */
  readonly stick: string | null;
  readonly seal: SealRecord;
}

/** One station with its window, from its opening until another one takes its place or the application ends. */
interface OpenConsole {
  readonly window: BrowserWindow;
  readonly ending: Ending;
  /** Ends it for good, with every file let go: another one is opened in its place. */
  end(): Promise<void>;
  onProcessEnd(end: ProcessEnd): void;
  abandon(): void;
  record(): Promise<boolean>;
  exportLog(crash: BrowserWindow): ReturnType<typeof exportLogAfterFault>;
}

let practices = 0;

/** `null`: it does not open; that has been told, and the application ends. */
async function openConsole(
  { data, folder, stick, seal }: ConsolePlace,
  change: (to: 'practice' | 'station') => Promise<void>,
): Promise<OpenConsole | null> {
  let review: BrowserWindow | null = null;
  let signing: SigningWindow | null = null;
  const noteEvent = noteEvents(log);
  const tell = (event: StationEvent): void => {
    noteEvent(event);
    if (review === null || review.isDestroyed() || review.webContents.isCrashed()) return;
    review.webContents.send(STATION_EVENT, event);
  };
  const opened = await openStation({
    folder,
    workers: {
      vault: join(__dirname, 'vault-worker.cjs'),
      packet: join(__dirname, 'packet-worker.cjs'),
    },
    launchKeyProcess: keyProcessLauncher(__dirname),
    console: await buildIdentity(app.getVersion(), __dirname, createReadStream),
    seal,
    ownKeys: {
      agent: agentOfEnvironment(process.env),
      askForKeyFile: () => chooser.ask('key-file', station.answers, signing?.window ?? null),
      askForAgent: () => chooser.ask('agent', station.answers, signing?.window ?? null),
    },
    watchAirgap: (record) =>
      watchAirgap((airgap, ofCarriers) => {
        tell({ kind: 'airgap', airgap });
        signing?.tell({ kind: 'airgap', airgap });
        if (ofCarriers) void recordOrSay(record, linkEvent(airgap));
      }),
  });
  if (!opened.ok) {
    log.note({ kind: 'refused', code: opened.error.code, errno: systemErrno(opened.error) });
    log.end('refused');
    refuseToStart(app, desktop().stationNotOpened, sayWithPlace({ where: folder, ...opened.error }));
    return null;
  }
  const station = opened.value;
  log.note({ kind: 'phase', phase: 'station-open' });
  const processEnds = new ProcessEnds(station.record);
  const onProcessEnd = (end: ProcessEnd): void => {
    log.note({ kind: 'process-ended', ...end });
    void processEnds.take(end);
  };
  const onRefused = (failure: Failure): Promise<void> => recordOrSay(station.record, refusalEvent(failure));

  const chooser = new Chooser({
    openWindow: (parent, onPageEnd) => {
      const opened = openWindow('choose', __dirname, parent === null ? {} : { parent });
      watchPage(opened.webContents, (how) => {
        onPageEnd();
        onProcessEnd({ process: 'chooser-page', how, reaction: 'ceremony-closed' });
      });
      return opened;
    },
    onRefused,
    log,
  });

  station.session.onChange(() => tell({ kind: 'session' }));
  const stopLocking = lockUnattended(
    app,
    powerMonitor,
    screen,
    station.session,
    () => ceremonies.abandon(),
    () => BrowserWindow.getAllWindows(),
  );

  // In practice it keeps its notes in memory alone.
  const window = openWindow('review', __dirname, stick === null ? {} : { partition: `practice-${practices++}` });
  review = window;
  rememberSize(window, screen, keptWindowSize(data.path), (size) => {
    void keepWindowSize(data.path, size).then((kept) => {
      if (!kept.ok) log.note({ kind: 'size-not-kept', errno: systemErrno(kept.error) });
    });
  });
  window.once('ready-to-show', () => log.note({ kind: 'phase', phase: 'window-open' }));
  const lastPageEnd = keepReviewPage(window, {
    onProcessEnd,
    dialog,
    end: () => app.quit(),
    now: () => performance.now(),
  });
  const media = new Media(
    async (purpose) => (stick === null ? chooser.ask(purpose, station.answers, window) : ok(stick)),
    station.answers,
    (folder, seconds) => tell({ kind: 'silence', folder, seconds }),
  );
  const imports = new Imports(station, station.answers, (job) => {
    tell({ kind: 'job', job });
    if (job.state === 'ended') tell({ kind: 'vault' });
  });
  const unfinished = new Unfinished(station, imports, media);
  const vaultCheck = new VaultCheck(station, (check) => {
    tell({ kind: 'check', check });
    if (check.state !== 'running') tell({ kind: 'vault' });
  });
  void vaultCheck.startIfOwed();
  const gitIds = new GitIdsWork(station, (view, isAdded) => {
    tell({ kind: 'git-ids', gitIds: view });
    if (isAdded) tell({ kind: 'vault' });
  });
  const packets = new Packets(station);
  const ceremonies = new SigningWindow({
    openWindow: (onPageEnd) => {
      const opened = openWindow('sign', __dirname, { parent: window });
      watchPage(opened.webContents, (how) => {
        onPageEnd();
        onProcessEnd({ process: 'signing-page', how, reaction: 'ceremony-closed' });
      });
      return opened;
    },
    notAllowed: () => readOnlyFailure(station.journal),
    links: () => station.airgap.current(),
    keyring: station.keyring,
    onRefused,
    log,
    onOutcome: () => tell({ kind: 'vault' }),
  });
  signing = ceremonies;
  const decisions = new Decisions(station, packets, media, ceremonies);
  const dossiers = new Dossiers(station, packets, media, reportPrinter(onProcessEnd));
  const authorities = new Authorities(station, packets, media, ceremonies, () => tell({ kind: 'vault' }));
  const identities = new Identities(station, ceremonies);
  const handlers = reviewHandlers({
    station,
    media,
    imports,
    unfinished,
    vaultCheck,
    gitIds,
    packets,
    decisions,
    dossiers,
    authorities,
    receipts: new Receipts(station, ceremonies),
    identities,
    keyCare: new KeyCare(station, ceremonies, media),
    trustedKeys: new TrustedKeys(station, ceremonies, media),
    supportLog: new SupportLog(station, media, log),
    language: new LanguageChoice({
      folder: data.path,
      isSigning: () => ceremonies.isOpen,
      // In a later turn, so that the answer still reaches the page.
      onChosen: () => setImmediate(() => window.webContents.reload()),
    }),
    practice: new PracticeChoice({
      isNew: () => station.keyring.identities().length === 0,
      isSigning: () => ceremonies.isOpen,
      // In a later turn, so that the answer still reaches the page.
      change: (to) => setImmediate(() => void change(to)),
    }),
    lastPageEnd,
  });
  answerWindow(window, 'review', reviewChannels, handlers, {
    onRefused,
    log,
    whyNotAllowed: (channel) => whyNotAllowed(station, channel),
    isReading: (channel) => ACCESS[channel] === 'anyone' && channel !== 'log/export',
  });

  const stopVolumes = watchVolumes(
    () => {
      tell({ kind: 'volumes' });
      chooser.tell({ kind: 'volumes' });
    },
    async () => (await media.volumesAreStale()) || (await unfinished.isStale()),
  );
  const ending = once({
    stop: async () => {
      ceremonies.abandon();
      imports.interruptAll();
      vaultCheck.stop();
      gitIds.stop();
      station.airgap.stop();
      stopVolumes();
      stopLocking();
      await Promise.all([station.refusals.settle(), processEnds.settle(), station.vault.atRest(), media.leaveAll()]);
    },
    letGo: () => station.journal.close(),
  });
  return {
    window,
    onProcessEnd,
    ending,
    end: async () => {
      await ending.stop();
      await ending.letGo();
      await station.vault.close();
    },
    abandon: () => ceremonies.abandon(),
    record: () => recordFault(station.record),
    exportLog: (crash) => exportLogAfterFault(station, log, (purpose) => chooser.ask(purpose, station.answers, crash)),
  };
}
