import type { Failure, FailureCode } from '../../../shared/failure/failure.ts';
import type { FileFailure } from '../files/file-failure.ts';

/** What can come of asking an ssh-agent, apart from a signature. */
export type AgentCode = Extract<FailureCode, `keyring/agent-${string}`>;

/** The one after which the passphrase was wrong. */
export type WrongPassphrase = Failure<'keyring/wrong-passphrase'> & {
  /** Failed unlocks in a row, this one included. For the journal. */
  readonly failures: number;
};

/** Why the keyring did not do it. `where` is an identity's name or id, a file, a field. */
export type KeyringFailure =
  | FileFailure
  | WrongPassphrase
  | Failure<Exclude<Extract<FailureCode, `keyring/${string}`>, 'keyring/wrong-passphrase'>>;
