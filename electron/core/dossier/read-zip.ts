import { concatBytes } from '../../../shared/encoding/bytes.ts';
import { type Finding, finding } from '../../../shared/finding/index.ts';
import { openArchive } from '../archive/open.ts';
import type { ArchiveLimits } from '../archive/types.ts';
import { FOLDER_PREFIX } from './layout.ts';
import { type DossierFiles, MAX_FILE_BYTES, MAX_FILES, MAX_TOTAL_BYTES } from './read-folder.ts';

/** A dossier is text and one PDF: nothing in it is as large, or deflates as well, as evidence may. */
const LIMITS: ArchiveLimits = {
  maxEntries: MAX_FILES,
  maxTotalBytes: MAX_TOTAL_BYTES,
  maxRatio: 200,
  ratioFreeBytes: 64 * 1024 ** 2,
};

/** True for an archive whose first entry lies in a folder with a dossier's name; the archive's own name is nobody's word. */
export async function isDossierArchive(path: string): Promise<boolean> {
  const opened = openArchive(path, LIMITS);
  if (!opened.ok) return false;
  try {
    for await (const item of opened.value.items()) return item.path.startsWith(FOLDER_PREFIX);
    return false;
  } finally {
    opened.value.close();
  }
}

/** Every file of a zipped dossier by its path inside the one folder that the zip holds. */
export async function readZip(path: string): Promise<DossierFiles> {
  const opened = openArchive(path, LIMITS);
  if (!opened.ok) return { files: new Map(), findings: [opened.error] };
  const files = new Map<string, Uint8Array>();
  const unexpected: Finding[] = [];
  const folders: string[] = [];
  let folder: string | null = null;
  try {
    for await (const item of opened.value.items()) {
      if (item.kind === 'directory') {
        folders.push(item.path);
        continue;
      }
      const [top = '', ...inside] = item.path.split('/');
      folder ??= top;
      const belongs = item.kind === 'file' && top === folder && inside.length > 0 && item.size <= MAX_FILE_BYTES;
      if (belongs) files.set(inside.join('/'), await contentOf(item.content));
      else unexpected.push(finding('dossier.file-unexpected', item.path));
    }
    const names = [...files.keys()].map((name) => `${folder}/${name}`);
    const empty = folders.map(asFolder).filter((one) => names.every((name) => !name.startsWith(one)));
    unexpected.push(...empty.map((one) => finding('dossier.file-unexpected', one)));
    return { files, findings: [...unexpected, ...opened.value.findings] };
  } finally {
    opened.value.close();
  }
}

function asFolder(path: string): string {
  return path.endsWith('/') ? path : `${path}/`;
}

/** A chunk is valid until the next is asked for, so each is copied. */
async function contentOf(content: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of content) chunks.push(new Uint8Array(chunk));
  return concatBytes(...chunks);
}
