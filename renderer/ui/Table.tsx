import type { ReactNode } from 'react';
import { moveInList } from './arrow-keys.ts';

/** The heading of a column; that of a column of numbers stands to the right, as they do. */
export type Column = string | { readonly number: string };

interface TableProps {
  /** What is in it, for a screen reader: tables are told of and found by it. */
  readonly name: string;
  readonly columns: readonly Column[];
  /** Its rows open something, and the arrow keys go from one to the next. */
  readonly opens?: boolean;
  /** A style of its own. */
  readonly className?: string;
  /** The rows. */
  readonly children: ReactNode;
}

/** Every table but those of a packet's own document. */
export function Table({ name, columns, opens = false, className = '', children }: TableProps) {
  return (
    <table className={`table ${opens ? 'table-rows' : className}`} aria-label={name}>
      <thead>
        <tr>{columns.map(heading)}</tr>
      </thead>
      <tbody onKeyDown={opens ? moveInList : undefined}>{children}</tbody>
    </table>
  );
}

function heading(column: Column) {
  const [words, className] = typeof column === 'string' ? [column, undefined] : [column.number, 'number'];
  return (
    <th key={words} scope="col" className={className}>
      {words}
    </th>
  );
}
