/** The files of an exported decision whose names never change. The packet is the one more. */
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

/** Who `allowed_signers` says the key is, and `ssh-keygen -I` asks for. */
export const PRINCIPAL = 'owner';

/** The folder of what a decision rests on: grants, discharges, decisions before it, and the keys that signed them. */
export const AUTHORITY_FOLDER = 'authority';

const MAX_NAME = 100;

/** `holdfast-decision-<packet id>-<sequence>`, safe as a folder name on every file system. */
export function folderName(packetId: string, sequence: number): string {
  return `holdfast-decision-${safeName(packetId)}-${sequence}`;
}

/** `authority/grant-1.dsse.json`: statements of a word are numbered from 1, in the order of signing. */
export function authorityName(word: string, number: number): string {
  return `${AUTHORITY_FOLDER}/${word}-${number}.dsse.json`;
}

/** The public key of someone who signed what is in the folder: a convenience, never a trust anchor. */
export function authorityKeyName(keyid: string): string {
  return `${AUTHORITY_FOLDER}/${keyid}.pub`;
}

export function isAuthorityName(name: string): boolean {
  return /^authority\/(?:(?:grant|discharge|revocation|decision)-[1-9][0-9]{0,5}\.dsse\.json|[0-9a-f]{64}\.pub)$/.test(
    name,
  );
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
