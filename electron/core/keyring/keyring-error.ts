import type { FileError } from '../files/file-error.ts';

/** Refusals that have no more to say than a sentence. */
export type KeyringRefusal =
  | 'weak-passphrase'
  | 'passphrases-differ'
  | 'input-unreadable'
  | 'key-process'
  | 'name-refused'
  | 'roles-refused'
  | 'identity-unknown'
  | 'identity-not-active'
  | 'key-elsewhere'
  | 'key-damaged'
  | 'key-form'
  | 'key-other'
  | 'already-enrolled'
  | 'owner-needed'
  | 'last-owner'
  | 'reason-needed'
  | 'locked'
  | 'cancelled'
  | 'records-damaged'
  | AgentRefusal;

/** What can come of asking an ssh-agent, apart from a signature. */
export type AgentRefusal =
  | 'agent-unreachable'
  | 'agent-timed-out'
  | 'agent-cancelled'
  | 'agent-without-key'
  | 'agent-refused';

/** Why the keyring refused. `where` is an identity's name or id, a file, a field; a sentence about a passphrase says whose. */
export type KeyringError =
  | FileError
  | { readonly code: KeyringRefusal; readonly sentence: string; readonly where: string }
  | WrongPassphrase
  | { readonly code: 'wait'; readonly sentence: string; readonly secondsLeft: number };

interface WrongPassphrase {
  readonly code: 'wrong-passphrase';
  readonly sentence: string;
  /** Failed unlocks in a row, this one included. For the journal. */
  readonly failures: number;
  /** What the next try must wait. */
  readonly secondsLeft: number;
}

export function keyringError(code: KeyringRefusal, sentence: string, where: string): KeyringError {
  return { code, sentence, where };
}
