import type { Sha256 } from '../../shared/bytes.ts';
import type { Problem } from '../../shared/contract/channel.ts';
import { describeFinding } from '../../shared/finding/index.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { ChainLink } from '../../shared/statement/chain.ts';
import { DECISION_TYPE } from '../../shared/statement/decision.ts';
import { type OpenedStatement, openStatement } from '../../shared/statement/open.ts';
import { type DecisionStatement, STATEMENT_LIMITS } from '../../shared/statement/statement.ts';
import type { JournalEntry } from '../journal/entry.ts';
import type { Journal } from '../journal/journal.ts';
import type { Keyring } from '../keyring/keyring.ts';
import type { Vault } from '../vault/vault.ts';
import { problemOf, refused } from './problems.ts';
import type { SignedStatement } from './signing-ceremony.ts';

type SignatureEvent = JournalEntry['event'] & { readonly kind: 'signature' };

/** Base64 of the largest payload, and room for signatures. */
const MAX_ENVELOPE_BYTES = 2 * STATEMENT_LIMITS.maxBytes;

/** A signed statement of this station, its signatures verified again with the keys that are trusted now. */
export interface ShelvedStatement {
  readonly opened: OpenedStatement;
  readonly envelope: Uint8Array;
  /** SHA-256 of the armored OpenSSH signature, in the vault. */
  readonly sshsig: Sha256;
  readonly signedBy: Sha256;
  readonly signedAt: string;
}

/**
 * The signed statements of this station. Which there are says the journal; their bytes are the vault's, and nothing is
 * believed of them before they are opened anew.
 */
export class Shelf {
  readonly #vault: Vault;
  readonly #journal: Journal;
  readonly #keyring: Keyring;

  constructor(vault: Vault, journal: Journal, keyring: Keyring) {
    this.#vault = vault;
    this.#journal = journal;
    this.#keyring = keyring;
  }

  /** Stores all parts durably, then journals: only with the entry the statement counts as signed. */
  async keep(signed: SignedStatement, record: (event: SignatureEvent) => Promise<Result<void, Problem>>) {
    const stored: Sha256[] = [];
    for (const part of [signed.payload, signed.envelope, new TextEncoder().encode(signed.sshsig)]) {
      const put = await this.#vault.putSmall(part);
      if (!put.ok) return err(problemOf('sign', put.error));
      stored.push(put.value);
    }
    const [statement, envelope, sshsig] = stored;
    if (statement === undefined || envelope === undefined || sshsig === undefined)
      throw new Error('three parts were stored');
    const { predicate, predicateType } = signed.statement;
    if (predicate.packet === null) throw new Error('a statement of this station is about a packet');
    const recorded = await record({
      kind: 'signature',
      identity: signed.signer.id,
      predicateType,
      statement,
      envelope,
      sshsig,
      packet: predicate.packet.sha256,
      consumes: 'grants' in predicate ? predicate.grants.map((grant) => grant.nonce) : [],
    });
    return recorded.ok ? ok(envelope) : recorded;
  }

  /** Every statement in the order of signing; one that does not open any more is a problem, and counts for nothing. */
  async statements(): Promise<{
    readonly statements: readonly ShelvedStatement[];
    readonly problems: readonly Problem[];
  }> {
    const statements: ShelvedStatement[] = [];
    const problems: Problem[] = [];
    for (const { at, event } of this.#journal.entries()) {
      if (event.kind !== 'signature') continue;
      const opened = await this.#open(event, at);
      if (opened.ok) statements.push(opened.value);
      else problems.push(opened.error);
    }
    return { statements, problems };
  }

  async statement(envelope: Sha256): Promise<Result<ShelvedStatement, Problem>> {
    for (const { at, event } of this.#journal.entries()) {
      if (event.kind === 'signature' && event.envelope === envelope) return this.#open(event, at);
    }
    return refused('decision/unknown', 'No such statement was signed on this station.', envelope);
  }

  async sshsig(statement: ShelvedStatement): Promise<Result<Uint8Array, Problem>> {
    const bytes = await this.#vault.readSmall(statement.sshsig, MAX_ENVELOPE_BYTES);
    return bytes.ok ? bytes : err(problemOf('decision', bytes.error));
  }

  async #open(event: SignatureEvent, at: string): Promise<Result<ShelvedStatement, Problem>> {
    const envelope = await this.#vault.readSmall(event.envelope, MAX_ENVELOPE_BYTES);
    if (!envelope.ok) return err(problemOf('decision', envelope.error));
    const opened = openStatement(envelope.value, this.#keyring.trustedKeys());
    if (!opened.ok) {
      const [first] = opened.error;
      const sentence = first === undefined ? 'The statement does not open.' : describeFinding(first);
      return refused('decision/does-not-open', sentence, event.envelope);
    }
    return ok({
      opened: opened.value,
      envelope: envelope.value,
      sshsig: event.sshsig,
      signedBy: event.identity,
      signedAt: at,
    });
  }
}

export function isDecision(opened: OpenedStatement): opened is OpenedStatement<DecisionStatement> {
  return opened.statement.predicateType === DECISION_TYPE;
}

export function chainLink({ statement, statementSha256 }: OpenedStatement<DecisionStatement>): ChainLink {
  return { sha256: statementSha256, decision: statement.predicate };
}
