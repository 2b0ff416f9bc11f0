import type { ContentsView, JobPhase, JobState, VolumeHealth } from '../../../contract/views.ts';
import { type Sentence, say } from '../../forms/say.ts';
import { format } from './language.ts';
import { terms } from './terms.ts';

const phase: Readonly<Record<JobPhase, string>> = {
  waiting: 'Waiting',
  walking: 'Listing files',
  'catching-up': 'Passing over what was read before',
  reading: 'Reading, copying and hashing',
  folding: 'Computing tree hashes',
  checking: 'Comparing manifests, recomputing checks',
  committing: 'Writing to the vault',
};

const jobState: Readonly<Record<JobState | 'pausing', string>> = {
  running: 'Running',
  pausing: 'Pausing',
  paused: 'Paused',
  cancelling: 'Cancelling',
  ended: 'Ended',
};

/** Words for the health of a file system. What is not known is not called healthy. */
const health: Readonly<Record<VolumeHealth, string>> = {
  'none-recorded': 'no errors recorded',
  unknown: 'health unknown',
  'not-properly-removed': 'was not properly removed',
  'errors-recorded': 'errors recorded',
  'turned-read-only': 'stopped: the system writes to it no more',
};

/** What was seen on a volume, by names alone. */
const contents = ({ isWhole, ...counts }: ContentsView): string => {
  const { packets, bundles, dossiers, decisions, statements, keys } = counts;
  const seen = [
    packets === 0
      ? []
      : [format.plural(packets, { one: '# file that may be a packet', other: '# files that may be packets' })],
    bundles === 0 ? [] : [format.plural(bundles, { one: '# bundle', other: '# bundles' })],
    decisions === 0 ? [] : [format.plural(decisions, { one: '# decision folder', other: '# decision folders' })],
    dossiers === 0 ? [] : [format.plural(dossiers, { one: '# dossier', other: '# dossiers' })],
    statements === 0 ? [] : [format.plural(statements, { one: '# signed statement', other: '# signed statements' })],
    keys === 0 ? [] : [format.plural(keys, { one: '# key', other: '# keys' })],
  ].flat();
  const found = seen.length === 0 ? 'Nothing that Holdfast knows by name' : `By name: ${seen.join(', ')}`;
  return isWhole
    ? `${found}, at the top and one folder down.`
    : `${found}, in the part that was looked at: there is more.`;
};

