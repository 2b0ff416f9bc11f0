import type { Table } from 'dexie';
import type { BundleSummary, PacketSummary } from '../../shared/contract/views.ts';
import type { Sha256 } from '../../shared/encoding/bytes.ts';
import type { Workspace } from './database.ts';
import { readSubjects } from './read-marks.ts';
import type { BundleRow, PacketRow } from './rows.ts';
import { wordsOf } from './words.ts';

/** Makes the index say what the vault's lists say, all of it or, on failure, none. */
export async function rebuildIndex(
  workspace: Workspace,
  packets: readonly PacketSummary[],
  bundles: readonly BundleSummary[],
): Promise<void> {
  await workspace.transaction('rw', workspace.packets, workspace.bundles, async () => {
    await workspace.packets.clear();
    await workspace.bundles.clear();
    await workspace.packets.bulkAdd(packets.map(rowOfPacket));
    await workspace.bundles.bulkAdd(bundles.map(bundleRow));
  });
}

/** The packets that have, for each word of the query, a word that begins with it; newest import first. */
export function searchPackets(workspace: Workspace, query: string): Promise<readonly PacketRow[]> {
  return search(workspace.packets, query);
}

/** The row of one packet; `null` where the lists do not have it. */
export async function packetRow(workspace: Workspace, sha256: Sha256): Promise<PacketRow | null> {
  return (await workspace.packets.get(sha256)) ?? null;
}

/** How many packets have no decision in force. */
export function countUndecided(workspace: Workspace): Promise<number> {
  return workspace.packets.filter(({ decided }) => decided === null).count();
}

/** How many bundles have something wrong and were not opened yet. */
export async function countUnopenedWrong(workspace: Workspace): Promise<number> {
  const opened = await readSubjects(workspace);
  return workspace.bundles.filter((row) => isWrong(row) && !opened.has(row.id)).count();
}

function isWrong({ verdict, checks, errors }: BundleRow): boolean {
  return verdict === 'refused' || errors > 0 || checks.failed + checks.unknown > 0;
}

/** The evidence bundles that a query finds, by their words as packets are. */
export function searchBundles(workspace: Workspace, query: string): Promise<readonly BundleRow[]> {
  return search(workspace.bundles, query);
}

async function search<Row, Key>(table: Table<Row, Key>, query: string): Promise<readonly Row[]> {
  const newestFirst = table.orderBy('importedAt').reverse();
  const begun = wordsOf(query);
  if (begun.length === 0) return newestFirst.toArray();
  const keysOf = (word: string) => table.where('words').startsWith(word).distinct().primaryKeys();
  const found = (await Promise.all(begun.map(keysOf))).map((keys) => new Set(keys));
  const keys = await newestFirst.primaryKeys();
  const rows = await table.bulkGet(keys.filter((key) => found.every((those) => those.has(key))));
  return rows.filter((row) => row !== undefined);
}

function rowOfPacket(summary: PacketSummary): PacketRow {
  const { id, revision, title, docStatus, label, sha256, decided } = summary;
  return { ...summary, words: wordsOf(id, revision, title, docStatus, label, sha256, decided ?? '') };
}

function bundleRow(summary: BundleSummary): BundleRow {
  return { ...summary, words: wordsOf(summary.label, summary.id) };
}
