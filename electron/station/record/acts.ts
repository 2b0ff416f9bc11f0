import type { ActKind, ActView, RecordView } from '../../../shared/contract/record-views.ts';
import type { JournalEntryView } from '../../../shared/contract/views.ts';
import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import type { JournalEvent } from '../../../shared/journal/entry.ts';
import { gistOf } from '../../../shared/statement/gist.ts';
import { record as en } from '../../../shared/strings/en/screen/record.ts';
import { plainText } from '../../../shared/strings/forms/say.ts';
import { type Language, languageInUse } from '../../../shared/strings/language.ts';
import { record as vi } from '../../../shared/strings/vi/screen/record.ts';
import type { Station } from '../station.ts';

/** In which language the record is searched. */
const SENTENCES: Readonly<Record<Language, (act: ActView) => ReturnType<typeof en.sentence>>> = {
  en: en.sentence,
  vi: vi.sentence,
};

/** Which acts are wanted: those that meet each of these, `null` for any. */
export interface ActsWanted {
  readonly person: Sha256 | null;
  readonly packet: string | null;
  readonly kind: ActKind | null;
  /** Words that the sentence has, in any case and order. */
  readonly text: string;
  readonly offset: number;
  readonly limit: number;
}

/** What happened on this station as acts of people, newest first. */
export async function recordView(
  station: Pick<Station, 'journal' | 'keyring' | 'statementStore'>,
  { person, packet, kind, text, offset, limit }: ActsWanted,
): Promise<RecordView> {
  const names = new Map(station.keyring.identities().map(({ id, name }) => [id, name]));
  const { statements, pending, fallen } = await station.statementStore.contents();
  const held = new Map([...statements, ...pending, ...fallen].map(({ opened }) => [opened.statementSha256, opened]));
  const actOf = ({ entry, folded }: Folded): ActView => {
    const { event } = entry;
    const id = personOf(event);
    const gist = event.kind === 'signature' ? held.get(event.statement) : undefined;
    const read = gist === undefined ? null : gistOf(gist.statement);
    const about = 'about' in event ? (event.about?.packetId ?? '') : '';
    return {
      entry,
      folded,
      kind: kindOf(event, read?.act.kind ?? null),
      person: id === null ? null : { id, name: names.get(id) ?? id.slice(0, 16) },
      packet: read?.packet
        ? { id: read.packet.id, revision: read.packet.revision }
        : about === ''
          ? null
          : { id: about, revision: null },
      signed: read?.act ?? null,
    };
  };
  const acts = foldedActs(station.journal.entries()).map(actOf).reverse();
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const matching = acts.filter(
    (act) =>
      (person === null || act.person?.id === person) &&
      (packet === null || act.packet?.id === packet) &&
      (kind === null || act.kind === kind) &&
      hasWords(act, words),
  );
  return {
    total: matching.length,
    all: acts.length,
    acts: matching.slice(offset, offset + limit),
    packets: [...new Set(acts.flatMap((act) => act.packet?.id ?? []))].sort(),
  };
}

function hasWords(act: ActView, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const sentence = plainText(SENTENCES[languageInUse()](act)).toLowerCase();
  return words.every((word) => sentence.includes(word));
}

/** An entry with those that belong to it. */
export interface Folded {
  readonly entry: JournalEntryView;
  readonly folded: readonly JournalEntryView[];
}

/**
 * The entries in their order, without each opening of a key that the same person's act follows at once, and without each
 * locking of a key that was used: both are told with that act.
 */
export function foldedActs(entries: readonly JournalEntryView[]): readonly Folded[] {
  const acts: { entry: JournalEntryView; folded: JournalEntryView[] }[] = [];
  let opening: JournalEntryView | null = null;
  const last = () => acts.at(-1);
  for (const { index, at, event } of entries) {
    const entry = { index, at, event };
    if (event.kind === 'lock' && event.cause === 'used' && isOf(last()?.entry.event, event.identity)) {
      last()?.folded.push(entry);
      continue;
    }
    const opened: JournalEntryView | null = opening;
    opening = null;
    if (event.kind === 'unlock') {
      if (opened !== null) acts.push({ entry: opened, folded: [] });
      opening = entry;
      continue;
    }
    const isFor = opened !== null && opened.event.kind === 'unlock' && isOf(event, opened.event.identity);
    if (opened !== null && !isFor) acts.push({ entry: opened, folded: [] });
    acts.push({ entry, folded: opened !== null && isFor ? [opened] : [] });
  }
  if (opening !== null) acts.push({ entry: opening, folded: [] });
  return acts;
}

function isOf(event: JournalEvent | undefined, person: Sha256): boolean {
  return event !== undefined && event.kind !== 'lock' && personOf(event) === person;
}

/** Who did what an entry tells; `null` where the entry does not say. */
function personOf(event: JournalEvent): Sha256 | null {
  switch (event.kind) {
    case 'identity-enrolled':
      return event.enrolledBy;
    case 'identity-retired':
    case 'identity-revoked':
      return event.by;
    default:
      return 'identity' in event ? event.identity : null;
  }
}

function kindOf(event: JournalEvent, signed: string | null): ActKind {
  switch (event.kind) {
    case 'signature':
      if (signed === 'receipt' || event.predicateType.includes(':receipt:')) return 'import';
      return signed === 'decision' || event.predicateType.includes(':decision:') ? 'decision' : 'authority';
    case 'import-started':
    case 'import-finished':
    case 'import-refused':
    case 'import-cancelled':
    case 'import-interrupted':
    case 'verification':
    case 'statement-taken-in':
      return 'import';
    case 'export':
    case 'log-exported':
      return 'export';
    case 'unlock':
    case 'unlock-failed':
    case 'lock':
    case 'agent-asked':
    case 'identity-enrolled':
    case 'identity-retired':
    case 'identity-revoked':
    case 'passphrase-changed':
    case 'key-backed-up':
    case 'key-restored':
      return 'people';
    default:
      return 'station';
  }
}