export const inbox = {
  title: 'Intake',
  lead: 'Bring in decision packets and evidence bundles from a folder or a removable medium. Every byte is read once, copied into the vault and hashed on the way.',

  steps: {
    title: 'From a packet to a signed decision',
    lead: 'Three steps. Nothing leaves this machine until you export it.',
    owner: {
      title: 'Create the owner identity',
      body: 'An Ed25519 key that signs decisions, kept encrypted under your passphrase. Back it up afterwards, under People.',
      action: 'Create owner identity…',
    },
    import: {
      title: 'Import a packet and its evidence',
      body: 'From a folder or a mounted removable volume. Tree hashes are checked from the bytes.',
      action: 'Choose folder…',
    },
    decide: {
      title: 'Review and decide',
      body: 'Read the packet, see what is open, and sign exactly one option. The default is always to hold.',
      action: 'Open packets',
    },
    backUp: 'Back up your key now: without a copy, a lost disk is a lost key.',
    practise: 'Practise first (ten minutes, thrown away)',
    practiseNote:
      'Practice has a data folder, a packet and evidence of its own. What you sign there counts nowhere, and all of it is deleted when you leave. Come back here for the real key.',
    practice: {
      title: 'Your practice, step by step',
      lead: 'From a first decision that holds to one that lets the work go ahead. Leave whenever you like: nothing is kept.',
      export: {
        title: 'Carry the decision away',
        body: 'Export it to the practice stick. Holdfast reads back every byte and shows the fingerprint in words.',
        action: 'Open the packet',
      },
      open: {
        title: 'Close the blocker and grant the action',
        body: 'Under Blockers: sign ARC-RESTORE-1 as closed, resting on the rehearsal, and grant ARCHIVE_MOVE once.',
        action: 'Open the blockers',
      },
      execute: {
        title: 'Decide anew: EXECUTE',
        body: 'Nothing locks it any more. The new decision takes the place of the one that held, and uses up the grant.',
        action: 'Open the packet',
      },
      leave: {
        title: 'Leave practice',
        body: 'The practice folder is deleted, and you create the real owner.',
      },
    },
    done: 'done',
    later: 'later',
  },

  sources: {
    title: 'Import from',
    choose: 'Choose folder…',
    volumes: 'Removable volumes',
    noVolumes: 'No removable volume is mounted. Insert a medium and it appears here.',
    open: 'Look inside',
    free: (free: number, total: number): string => `${format.size(free)} free of ${format.size(total)}`,
    noAnswer: 'does not answer',
    readOnly: 'read-only',
    health,
    contents,
    unmounted: {
      title: 'Plugged in, not mounted',
      wayOut:
        'Holdfast reads what is mounted under /media or /run/media. Open the medium in the file manager of the desktop, which mounts it there; it then appears above. An encrypted medium asks for its passphrase there. If that fails, the file system may be damaged or unknown to this machine.',
    },
  },

  eject: {
    begin: 'Prepare to take the medium out',
    working: 'Writing what waits, and unmounting…',
    safe: (medium: string): Sentence =>
      say`Safe to take out: ${medium}. The system has written everything, and it is no longer mounted.`,
    notYet: 'Do not take the medium out yet',
    synced: 'Everything that waited to be written to it is written, as the system says.',
    notSynced: 'It is not known whether everything that waited to be written to it is written.',
  },

  scan: {
    title: (label: string): Sentence => say`Found in ${label}`,
    empty: 'No packet and no evidence bundle was found at the top of this folder.',
    emptyWayOut: 'Choose the folder that holds the packet file (.md, .txt, .json) or the bundle’s folder or archive.',
    table: 'Packets and evidence bundles found',
    columns: { name: 'Name', kind: 'Kind', size: 'Size' },
    kind: { packet: 'packet', bundle: 'evidence bundle' },
    form: { ...terms.packetForm, ...terms.bundleForm },
    sizeUnknown: 'not counted yet',
    unlikely: 'does not look like one',
    import: (count: number): string =>
      count === 0 ? 'Import' : format.plural(count, { one: 'Import # item', other: 'Import # items' }),
    discard: 'Close',
    starting: 'Starting …',
  },

  unfinished: {
    title: 'Interrupted imports',
    lead: 'What was read is kept, and nothing of it is listed yet. Resuming reads the rest, and looks whether the medium is still as it was.',
    started: (at: string): string => `Begun ${at} (station clock).`,
    isThere: 'The source is where it was.',
    isGone: 'The source is not where it was: mount its medium again, or show where it is now.',
    resume: 'Resume',
    resumeElsewhere: 'Resume from…',
    giveUp: 'Give up',
    noneLeft: 'None is left: each was resumed or given up.',
  },

  jobs: {
    title: 'Imports',
    ended: 'Imports that have ended',
    columns: { how: 'How it ended', name: 'Import', act: 'Next' },
    group: { refused: 'refused', attention: 'needs attention', fine: 'fine' },
    summary: (all: number, refused: number, attention: number, fine: number): string =>
      `${format.integer(all)} done: ${format.integer(refused)} refused, ${format.plural(attention, { one: '# needs attention', other: '# need attention' })}, ${format.integer(fine)} fine`,
    kind: { packet: 'packet', bundle: 'evidence bundle' },
    state: jobState,
    phase,
    pause: 'Pause',
    resume: 'Resume',
    cancel: 'Cancel',
    dismiss: 'Dismiss',
    openPacket: 'Open packet',
    openBundle: 'Open bundle',
    bytes: (done: number, total: number | null): string =>
      total === null ? format.size(done) : `${format.size(done)} of ${format.size(total)}`,
    files: (done: number, total: number | null): string =>
      total === null
        ? format.plural(done, { one: '# file', other: '# files' })
        : `${format.integer(done)} of ${format.plural(total, { one: '# file', other: '# files' })}`,
    checked: (bytes: number): string => `${format.size(bytes)} read again for checks`,
    silent: {
      medium: (seconds: number): string => `The medium has not answered for ${format.duration(Math.floor(seconds))}.`,
      vault: (seconds: number): string =>
        `The vault’s disk has not answered for ${format.duration(Math.floor(seconds))}.`,
    },
    silentWayOut: {
      medium: 'Wait, or cancel the import and take the medium out.',
      vault: 'Wait, or cancel the import.',
      pausing: 'The pause takes effect when it does.',
    },
    rate: (bytesPerSecond: number): string => `${format.size(Math.round(bytesPerSecond))}/s`,
    left: (seconds: number): string => `${format.duration(seconds)} left`,
    imported: 'Imported into the vault.',
    importedWithErrors: 'Imported into the vault, with errors.',
    refused: 'Refused.',
    unknown: 'Not known yet.',
    interrupted: 'Interrupted.',
    interruptedWayOut: 'It waits under “Interrupted imports”: resume it once its medium is back, or give it up.',
    tooLateToCancel: 'Cancelling came too late: it was being listed already.',
    cancelled: 'Cancelled. Nothing of it is in the vault’s lists.',
    heldUp:
      'One call to the medium or the vault’s disk is still under way. What it leaves behind is removed when it ends, or at the next start.',
    findings: (count: number): string => format.plural(count, { one: '# finding', other: '# findings' }),
  },
};
