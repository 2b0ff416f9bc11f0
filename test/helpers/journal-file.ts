import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The events of one kind in the journal of a data folder, as they lie on the disk now. */
export function eventsIn(data: string, kind: string): readonly Readonly<Record<string, unknown>>[] {
  return readFileSync(join(data, 'journal/log.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line).event)
    .filter((event) => event.kind === kind);
}
