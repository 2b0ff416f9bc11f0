import { SSHSIG_NAMESPACE } from '../../../shared/statement/sshsig.ts';
import type { PredicateType } from '../../../shared/statement/statement.ts';

/** The files of an exported decision whose names never change. The packet is the one more. Not all are in every folder. */
export const DOSSIER_FILES = {
  envelope: 'decision.dsse.json',
  statement: 'statement.json',
  sshsig: 'statement.json.sig',
  openSsh: 'owner.pub',
  pem: 'owner.pub.pem',
  allowedSigners: 'allowed_signers',
  rendered: 'rendered.txt',
  instructions: 'VERIFY.txt',
  checksums: 'SHA256SUMS',
} as const;

/** In which formats the decision is signed: at least one, both where the key can make both. */
export interface Formats {
  readonly dsse: boolean;
  readonly openSsh: boolean;
}

/** What is there for each format alone: the signature, and the key in the form that its stock tool wants. */
export const FORMAT_FILES: Readonly<Record<keyof Formats, readonly string[]>> = {
  dsse: [DOSSIER_FILES.envelope, DOSSIER_FILES.pem],
  openSsh: [DOSSIER_FILES.sshsig, DOSSIER_FILES.allowedSigners],
};

/** Who `allowed_signers` says the key is, and `ssh-keygen -I` asks for. */
export const PRINCIPAL = 'owner';

/** The folder of what a decision rests on: grants, discharges, decisions before it, and the keys that signed them. */
export const AUTHORITY_FOLDER = 'authority';

const AUTHORITY_NAME =
  /^authority\/(?:(?:grant|discharge|revocation|decision)-[1-9][0-9]{0,5}\.(?:dsse\.json|statement\.json(?:\.[0-9a-f]{16}\.sig)?)|[0-9a-f]{64}\.pub)$/;
const MAX_NAME = 100;

/** `holdfast-decision-<packet id>-<sequence>`, safe as a folder name on every file system. */
export function folderName(packetId: string, sequence: number): string {
  return `holdfast-decision-${safeName(packetId)}-${sequence}`;
}

/** `authority/grant-1`, to which the endings of `signed-files.ts` are added: numbered from 1, in the order of signing. */
export function authorityBase(word: string, number: number): string {
  return `${AUTHORITY_FOLDER}/${word}-${number}`;
}

/** The public key of someone who signed what is in the folder: a convenience, never a trust anchor. */
export function authorityKeyName(keyid: string): string {
  return `${AUTHORITY_FOLDER}/${keyid}.pub`;
}

export function isAuthorityName(name: string): boolean {
  return AUTHORITY_NAME.test(name);
}

/** The name that the packet had, made safe, and never one of the dossier's own. */
export function packetFileName(label: string): string {
  const name = safeName(label);
  const taken = [...Object.values(DOSSIER_FILES), AUTHORITY_FOLDER].some(
    (own) => own.toLowerCase() === name.toLowerCase(),
  );
  return taken ? `packet-${name}` : name;
}

/** True for a name that `packetFileName` gives for itself. */
export function isPacketFileName(name: string): boolean {
  return packetFileName(name) === name;
}

/**
 * ASCII letters, digits, `.`, `-` and `_`, beginning with none of the last two: no shell, no file system and no eye
 * takes it for something else. Windows' device names get a prefix.
 */
export function safeName(text: string): string {
  const plain = text.replace(/[^A-Za-z0-9._-]/g, '_').replace(/^[.-]+/, '');
  const isDevice = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)/i.test(plain);
  const name = plain === '' || isDevice ? `packet-${plain}` : plain;
  return name.slice(0, MAX_NAME).replace(/\.+$/, '');
}

/** `decision` for `urn:holdfast:decision:v1`: also what comes before the `@` of its OpenSSH namespace. */
export function wordOf(type: PredicateType): string {
  return SSHSIG_NAMESPACE[type].replace('@holdfast', '');
}
