import './document.css';
import { createElement, type ReactNode } from 'react';
import { plainText, shownTarget } from '../../../shared/packet/inline.ts';
import type { DocumentBlock, Inline } from '../../../shared/packet/types.ts';
import { assertNever } from '../../../shared/result.ts';
import { escapeVisible } from '../../../shared/text/deceptive.ts';
import { strings } from '../../strings/index.ts';
import { inOrder } from '../../ui/in-order.ts';
import { LongText } from '../../ui/LongText.tsx';
import { Untrusted } from '../../ui/Untrusted.tsx';
import { asText, sizeOf } from './document-as-text.ts';

/** Elements that a window still lays out at once; a hostile packet can ask for hundreds of thousands. */
const MOST_ELEMENTS = 20_000;
const ROWS_TOGETHER = 50;

type Table = Extract<DocumentBlock, { kind: 'table' }>;

/** The packet's text to read, made of plain text alone: nothing in it becomes markup or a link. */
export function DocumentText({ blocks }: { readonly blocks: readonly DocumentBlock[] }) {
  if (blocks.length === 0) return <p className="soft">{strings.packet.emptyDocument}</p>;
  if (sizeOf(blocks) > MOST_ELEMENTS) return <TextAlone blocks={blocks} />;
  return <article className="document">{inOrder(blocks, block)}</article>;
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

function block(of: DocumentBlock) {
  switch (of.kind) {
    case 'heading':
      // The page's own title is the h1, so the document's headings begin one level down.
      return createElement(`h${Math.min(6, of.level + 1)}`, null, inlines(of.text));
    case 'paragraph':
      return <p>{inlines(of.text)}</p>;
    case 'list': {
      // An item shows the number that it carries in the source, whatever stands before it.
      const items = inOrder(of.items, (item, at) => <li value={of.numbers[at]}>{inOrder(item, block)}</li>);
      return of.ordered ? <ol start={of.start}>{items}</ol> : <ul>{items}</ul>;
    }
    case 'table':
      return documentTable(of);
    case 'code':
      return <LongText text={of.text} />;
    case 'quote':
      return <blockquote>{inOrder(of.blocks, block)}</blockquote>;
    case 'rule':
      return <hr />;
    default:
      return assertNever(of, 'document block');
  }
}

/** A long table in several, each under the same head, that the browser lays out only as they come into view. */
function documentTable({ head, rows }: Table) {
  const parts = Math.max(1, Math.ceil(rows.length / ROWS_TOGETHER));
  const headings = head.map((cell) => escapeVisible(plainText(cell))).filter((one) => one !== '');
  const stretches = Array.from({ length: parts }, (_, at) => rows.slice(at * ROWS_TOGETHER, (at + 1) * ROWS_TOGETHER));
  return inOrder(stretches, (some, at) =>
    tableStretch(strings.packet.documentTable(headings, at + 1, parts), head, some),
  );
}

function tableStretch(name: string, head: Table['head'], rows: Table['rows']) {
  return (
    <div className="table-scroll stretch" style={{ containIntrinsicSize: `auto ${3 * rows.length}lh` }}>
      <table className="table" aria-label={name}>
        <thead>
          <tr>
            {inOrder(head, (cell) => (
              <th scope="col">{inlines(cell)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {inOrder(rows, (row) => (
            <tr>
              {inOrder(row, (cell) => (
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
      return <Untrusted text={of.text} />;
    case 'code':
      return (
        <code>
          <Untrusted text={of.text} />
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
