import { type Sha256, utf8 } from '../../shared/bytes.ts';
import { sha256Hex } from '../../shared/statement/digest.ts';
import type { OpenedStatement } from '../../shared/statement/open.ts';
import { type Ed25519PublicKey, toOpenSsh, toSpkiPem } from '../../shared/statement/public-key.ts';
import { renderStatement } from '../../shared/statement/render.ts';
import { SSHSIG_NAMESPACE } from '../../shared/statement/sshsig.ts';
import type { DecisionStatement } from '../../shared/statement/statement.ts';
import { distinctKeys } from '../../shared/statement/trust.ts';
import type { NewFile } from '../files/durable-folder.ts';
import { instructions } from './instructions.ts';
import { authorityKeyName, authorityName, DOSSIER_FILES as FILES, PRINCIPAL, packetFileName } from './names.ts';
import { wordOf } from './whole/layout.ts';

/** A signed decision with all that a reader needs besides. */
export interface SignedDecision {
  readonly statement: DecisionStatement;
  /** The exact payload bytes. */
  readonly payload: Uint8Array;
  /** The DSSE envelope's bytes. */
  readonly envelope: Uint8Array;
  /** The armored OpenSSH signature over `payload`. */
  readonly sshsig: Uint8Array;
  readonly signer: Ed25519PublicKey;
  readonly packet: {
    readonly bytes: Uint8Array;
    /** The name it had on the medium. Untrusted text. */
    readonly label: string;
  };
  /** What the decision rests on, in the order of signing. */
  readonly authority: readonly OpenedEnvelope[];
}

/** A signed statement of those that a decision rests on, with its envelope's bytes. */
export interface OpenedEnvelope {
  readonly opened: OpenedStatement;
  readonly envelope: Uint8Array;
}

/** Every file of the exported folder, in the order in which they are written; SHA256SUMS is the last. */
export function dossierFiles(decision: SignedDecision): readonly NewFile[] {
  const { statement, payload, envelope, sshsig, signer, packet } = decision;
  const packetFile = packetFileName(packet.label);
  const files = [
    { name: FILES.envelope, bytes: envelope },
    { name: FILES.statement, bytes: payload },
    { name: FILES.sshsig, bytes: sshsig },
    ...keyFiles(signer),
    { name: packetFile, bytes: packet.bytes },
    ...authorityFiles(decision.authority),
    { name: FILES.rendered, bytes: utf8(renderStatement(statement)) },
    { name: FILES.instructions, bytes: utf8(instructions(statement, signer, packetFile)) },
  ];
  return [...files, { name: FILES.checksums, bytes: checksums(files) }];
}

/** Each envelope under its own word and number, and the public keys of everyone who signed one. */
export function authorityFiles(authority: readonly OpenedEnvelope[]): readonly NewFile[] {
  const counts = new Map<string, number>();
  const envelopes = authority.map(({ opened, envelope }) => {
    const word = wordOf(opened.statement.predicateType);
    const number = (counts.get(word) ?? 0) + 1;
    counts.set(word, number);
    return { name: authorityName(word, number), bytes: envelope };
  });
  const keys = distinctKeys(authority.flatMap(({ opened }) => opened.signers));
  return [
    ...envelopes,
    ...keys.map(({ key }) => ({ name: authorityKeyName(key.keyid), bytes: utf8(toOpenSsh(key, '')) })),
  ];
}

/** The signer's public key in the three forms that the stock tools want. */
export function keyFiles(key: Ed25519PublicKey): readonly NewFile[] {
  const openSsh = toOpenSsh(key, '');
  const namespace = SSHSIG_NAMESPACE['urn:holdfast:decision:v1'];
  return [
    { name: FILES.openSsh, bytes: utf8(openSsh) },
    { name: FILES.pem, bytes: utf8(toSpkiPem(key)) },
    { name: FILES.allowedSigners, bytes: utf8(`${PRINCIPAL} namespaces="${namespace}" ${openSsh}`) },
  ];
}

/** As `sha256sum` writes it, in the order of the names. */
export function checksums(files: readonly NewFile[]): Uint8Array {
  const lines = files.map(({ name, bytes }): [string, Sha256] => [name, sha256Hex(bytes)]);
  return utf8(
    lines
      .sort(byName)
      .map(([name, digest]) => `${digest}  ${name}\n`)
      .join(''),
  );
}

function byName([a]: readonly [string, Sha256], [b]: readonly [string, Sha256]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
