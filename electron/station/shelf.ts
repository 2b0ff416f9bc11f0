import type { Sha256 } from '../../shared/bytes.ts';
import type { Problem } from '../../shared/contract/channel.ts';
import { describeFinding } from '../../shared/finding/index.ts';
import type { Actor } from '../../shared/packet/types.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { ChainLink } from '../../shared/statement/chain.ts';
import { DECISION_TYPE } from '../../shared/statement/decision.ts';
import { type OpenedStatement, openPartly, type PartlySigned } from '../../shared/statement/open.ts';
import { isDischarge, type Standing } from '../../shared/statement/standing.ts';
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

/** A signed statement of this station, its signatures verified with the keys that are trusted now. */
export interface ShelvedStatement {
  readonly opened: OpenedStatement;
  readonly envelope: Uint8Array;
  /** SHA-256 of each armored OpenSSH signature, in the vault, in the order of signing. */
  readonly sshsigs: readonly Sha256[];
  /** Of the newest signature. */
  readonly signedAt: string;
}

/** A discharge that some of its actors have signed. It closes nothing until `missing` is empty. */
export interface PendingStatement extends ShelvedStatement {
  readonly missing: readonly Actor[];
}

/** All that is on the shelf, in the order in which each got its newest signature. */
export interface ShelfContents {
  readonly statements: readonly ShelvedStatement[];
  readonly pending: readonly PendingStatement[];
  /** Nonce of each grant that the journal has as used, and the statement (its payload's SHA-256) that used it first. */
  readonly consumed: Standing['consumed'];
  /** What does not open any more, and counts for nothing. */
  readonly problems: readonly Problem[];
}

/**
 * The signed statements of this station. Which there are says the journal; their bytes are the vault's, and nothing is
 * believed of them before they are opened with the keys that are trusted now.
 */
export class Shelf {
  readonly #vault: Vault;
  readonly #journal: Journal;
  readonly #keyring: Keyring;
  /** What was opened with the keyring as it is at `#openedUnder`: bytes that a digest names never change. */
  readonly #opened = new Map<Sha256, PendingStatement>();
  #openedUnder: Sha256 | null = null;

  constructor(vault: Vault, journal: Journal, keyring: Keyring) {
    this.#vault = vault;
    this.#journal = journal;
    this.#keyring = keyring;
  }

  /**
   * Stores all parts durably, then journals: only with the entry the signature counts. The same payload signed by
   * another is the same statement, whose newest envelope holds all signatures.
   */
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

  async contents(): Promise<ShelfContents> {
    this.#forgetUnderOtherKeys();
    const statements: ShelvedStatement[] = [];
    const pending: PendingStatement[] = [];
    const problems: Problem[] = [];
    for (const signatures of this.#signatures().values()) {
      const opened = await this.#open(signatures);
      if (!opened.ok) problems.push(opened.error);
      else if (opened.value.missing.length === 0) statements.push(opened.value);
      else pending.push(opened.value);
    }
    return { statements, pending, consumed: this.#consumed(), problems };
  }

  /** One statement by its envelope, signed by all its roles. */
  async statement(envelope: Sha256): Promise<Result<ShelvedStatement, Problem>> {
    const { statements } = await this.contents();
    const found = statements.find((one) => one.opened.envelopeSha256 === envelope);
    return found === undefined
      ? refused('decision/unknown', 'No such statement was signed on this station.', envelope)
      : ok(found);
  }

  /** The armored OpenSSH signature of its first signer. */
  async sshsig({ sshsigs: [first], opened }: ShelvedStatement): Promise<Result<Uint8Array, Problem>> {
    if (first === undefined)
      return refused('decision/no-sshsig', 'It has no OpenSSH signature.', opened.envelopeSha256);
    const bytes = await this.#vault.readSmall(first, MAX_ENVELOPE_BYTES);
    return bytes.ok ? bytes : err(problemOf('decision', bytes.error));
  }

  /** The signatures on each payload, the statement that was signed last at the end. */
  #signatures(): ReadonlyMap<Sha256, readonly Signature[]> {
    const byStatement = new Map<Sha256, readonly Signature[]>();
    for (const { at, event } of this.#journal.entries()) {
      if (event.kind !== 'signature') continue;
      const before = byStatement.get(event.statement) ?? [];
      byStatement.delete(event.statement);
      byStatement.set(event.statement, [...before, { at, envelope: event.envelope, sshsig: event.sshsig }]);
    }
    return byStatement;
  }

  #consumed(): Standing['consumed'] {
    const consumed = new Map<string, Sha256>();
    for (const { event } of this.#journal.entries()) {
      if (event.kind !== 'signature') continue;
      for (const nonce of event.consumes) if (!consumed.has(nonce)) consumed.set(nonce, event.statement);
    }
    return consumed;
  }

  #forgetUnderOtherKeys(): void {
    if (this.#openedUnder === this.#keyring.head) return;
    this.#opened.clear();
    this.#openedUnder = this.#keyring.head;
  }

  async #open(signatures: readonly Signature[]): Promise<Result<PendingStatement, Problem>> {
    const newest = signatures.at(-1);
    if (newest === undefined) throw new Error('a statement of the journal has a signature');
    const known = this.#opened.get(newest.envelope);
    if (known !== undefined) return ok(known);
    const envelope = await this.#vault.readSmall(newest.envelope, MAX_ENVELOPE_BYTES);
    if (!envelope.ok) return err(problemOf('decision', envelope.error));
    const partly = openPartly(envelope.value, this.#keyring.trustedKeys());
    if (!partly.ok || !mayWait(partly.value)) {
      const [first] = partly.ok ? [] : partly.error;
      const sentence = first === undefined ? 'Nobody with the role it needs has signed it.' : describeFinding(first);
      return refused('decision/does-not-open', sentence, newest.envelope);
    }
    const { signed, missing } = partly.value;
    const sshsigs = signatures.map(({ sshsig }) => sshsig);
    const shelved = { opened: signed, missing, envelope: envelope.value, sshsigs, signedAt: newest.at };
    this.#opened.set(newest.envelope, shelved);
    return ok(shelved);
  }
}

interface Signature {
  readonly at: string;
  readonly envelope: Sha256;
  readonly sshsig: Sha256;
}

/** Only a discharge goes from signer to signer. */
function mayWait({ signed, missing }: PartlySigned): boolean {
  return missing.length === 0 || isDischarge(signed);
}

export function isDecision(opened: OpenedStatement): opened is OpenedStatement<DecisionStatement> {
  return opened.statement.predicateType === DECISION_TYPE;
}

export function chainLink({ statement, statementSha256 }: OpenedStatement<DecisionStatement>): ChainLink {
  return { sha256: statementSha256, decision: statement.predicate };
}
