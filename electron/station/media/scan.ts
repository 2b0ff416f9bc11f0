import { lstat, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { sumsLook } from '../../../shared/evidence/manifests/look.ts';
import type { BundleForm } from '../../../shared/evidence/types.ts';
import type { PacketForm } from '../../../shared/packet/types.ts';
import type { MediaAnswers } from '../../core/media/answers.ts';

/** Something that could be imported, with where it lies. */
export type Candidate =
  | {
      readonly kind: 'packet';
      readonly name: string;
      /** A document, and the `packet.json` beside it that must agree with it; or one of the two alone. */
      readonly paths: readonly string[];
    }
  | {
      readonly kind: 'bundle';
      readonly name: string;
      readonly path: string;
      /** The interrupted import that this goes on with. */
      readonly resume?: string;
    };

/** A candidate as a folder offers it, by its name alone. */
export type Offer = Candidate & {
  readonly form: PacketForm | BundleForm;
  /** Of a file; `null` for a folder, which is not walked before it is imported. */
  readonly bytes: number | null;
  readonly likely: boolean;
};

const MAX_CANDIDATES = 500;
const DOCUMENT = /\.(?:md|markdown|txt)$/i;
const ARCHIVE = /\.(?:zip|tar|tar\.gz|tgz)$/i;
const ABOUT_THE_FOLDER =
  /^(?:readme|license|licence|verify|changelog|manifest|bagit|bag-info|package-info|tagmanifest)/i;
/** A folder that holds one of these, or a manifest of the whole folder, is itself an evidence bundle. */
const MARKS_A_BUNDLE = ['bagit.txt', 'checks.json'];

interface File {
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
}

/**
 * What a folder offers for import: its documents as packets, its archives, its folders and itself as evidence bundles;
 * nothing where it is empty. Looks at names alone; nothing is opened. Throws what the file system throws, for the
 * caller to turn into a failure.
 */
export async function scanFolder(folder: string, answers: MediaAnswers): Promise<readonly Offer[]> {
  const entries = await answers.ask(folder, () => readdir(folder, { withFileTypes: true }));
  if (entries.length === 0) return [];
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  const files: File[] = [];
  for (const entry of entries.filter((one) => one.isFile()).slice(0, MAX_CANDIDATES)) {
    const path = join(folder, entry.name);
    files.push({ name: entry.name, path, bytes: (await answers.ask(folder, () => lstat(path))).size });
  }
  const isBundle = files.some(({ name }) => marksABundle(name));
  const packets = packetsAmong(files, !isBundle);
  const archives = files.filter((file) => isArchiveName(file.name)).map(archiveOf);
  const folders = entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map((entry) => directoryOf(join(folder, entry.name), !isBundle));
  const itself = directoryOf(folder, isBundle || packets.length + archives.length + folders.length === 0);
  return [...packets, ...archives, ...folders, itself].slice(0, MAX_CANDIDATES);
}

/** What a folder holds that is itself an evidence bundle. */
export function marksABundle(name: string): boolean {
  return MARKS_A_BUNDLE.includes(name) || listsTheFolder(name);
}

export function isArchiveName(name: string): boolean {
  return ARCHIVE.test(name);
}

/** Whether a file is offered as a packet. */
export function isPacketName(name: string): boolean {
  return name === 'packet.json' || isDocumentName(name);
}

function isDocumentName(name: string): boolean {
  return DOCUMENT.test(name) && !ABOUT_THE_FOLDER.test(name) && !isManifestName(name);
}

function listsTheFolder(name: string): boolean {
  return isManifestName(name) && sumsLook(name)?.extent === 'folder';
}

function isManifestName(name: string): boolean {
  return sumsLook(name)?.isSure === true;
}

function packetsAmong(files: readonly File[], likely: boolean): readonly Offer[] {
  const documents = files.filter((file) => isDocumentName(file.name));
  const json = files.find((file) => file.name === 'packet.json');
  const [only] = documents;
  if (json !== undefined && documents.length === 1 && only !== undefined) {
    return [{ ...packetOf(only, likely), name: `${only.name} + ${json.name}`, paths: [only.path, json.path] }];
  }
  return [...documents, ...(json === undefined ? [] : [json])].map((file) => packetOf(file, likely));
}

function packetOf(file: File, likely: boolean): Offer & { kind: 'packet' } {
  const form = file.name.endsWith('.json') ? 'json' : /\.txt$/i.test(file.name) ? 'text' : 'markdown';
  return { kind: 'packet', name: file.name, form, bytes: file.bytes, likely, paths: [file.path] };
}

function archiveOf(file: File): Offer {
  const form = /\.zip$/i.test(file.name) ? 'zip' : /\.tar$/i.test(file.name) ? 'tar' : 'tar.gz';
  return { kind: 'bundle', name: file.name, form, bytes: file.bytes, likely: true, path: file.path };
}

function directoryOf(path: string, likely: boolean): Offer {
  return { kind: 'bundle', name: basename(path), form: 'directory', bytes: null, likely, path };
}
