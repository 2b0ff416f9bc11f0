import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { openArchive } from '../../../../../electron/core/archive/open.ts';
import type { ArchiveLimits } from '../../../../../electron/core/archive/types.ts';
import type { FindingCode } from '../../../../../shared/finding/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'holdfast-archive-'));
after(() => rmSync(folder, { recursive: true, force: true }));

let written = 0;

/** A fresh path in a folder that goes with the test run. */
export function freshPath(name = 'archive'): string {
  written += 1;
  return join(folder, `${written}-${name}`);
}

/** What came out of an archive: `kind path = content`, a symlink's content being its target. */
export interface Reading {
  readonly entries: readonly string[];
  readonly codes: readonly FindingCode[];
}

export async function readBytes(bytes: Uint8Array, limits?: ArchiveLimits): Promise<Reading> {
  const path = freshPath();
  writeFileSync(path, bytes);
  const reading = await readArchive(path, limits);
  rmSync(path);
  return reading;
}

export async function readArchive(path: string, limits?: ArchiveLimits): Promise<Reading> {
  const opened = openArchive(path, limits);
  if (!opened.ok) return { entries: [], codes: [opened.error.code] };
  const reader = opened.value;
  const entries: string[] = [];
  for await (const item of reader.items()) {
    const chunks: Buffer[] = [];
    for await (const chunk of item.content) chunks.push(Buffer.from(chunk));
    const content = Buffer.concat(chunks).toString('latin1');
    entries.push(item.kind === 'directory' ? `directory ${item.path}` : `${item.kind} ${item.path} = ${content}`);
  }
  reader.close();
  return { entries: entries.sort(), codes: reader.findings.map(({ code }) => code) };
}
