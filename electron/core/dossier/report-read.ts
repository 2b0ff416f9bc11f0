import type { DecisionStatement } from '../../../shared/statement/statement.ts';
import { element, type Html, table, text } from './html.ts';
import type { ReportWords } from './report-words.ts';

type Read = NonNullable<DecisionStatement['predicate']['read']>;

/** What the screen had of the packet and the evidence before this decision; nothing where the decision does not say it. */
export function openedTable({ read }: DecisionStatement['predicate'], { report }: ReportWords): readonly Html[] {
  if (read === undefined) return [];
  const { opened } = report;
  const title = element('h3', text(opened.title));
  if (read.since === null) return [title, element('p', text(opened.notRecorded))];
  const { packet, files, filesMore, filesTotal } = read;
  return [
    title,
    element('p', text(opened.since(read.since))),
    element('p', text(opened.files(files.length + filesMore, filesTotal))),
    table(
      opened.columns,
      [
        [opened.packet, opened.lines(packet.shown, packet.size), partsOf(packet), ''],
        ...files.map((file) => [file.path, opened.bytes(file.shown, file.size), partsOf(file), file.evidence]),
      ],
      report.none,
    ),
    ...(filesMore === 0 ? [] : [element('p', text(opened.more(filesMore)))]),
  ];
}

function partsOf({ parts }: Read['packet']): string {
  return parts.map(({ first, last }) => `${first}-${last}`).join(', ');
}
