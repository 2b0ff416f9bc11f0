import './document.css';
import { createElement, type ReactNode, useContext } from 'react';
import { plainText, shownTarget } from '../../../shared/packet/inline.ts';
import type { DocumentBlock, Inline, PacketReading } from '../../../shared/packet/types.ts';
import { assertNever } from '../../../shared/result.ts';
import { escapeVisible } from '../../../shared/text/deceptive.ts';
import { strings } from '../../strings/index.ts';
import { inOrder } from '../../ui/in-order.ts';
import { LongText } from '../../ui/LongText.tsx';
import { Shape } from '../../ui/Mark.tsx';
import { Untrusted } from '../../ui/Untrusted.tsx';
import { linesAttribute } from '../hooks/lines-attribute.ts';
import type { CoveredOf } from './covered.ts';
import { asText, sizeOf } from './document-as-text.ts';
import { DocumentState } from './document-context.ts';
import { headingId } from './heading-id.ts';

/** Elements that a window still lays out at once; a hostile packet can ask for hundreds of thousands. */
const MOST_ELEMENTS = 20_000;
const ROWS_TOGETHER = 50;

/** `source`: the lines of it; none for packet.json. */
interface DocumentProps {
  readonly reading: Pick<PacketReading, 'document' | 'source'>;
}

type Table = Extract<DocumentBlock, { kind: 'table' }>;

/** The packet's text to read, made of plain text alone: nothing in it becomes markup or a link. */
export function DocumentText({ reading: { document, source } }: DocumentProps) {
  const { covered } = useContext(DocumentState);
  if (document.length === 0) return <p className="soft">{strings.packet.emptyDocument}</p>;
  if (sizeOf(document) > MOST_ELEMENTS) return <TextAlone blocks={document} />;
  return <article className="document">{blocksUpTo(document, source.length, covered)}</article>;
}

/** Blocks one after the other: each goes on to the line before the next, the last one to `last`. */
function blocksUpTo(blocks: readonly DocumentBlock[], last: number, covered: CoveredOf) {
  return inOrder(blocks, (of, at) => block(of, (blocks[at + 1]?.line ?? last + 1) - 1, covered));
}

/** The attributes of an element that shows these lines: which they are, and what became of them. */
function shownLines(first: number, last: number, covered: CoveredOf) {
  const became = covered(first, Math.max(first, last));
  return { ...linesAttribute(first, last), ...(became === null ? {} : { className: `covered covered-${became}` }) };
}

/** The whole of the text, without its layout. */
function TextAlone({ blocks }: { readonly blocks: readonly DocumentBlock[] }) {
  return (
    <article className="document">
      <p className="soft">{strings.packet.tooLargeToLayOut}</p>
      <LongText text={asText(blocks)} />
    </article>
  );
}

/** `last`: the last line that it can have. */
function block(of: DocumentBlock, last: number, covered: CoveredOf) {
  const lines = shownLines(of.line, last, covered);
  switch (of.kind) {
    case 'heading':
      // The page's own title is the h1, so the document's headings begin one level down.
      return createElement(
        `h${Math.min(6, of.level + 1)}`,
        { ...lines, id: headingId(of.line), tabIndex: -1 },
        inlines(of.text),
      );
    case 'paragraph':
      return <p {...lines}>{inlines(of.text)}</p>;
    case 'list': {
      // An item shows the number that it carries in the source, whatever stands before it.
      const items = inOrder(of.items, (item, at) => (
        <li value={of.numbers[at]}>{blocksUpTo(item, (of.items[at + 1]?.[0]?.line ?? last + 1) - 1, covered)}</li>
      ));
      return of.ordered ? <ol start={of.start}>{items}</ol> : <ul>{items}</ul>;
    }
    case 'table':
      return documentTable(of, last, covered);
    case 'code':
      return (
        <div {...lines}>
          <LongText text={of.text} />
        </div>
      );
    case 'quote':
      return <blockquote>{blocksUpTo(of.blocks, last, covered)}</blockquote>;
    case 'rule':
      return <hr {...lines} />;
    default:
      return assertNever(of, 'document block');
  }
}

/** A long table in several, each under the same head, that the browser lays out only as they come into view. */
function documentTable({ head, rows, rowLines, line }: Table, last: number, covered: CoveredOf) {
  const parts = Math.max(1, Math.ceil(rows.length / ROWS_TOGETHER));
  const headings = head.map((cell) => escapeVisible(plainText(cell))).filter((one) => one !== '');
  const numbered = rows.map((cells, at) => ({
    cells,
    lines: shownLines(rowLines[at] ?? line, (rowLines[at + 1] ?? last + 1) - 1, covered),
  }));
  const headed = { cells: head, lines: shownLines(line, (rowLines[0] ?? last + 1) - 1, covered) };
  const stretches = Array.from({ length: parts }, (_, at) =>
    numbered.slice(at * ROWS_TOGETHER, (at + 1) * ROWS_TOGETHER),
  );
  return inOrder(stretches, (some, at) =>
    tableStretch(strings.packet.documentTable(headings, at + 1, parts), headed, some),
  );
}

/** A row of a table, with the attribute for its lines. */
interface NumberedRow {
  readonly cells: Table['head'];
  readonly lines: ReturnType<typeof shownLines>;
}

function tableStretch(name: string, head: NumberedRow, rows: readonly NumberedRow[]) {
  return (
    <div className="table-scroll stretch" style={{ containIntrinsicSize: `auto ${3 * rows.length}lh` }}>
      <table className="table" aria-label={name}>
        <thead>
          <tr {...head.lines}>
            {inOrder(head.cells, (cell) => (
              <th scope="col">{inlines(cell)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {inOrder(rows, (row) => (
            <tr {...row.lines}>
              {inOrder(row.cells, (cell) => (
                <td>{inlines(cell)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function inlines(text: readonly Inline[]): ReactNode {
  return inOrder(text, inline);
}

function inline(of: Inline): ReactNode {
  switch (of.kind) {
    case 'text':
      return <LiveText text={of.text} />;
    case 'code':
      return (
        <code>
          <LiveText text={of.text} />
        </code>
      );
    case 'html':
      return <Untrusted text={of.text} />;
    case 'link':
      return (
        <>
          {inlines(of.text)}
          <Untrusted text={shownTarget(of)} />
        </>
      );
    case 'strong':
      return <strong>{inlines(of.text)}</strong>;
    case 'emphasis':
      return <em>{inlines(of.text)}</em>;
    default:
      return assertNever(of, 'inline text');
  }
}

/** Text in which each name leads to how it stands now. */
function LiveText({ text }: { readonly text: string }) {
  const { pieces, open } = useContext(DocumentState);
  return inOrder(pieces(text), ({ words, live }) =>
    live === null ? (
      <Untrusted text={words} />
    ) : (
      <button type="button" className={`live-name mark-${live.state}`} title={live.words} onClick={() => open(live)}>
        <Untrusted text={words} mono />
        <Shape state={live.state} />
        <span className="unseen"> {live.words}</span>
      </button>
    ),
  );
}
