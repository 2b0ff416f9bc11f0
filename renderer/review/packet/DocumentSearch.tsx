import { type RefObject, useEffect, useState } from 'react';
import { strings } from '../../strings/index.ts';
import { SearchField } from '../../ui/SearchField.tsx';
import { rangesOf } from './ranges-of.ts';

const text = strings.packet.find;

/** The names under which the browser paints what was found, and the one of it that is gone to. */
const [ALL, CURRENT] = ['found', 'found-now'];

/** Finds words in what an element shows: all are marked, and gone through one after the other. */
export function DocumentSearch({ within }: { readonly within: RefObject<HTMLElement | null> }) {
  const [wanted, want] = useState('');
  const [found, setFound] = useState<readonly Range[]>([]);
  const [at, setAt] = useState(0);

  useEffect(() => {
    const ranges = within.current === null ? [] : rangesOf(within.current, wanted);
    setFound(ranges);
    setAt(0);
    CSS.highlights.set(ALL, new Highlight(...ranges));
    return () => {
      CSS.highlights.delete(ALL);
    };
  }, [within, wanted]);

  useEffect(() => {
    const range = found[at];
    if (range === undefined) return;
    CSS.highlights.set(CURRENT, new Highlight(range));
    range.startContainer.parentElement?.scrollIntoView({ block: 'nearest' });
    return () => {
      CSS.highlights.delete(CURRENT);
    };
  }, [found, at]);

  const move = (by: number) => {
    if (found.length > 0) setAt((at + by + found.length) % found.length);
  };
  return (
    <form
      className="document-search"
      onSubmit={(event) => {
        event.preventDefault();
        move(1);
      }}
    >
      <SearchField label={text.label} hint={text.hint} value={wanted} change={want} />
      <span className="soft number" role="status">
        {wanted === '' ? '' : text.at(found.length === 0 ? 0 : at + 1, found.length)}
      </span>
      <button type="button" disabled={found.length === 0} onClick={() => move(-1)}>
        {text.previous}
      </button>
      <button type="submit" disabled={found.length === 0}>
        {text.next}
      </button>
    </form>
  );
}
