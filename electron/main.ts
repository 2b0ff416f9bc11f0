import { join } from 'node:path';
import { app, type BrowserWindow, dialog, powerMonitor, screen } from 'electron';
import { createReadStream } from 'original-fs';
import type { Problem } from '../shared/contract/channel.ts';
import { STATION_EVENT, type StationEvent } from '../shared/contract/events.ts';
import { reviewChannels } from '../shared/contract/review.ts';
import { err } from '../shared/result.ts';
import { watchAirgap } from './core/airgap/watch.ts';
import { agentOfEnvironment } from './core/keyring/agent-environment.ts';
import { watchVolumes } from './core/media/watch-volumes.ts';
import { forbidCoreDumps } from './core/memory/core-dumps.ts';
import { SigningWindow } from './desktop/ceremonies.ts';
import { Dialogs } from './desktop/dialogs.ts';
import { closeChromiumNetwork } from './desktop/guards/chromium-switches.ts';
import { guardEveryContents } from './desktop/guards/contents-guard.ts';
import { guardEverySession } from './desktop/guards/session-guard.ts';
import { answerWindow } from './desktop/ipc/answer-window.ts';
import { reviewHandlers } from './desktop/ipc/review-handlers.ts';
import { drawInSoftware, watchChildProcesses } from './desktop/processes/child-processes.ts';
import { keyProcessLauncher } from './desktop/processes/key-process.ts';
import { endAtFault, refuseBeforeReady, refuseToStart } from './desktop/windows/fatal.ts';
import { claimData } from './desktop/windows/instance.ts';
import { lockUnattended } from './desktop/windows/lock-unattended.ts';
import { watchPage } from './desktop/windows/page-ends.ts';
import { reportPrinter } from './desktop/windows/print-report.ts';
import { declareAppScheme } from './desktop/windows/protocol.ts';
import { once, quitAtRest } from './desktop/windows/quit.ts';
import { keepReviewPage } from './desktop/windows/review-page.ts';
import { openWindow } from './desktop/windows/windows.ts';
import { hindranceOf } from './station/admission.ts';
import { Authorities } from './station/authority/authorities.ts';
import { buildIdentity } from './station/build-identity.ts';
import type { DataFolder } from './station/data-folder.ts';
import { Decisions } from './station/decisions/decisions.ts';
import { Dossiers } from './station/decisions/dossiers.ts';
import { Receipts } from './station/decisions/receipts.ts';
import { Imports } from './station/imports/imports.ts';
import { Unfinished } from './station/imports/unfinished.ts';
import { VaultCheck } from './station/imports/vault-check.ts';
import { Media } from './station/media/media.ts';
import { Packets } from './station/packets/packets.ts';
import { Identities } from './station/people/identities.ts';
import { KeyCare } from './station/people/key-care.ts';
import { TrustedKeys } from './station/people/trust.ts';
import { type ProcessEnd, ProcessEnds } from './station/process-ends.ts';
import { recordOrSay, refusalEvent } from './station/recorder.ts';
import { cryptographyFailures } from './station/self-check.ts';
import { linkEvent, openStation, readOnlyProblem } from './station/station.ts';

// The composition root: each guard comes up before what it guards, and whatever fails here ends the console.

const endedAtFault = endAtFault(app);
const undumped = forbidCoreDumps();
closeChromiumNetwork(app.commandLine);
drawInSoftware(app);
declareAppScheme();
guardEverySession(app);
guardEveryContents(app);
const claimed = undumped.ok ? claimData(app, process.env) : err({ sentence: undumped.error, isOtherShown: false });

if (claimed.ok) {
  app.on('window-all-closed', () => app.quit());
  void app.whenReady().then(() => start(claimed.value));
} else {
  const { sentence, isOtherShown } = claimed.error;
  refuseBeforeReady(app, 'Holdfast does not start.', sentence, isOtherShown ? {} : process.env);
}

