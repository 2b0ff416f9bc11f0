import { type Sha256, utf8 } from '../../../shared/encoding/bytes.ts';
import { sha256Hex } from '../../../shared/encoding/digest.ts';
import { type PublicKey, toOpenSsh, toSpkiPem } from '../../../shared/key/public-key.ts';
import { renderStatement } from '../../../shared/statement/render.ts';
import { SSHSIG_NAMESPACE } from '../../../shared/statement/sshsig.ts';
import type { DecisionStatement } from '../../../shared/statement/statement.ts';
import { distinctKeys } from '../../../shared/statement/trust.ts';
import type { NewFile } from '../files/durable-folder.ts';
import { instructions } from './instructions.ts';
import {
  authorityBase,
  authorityKeyName,
  DOSSIER_FILES as FILES,
  type Formats,
  PRINCIPAL,
  packetFileName,
  wordOf,
} from './names.ts';
import { type CarriedStatement, signedFiles } from './signed-files.ts';

/** A signed decision with all that a reader needs besides. */
export interface SignedDecision {
  readonly statement: DecisionStatement;
  /** The exact payload bytes. */
  readonly payload: Uint8Array;
  /** The DSSE envelope's bytes; `null` where it is signed in OpenSSH's format alone. */
  readonly envelope: Uint8Array | null;
  /** The armored OpenSSH signature over `payload`; `null` where it is signed by DSSE alone. */
  readonly sshsig: Uint8Array | null;
  readonly signer: PublicKey;
  readonly packet: {
    readonly bytes: Uint8Array;
    /** The name it had on the medium. Untrusted text. */
    readonly label: string;
  };
  /** What the decision rests on, in the order of signing. */
  readonly authority: readonly CarriedStatement[];
}

/** Every file of the exported folder, in the order in which they are written; SHA256SUMS is the last. */
export function dossierFiles(decision: SignedDecision): readonly NewFile[] {
  const { statement, payload, envelope, sshsig, signer, packet } = decision;
  const packetFile = packetFileName(packet.label);
  const formats = { dsse: envelope !== null, openSsh: sshsig !== null };
  const files = [
    ...(envelope === null ? [] : [{ name: FILES.envelope, bytes: envelope }]),
    { name: FILES.statement, bytes: payload },
    ...(sshsig === null ? [] : [{ name: FILES.sshsig, bytes: sshsig }]),
    ...keyFiles(signer, formats),
    { name: packetFile, bytes: packet.bytes },
    ...authorityFiles(decision.authority),
    { name: FILES.rendered, bytes: utf8(renderStatement(statement)) },
    { name: FILES.instructions, bytes: utf8(instructions(statement, signer, packetFile, formats)) },
  ];
  return [...files, { name: FILES.checksums, bytes: checksums(files) }];
}

/** Each statement under its own word and number, and the public keys of everyone who signed one. */
export function authorityFiles(authority: readonly CarriedStatement[]): readonly NewFile[] {
  const counts = new Map<string, number>();
  const statements = authority.flatMap((one) => {
    const word = wordOf(one.opened.statement.predicateType);
    const number = (counts.get(word) ?? 0) + 1;
    counts.set(word, number);
    return signedFiles(authorityBase(word, number), one);
  });
  const keys = distinctKeys(authority.flatMap(({ opened }) => opened.signers));
  return [
    ...statements,
    ...keys.map(({ key }) => ({ name: authorityKeyName(key.keyid), bytes: utf8(toOpenSsh(key, '')) })),
  ];
}

/** The signer's public key, and the forms of it that each format's stock tool wants. */
export function keyFiles(key: PublicKey, { dsse, openSsh }: Formats): readonly NewFile[] {
  const line = toOpenSsh(key, '');
  const namespace = SSHSIG_NAMESPACE['urn:holdfast:decision:v1'];
  const allowed = `${PRINCIPAL} namespaces="${namespace}" ${line}`;
  return [
    { name: FILES.openSsh, bytes: utf8(line) },
    ...(dsse ? [{ name: FILES.pem, bytes: utf8(toSpkiPem(key)) }] : []),
    ...(openSsh ? [{ name: FILES.allowedSigners, bytes: utf8(allowed) }] : []),
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
