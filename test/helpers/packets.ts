import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freshFolder } from './console.ts';

const FOLDER = join(import.meta.dirname, '../fixtures/packets');

/** The first real packet, by its name in a folder. */
export const MARKDOWN = 'fix7-p0-decision-packet.md';
export const PLAIN_TEXT = 'fix7-p0-decision-packet.txt';

/** What both forms of it say. */
export const EXPECTED: ExpectedPacket = JSON.parse(
  readFileSync(join(FOLDER, 'fix7-p0-decision-packet.expected.json'), 'utf8'),
);

interface ExpectedPacket {
  readonly id: string;
  readonly revision: string;
  readonly date: string;
  readonly title: string;
  readonly docStatus: string;
  readonly default: string;
  readonly options: readonly { readonly id: string; readonly text: string }[];
  readonly blockers: readonly {
    readonly id: string;
    readonly status: string;
    readonly statusText: string;
    readonly actors: readonly string[];
    readonly separateAuthority: boolean;
    readonly gate: string;
  }[];
  readonly grants: readonly string[];
  readonly evidence: readonly { readonly treeHash: string }[];
}

/** The text of the first packet. */
export function packetText(name: string = MARKDOWN): string {
  return readFileSync(join(FOLDER, name), 'utf8');
}

/** The text of the first packet with one thing changed in it, which must be there. */
export function packetWith(from: string, to: string, name: string = MARKDOWN): string {
  const text = packetText(name);
  if (!text.includes(from)) throw new Error(`the packet does not hold ${from}`);
  return text.replaceAll(from, to);
}

/** A folder, as a person would have it on a medium, with these files at its top. */
export function mediumWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = freshFolder('medium');
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

/** The text of the first packet with this many blockers in place of its own, statuses and actors of every kind. */
export function packetWithBlockers(count: number): string {
  const lines = packetText().split('\n');
  const isBlocker = (line: string) => line.startsWith('| FIX7-');
  const rows = lines.filter(isBlocker);
  const many = Array.from({ length: count }, (_, at) =>
    (rows[at % rows.length] ?? '').replace(/-1 \|/, `-${String(at + 1).padStart(4, '0')} |`),
  );
  const first = lines.findIndex(isBlocker);
  return [...lines.slice(0, first), ...many, ...lines.slice(first + rows.length)]
    .map((line) => line.replace('KB-29B8', `KB-${count}`))
    .join('\n');
}
