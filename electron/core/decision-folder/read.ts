import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Finding, finding } from '../../../shared/finding/index.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { attempt } from '../files/file-failure.ts';
import { readRegularFile } from '../files/read.ts';
import { AUTHORITY_FOLDER, DOSSIER_FILES, FORMAT_FILES, isAuthorityName, isPacketFileName } from './names.ts';

/** The largest packet and the largest envelope fit; nothing else in the folder is near it. */
const MAX_FILE_BYTES = 64 * 1024 * 1024;

/** The bytes of an exported folder. */
export interface DossierFolder {
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** The one file whose name is not fixed; `null` when there is none, or more than one. */
  readonly packetFile: string | null;
  readonly findings: readonly Finding[];
}

/**
 * Reads a folder that claims to be an exported decision: its own files, one packet, what the
 * decision rests on; no links, nothing else.
 */
export async function readDossier(folder: string): Promise<DossierFolder> {
  const listed = await attempt(folder, () => readdir(folder));
  if (!listed.ok) return { files: new Map(), packetFile: null, findings: [unreadable(folder, listed.error.errno)] };
  const own: readonly string[] = Object.values(DOSSIER_FILES);
  const others = listed.value.filter((name) => !own.includes(name) && name !== AUTHORITY_FOLDER).sort();
  const authority = listed.value.includes(AUTHORITY_FOLDER) ? await listAuthority(folder) : ok([]);
  if (!authority.ok) return { files: new Map(), packetFile: null, findings: [authority.error] };
  const packets = others.filter(isPacketFileName);
  const unexpected = others.filter((name) => !isPacketFileName(name) || packets.length > 1);
  const missing = await missingFiles(folder, own, listed.value);
  const findings: Finding[] = [
    ...missing.map((name) => finding('dossier.file-missing', name)),
    ...(packets.length === 0 ? [finding('dossier.file-missing', 'the packet')] : []),
    ...[...unexpected, ...authority.value.filter((name) => !isAuthorityName(name))].map((name) =>
      finding('dossier.file-unexpected', name),
    ),
  ];
  const files = new Map<string, Uint8Array>();
  const carried = authority.value.filter(isAuthorityName);
  for (const name of [...own.filter((one) => listed.value.includes(one)), ...packets, ...carried]) {
    const read = await readRegularFile(join(folder, name), MAX_FILE_BYTES);
    if (read.ok) files.set(name, read.value);
    else findings.push(unreadable(name, read.error.code));
  }
  return { files, packetFile: packets.length === 1 ? (packets[0] ?? null) : null, findings };
}

/**
 * The files that every export has, those of each format that is there in part, an envelope where there is no signature at
 * all, and whatever SHA256SUMS lists: so that one that was taken away is told as that.
 */
async function missingFiles(
  folder: string,
  own: readonly string[],
  here: readonly string[],
): Promise<readonly string[]> {
  const formats = Object.values(FORMAT_FILES);
  const inAnyFormat = formats.flat();
  const begun = formats.filter((names) => names.some((name) => here.includes(name)));
  const sums = await readRegularFile(join(folder, DOSSIER_FILES.checksums), MAX_FILE_BYTES);
  const listed = sums.ok
    ? new Set(
        Buffer.from(sums.value)
          .toString('utf8')
          .split(/\n| {2}/),
      )
    : new Set<string>();
  const wanted = own.filter(
    (name) => !inAnyFormat.includes(name) || listed.has(name) || begun.some((names) => names.includes(name)),
  );
  const all = begun.length === 0 ? [...new Set([...wanted, DOSSIER_FILES.envelope])] : wanted;
  return all.filter((name) => !here.includes(name));
}

/** The names in `authority/`, with the folder's own before them. */
async function listAuthority(folder: string): Promise<Result<readonly string[], Finding>> {
  const path = join(folder, AUTHORITY_FOLDER);
  const stats = await attempt(path, () => lstat(path));
  if (stats.ok && stats.value.isSymbolicLink()) return err(unreadable(AUTHORITY_FOLDER, 'a link'));
  const listed = await attempt(path, () => readdir(path));
  if (!listed.ok) return err(unreadable(AUTHORITY_FOLDER, listed.error.errno));
  return ok(listed.value.map((name) => `${AUTHORITY_FOLDER}/${name}`).sort());
}

function unreadable(where: string, observed: string | undefined): Finding {
  return finding('dossier.file-unreadable', where, { observed });
}
