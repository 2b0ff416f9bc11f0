import type { JournalEvent, ProcessEnded } from '../../../journal/entry.ts';
import { assertNever } from '../../../result.ts';
import type { SealRecord } from '../../../statement/fields.ts';
import { isSealed } from '../../../statement/sealed.ts';

/** One line for a person. Its particulars are untrusted text. */
export function describeEvent(event: JournalEvent): string {
  switch (event.kind) {
    case 'station-created':
      return `This station was created, with the key ${short(event.station)}.`;
    case 'console-started':
      return `The console ${event.version} was started on ${event.runtime}.${event.seal === undefined ? '' : describeSeal(event.seal)}`;
    case 'journal-recovered':
      return `After a crash the journal was brought back to ${event.entriesKept} entries; ${event.bytesSetAside} bytes were set aside.`;
    case 'import-started':
      return `Import of the ${event.what} ${event.label} from ${event.medium} was started.`;
    case 'import-finished':
      return `The ${event.what} ${event.label} was imported: ${verdict(event)}.`;
    case 'statement-taken-in':
      return `The statement ${event.label} was taken in from ${event.medium}, with ${formsOf(event.envelope, event.sshsigs.length)}.`;
    case 'import-refused':
      return `The ${event.what} ${event.label} was not imported: ${event.reason}`;
    case 'import-cancelled':
      return `Import of the ${event.what} ${event.label} was cancelled.`;
    case 'import-interrupted':
      return `Import of the ${event.what} ${event.label} was interrupted: ${event.reason}`;
    case 'verification':
      return `The ${event.what} ${event.label} was verified: ${verdict(event)}.`;
    case 'unlock':
      return `The key ${short(event.identity)} was unlocked.`;
    case 'unlock-failed':
      return `Unlocking the key ${short(event.identity)} failed (${event.failures} in a row).`;
    case 'agent-asked': {
      const why = event.purpose === 'sign' ? 'to sign' : 'to sign in';
      const forwarded = event.mayBeForwarded ? ' The console was started over SSH: it may be another machine’s.' : '';
      return `The ssh-agent at ${event.socket} was asked ${why} with the key ${short(event.identity)}: ${AGENT_OUTCOME[event.outcome]}.${forwarded}`;
    }
    case 'lock':
      return `The key ${short(event.identity)} was locked (${event.cause}).`;
    case 'signature':
      return `The key ${short(event.identity)} signed a ${event.predicateType}${event.packet === null ? '' : ` about packet ${short(event.packet)}`}${event.envelope === null ? ', in OpenSSH’s format alone' : ''}.`;
    case 'export':
      return `${event.folder} was exported to ${event.medium}.`;
    case 'log-exported':
      return `The console’s log was exported to ${event.medium} as ${event.file}.`;
    case 'refusal':
      return `${event.action} was refused: ${event.reason}`;
    case 'refusals-counted': {
      const counts = event.refusals.map(({ action, code, count }) => `${action} (${code}) ${times(count)}`);
      const others = event.others === 0 ? [] : [`others ${times(event.others)}`];
      return `From ${event.from} on, these were refused as well: ${[...counts, ...others].join(', ')}. The first: ${event.refusals[0]?.reason ?? ''}`;
    }
    case 'data-findings': {
      if (event.findings.length === 0) return 'What was found about the data folder before is found no more.';
      const found = event.findings.map(({ code, where }) => `${code} (${where})`).join(', ');
      return `Found about the data folder: ${found}${event.more === 0 ? '' : `, and ${event.more} more`}.`;
    }
    case 'process-ended':
      return `${PROCESS[event.process]} ${PROCESS_END[event.how]}${event.count === 1 ? '' : ` (${times(event.count)})`}. ${REACTION[event.reaction]}`;
    case 'airgap-link':
      return event.linksUp.length === 0
        ? 'No network link is up.'
        : `Network links are up: ${event.linksUp.join(', ')}.`;
    case 'airgap-override':
      return `${event.identity === null ? 'The first owner' : short(event.identity)} allowed a signature with links up: ${event.linksUp.join(', ')}.`;
    case 'identity-enrolled':
      return `${event.name} was enrolled as ${event.roles.join(', ')} with the key ${short(event.identity)}.`;
    case 'identity-retired':
      return `The identity ${short(event.identity)} was retired: ${event.reason}`;
    case 'identity-revoked':
      return `The identity ${short(event.identity)} was revoked: ${event.reason}`;
    case 'passphrase-changed':
      return `The passphrase of ${short(event.identity)} was changed.`;
    case 'key-backed-up':
      return `The key ${short(event.identity)} was backed up to ${event.medium}.`;
    case 'key-restored':
      return `The key ${short(event.identity)} was restored from ${event.medium}.`;
    default:
      return assertNever(event, 'journal event');
  }
}

const AGENT_OUTCOME: Readonly<Record<Extract<JournalEvent, { kind: 'agent-asked' }>['outcome'], string>> = {
  signed: 'it signed',
  'without-key': 'it does not offer that key',
  refused: 'it did not sign',
  unreachable: 'it could not be reached',
  'timed-out': 'it gave no answer in time',
  cancelled: 'the person did not wait for it',
};

const PROCESS: Readonly<Record<ProcessEnded['process'], string>> = {
  'review-page': 'The review page',
  'signing-page': 'The signing page',
  'chooser-page': 'The page to choose a file or folder',
  'report-page': 'The page of a report',
  graphics: 'The graphics process',
  service: 'A service process',
  main: 'The main process',
};

const PROCESS_END: Readonly<Record<ProcessEnded['how'], string>> = {
  crashed: 'crashed',
  killed: 'was killed',
  'out-of-memory': 'ran out of memory',
  exited: 'ended by itself',
  'not-started': 'could not be started',
  silent: 'did not answer and was ended',
  fault: 'met an error that it has no answer to',
};

const REACTION: Readonly<Record<ProcessEnded['reaction'], string>> = {
  'ceremony-closed': 'What it was open for was closed.',
  'loaded-again': 'It was loaded again.',
  asked: 'It was not loaded again before the person had chosen.',
  'export-failed': 'The report was not written.',
  restarted: 'It was started again.',
  'console-ended': 'The console was ended.',
};

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}

function formsOf(envelope: string | null, sshsigs: number): string {
  if (envelope === null) return 'OpenSSH signatures alone';
  return sshsigs === 0 ? 'a DSSE envelope alone' : 'a DSSE envelope and OpenSSH signatures';
}

function verdict({ verdict, findings }: { verdict: string; findings: readonly string[] }): string {
  return findings.length === 0 ? verdict : `${verdict}, ${findings.join(', ')}`;
}

/** Enough of a digest to tell two apart on one line. */
function short(digest: string): string {
  return digest.slice(0, 16);
}

function describeSeal(seal: SealRecord): string {
  const { probes, unsealed, letPass, accessible } = seal;
  const open = probes.filter(({ outcome }) => outcome !== 'closed');
  const state = isSealed(seal)
    ? ' It is sealed.'
    : ` It is not sealed (${open.map(({ probe, outcome }) => `${probe}: ${outcome}`).join(', ')}); typed for that: ${unsealed ?? 'nothing'}.`;
  const passed = letPass.length === 0 ? '' : ` A development build let pass: ${letPass.join(' ')}.`;
  return `${state}${accessible === true ? ' A screen reader was let in.' : ''}${passed}`;
}
