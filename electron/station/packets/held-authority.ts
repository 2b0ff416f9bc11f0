import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import type { PacketReading } from '../../../shared/packet/types.ts';
import { servingGrant } from '../../../shared/rules/grants.ts';
import type { Authority } from '../../../shared/rules/types.ts';
import type { GrantUse } from '../../../shared/statement/fields.ts';
import { authorityOf, grantUse, isGrant } from '../../../shared/statement/in-force.ts';
import type { OpenedStatement } from '../../../shared/statement/open.ts';
import type { HeldStatement, HeldStatements, PendingStatement } from '../statement-store.ts';
import type { HeldBundles } from './held-bundles.ts';

/** What the signed statements held come to for one packet: what can open locks, and where each of it is from. */
export interface HeldAuthority {
  readonly statements: readonly HeldStatement[];
  readonly pending: readonly PendingStatement[];
  readonly authority: Authority;
}

/** The packet's id, its bytes, and the tree hashes that it names: another packet's grants and discharges are nothing to it. */
export interface AboutPacket {
  readonly id: string;
  readonly sha256: Sha256;
  readonly treeHashes?: readonly string[];
}

/**
 * `bundles`, and those of which no more than the `dirHash` is known: the vault's, since a discharge counts no longer once
 * the evidence that it rests on was found damaged.
 * Revisions of one packet id belong together, so that a grant for another revision can be told as that.
 */
export function heldAuthority(
  heldStatements: HeldStatements,
  packet: AboutPacket,
  { bundles, damaged }: HeldBundles = { bundles: [], damaged: new Map() },
): HeldAuthority {
  const statements = heldStatements.statements.filter(({ opened }) => isAbout(opened, packet));
  const pending = heldStatements.pending.filter(({ opened }) => isAbout(opened, packet));
  const opened = statements.map((one) => one.opened);
  const around = {
    pending: pending.map((one) => ({ signed: one.opened, missing: one.missing })),
    recordedAt: new Map([...statements, ...pending].map((one) => [one.opened.statementSha256, one.recordedAt])),
    bundles,
    damaged: [...damaged.keys()],
    treeHashes: packet.treeHashes ?? [],
  };
  return { statements, pending, authority: authorityOf(opened, heldStatements, around) };
}

export function isAbout({ statement }: OpenedStatement, { id, sha256 }: AboutPacket): boolean {
  const { packet } = statement.predicate;
  return packet !== null && (packet.sha256 === sha256 || (id !== '' && packet.id === id));
}

/** The use of the grant that serves this action now; `null` when none does. */
export function grantUseFor(
  action: string,
  reading: PacketReading,
  { authority, statements }: HeldAuthority,
  now: string,
): GrantUse | null {
  const grant = servingGrant(action, reading, authority.grants, now);
  for (const { opened } of statements) {
    if (isGrant(opened) && opened.statementSha256 === grant?.statementSha256) return grantUse(opened);
  }
  return null;
}