async function start(data: DataFolder): Promise<void> {
  const failures = cryptographyFailures();
  if (failures.length > 0) return refuseToStart(app, 'Holdfast cannot trust its cryptography.', failures.join(' '));

  const dialogs = new Dialogs(dialog);
  let review: BrowserWindow | null = null;
  const tell = (event: StationEvent): void => {
    if (review === null || review.isDestroyed() || review.webContents.isCrashed()) return;
    review.webContents.send(STATION_EVENT, event);
  };
  const opened = await openStation({
    folder: data.path,
    workers: {
      vault: join(__dirname, 'vault-worker.cjs'),
      packet: join(__dirname, 'packet-worker.cjs'),
    },
    launchKeyProcess: keyProcessLauncher(__dirname),
    console: await buildIdentity(app.getVersion(), __dirname, createReadStream),
    ownKeys: {
      agent: agentOfEnvironment(process.env),
      askForKeyFile: () => dialogs.file('Choose your OpenSSH private key file'),
      askForAgent: () => dialogs.file('Choose the socket of your ssh-agent'),
    },
    watchAirgap: (record) =>
      watchAirgap((airgap) => {
        tell({ kind: 'airgap', airgap });
        void recordOrSay(record, linkEvent(airgap));
      }),
  });
  if (!opened.ok)
    return refuseToStart(
      app,
      'The station does not open.',
      `${opened.error.sentence} (${opened.error.where ?? data.path})`,
    );
  const station = opened.value;
  const processEnds = new ProcessEnds(station.record);
  const onProcessEnd = (end: ProcessEnd): void => void processEnds.take(end);
  watchChildProcesses(app, onProcessEnd);
  const onRefused = (problem: Problem): Promise<void> => recordOrSay(station.record, refusalEvent(problem));

  station.session.onChange(() => tell({ kind: 'session' }));
  const stopLocking = lockUnattended(app, powerMonitor, screen, station.session, () => ceremonies.abandon());

  const window = openWindow('review', __dirname);
  review = window;
  const lastPageEnd = keepReviewPage(window, {
    onProcessEnd,
    dialog,
    end: () => app.quit(),
    now: () => performance.now(),
  });
  const media = new Media(
    (purpose) => dialogs.folder(window, purpose),
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
  const packets = new Packets(station);
  const ceremonies = new SigningWindow({
    openWindow: (onPageEnd) => {
      const signing = openWindow('sign', __dirname, window);
      watchPage(signing.webContents, (how) => {
        onPageEnd();
        onProcessEnd({ process: 'signing-page', how, reaction: 'ceremony-closed' });
      });
      return signing;
    },
    hindrance: () => readOnlyProblem(station.journal),
    keyring: station.keyring,
    onRefused,
    onOutcome: () => tell({ kind: 'vault' }),
  });
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
    packets,
    decisions,
    dossiers,
    authorities,
    receipts: new Receipts(station, ceremonies),
    identities,
    keyCare: new KeyCare(station, ceremonies, media),
    trustedKeys: new TrustedKeys(station, ceremonies, media),
    lastPageEnd,
  });
  answerWindow(window, 'review', reviewChannels, handlers, onRefused, (channel) => hindranceOf(station, channel));

  const stopVolumes = watchVolumes(
    () => tell({ kind: 'volumes' }),
    async () => (await media.volumesAreStale()) || (await unfinished.isStale()),
  );
  app.on('second-instance', () => {
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  const ending = once({
    stop: () => {
      imports.interruptAll();
      vaultCheck.stop();
      station.airgap.stop();
      stopVolumes();
      stopLocking();
      return Promise.all([station.refusals.settle(), processEnds.settle(), station.vault.atRest(), media.leaveAll()]);
    },
    letGo: () => station.journal.close().then(data.unlock),
  });
  quitAtRest(app, ending);
  endedAtFault({
    abandon: () => ceremonies.abandon(),
    record: () => processEnds.take({ process: 'main', how: 'fault', reaction: 'console-ended' }),
    end: () => ending.stop().then(ending.letGo),
  });
}
