import './virtual-rows.css';
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { useScaledScroll } from './scaled-scroll.ts';

/** A table that is moved in: one stop for Tab, with the active row told by it (WAI-ARIA, grid and treegrid). */
const grid = (role: 'grid' | 'treegrid', name: string, count: number, active: string | undefined) => ({
  role,
  tabIndex: 0,
  'aria-label': name,
  'aria-rowcount': count,
  'aria-activedescendant': active,
});

/** How a row stands in a tree. */
export interface RowInTree {
  /** From 1. */
  readonly level: number;
  /** `null`: nothing can be below it. */
  readonly isOpen: boolean | null;
}

interface VirtualRowsProps {
  /** What the rows are, for a screen reader. */
  readonly name: string;
  readonly count: number;
  /** In px, the same for every row. */
  readonly rowHeight: number;
  /** The row that is to be seen, and where the keyboard is; another one only where it is moved to. */
  readonly active: number;
  readonly onActive: (index: number) => void;
  /** Enter, or a press with the pointer. */
  readonly onOpen?: (index: number) => void;
  /** Told which rows are in sight, so that they can be fetched. */
  readonly onSight?: (first: number, end: number) => void;
  readonly className?: string;
  readonly isSelected?: (index: number) => boolean;
  /** Of a tree, how each row stands in it. */
  readonly inTree?: (index: number) => RowInTree | null;
  /** Keys that mean something of their own here: whether this was one. */
  readonly onKey?: (event: KeyboardEvent) => boolean;
  /** Not all rows are there yet, and nobody knows how many there will be. */
  readonly isGrowing?: boolean;
  /** The cells of a row. */
  readonly children: (index: number) => ReactNode;
}

/**
 * As many rows as there are, of which those in sight are made. One stop for Tab; arrow keys, Page Up, Page Down, Home and
 * End move within. The row that is moved to is always made, so that a screen reader can tell it.
 */
export function VirtualRows({
  name,
  count,
  rowHeight,
  active,
  onActive,
  onOpen,
  onSight,
  className = '',
  isSelected,
  inTree,
  onKey,
  isGrowing = false,
  children,
}: VirtualRowsProps) {
  const box = useRef<HTMLDivElement>(null);
  const id = useId();
  const [top, setTop] = useState(0);
  const full = count * rowHeight;
  const seenRef = useRef(0);
  const clamp = useCallback((px: number) => Math.max(0, Math.min(px, full - seenRef.current)), [full]);
  const onMove = useCallback((px: number) => setTop((before) => clamp(before + px)), [clamp]);
  const onJump = useCallback((part: number) => setTop(clamp(part * (full - seenRef.current))), [clamp, full]);
  const { inside, seen } = useScaledScroll({ box, full, top, onMove, onJump, isExact: true });
  seenRef.current = seen;

  const first = Math.max(0, Math.floor(top / rowHeight));
  const end = Math.min(count, Math.ceil((top + seen) / rowHeight));
  useEffect(() => onSight?.(first, end), [onSight, first, end]);
  // Fewer rows than before: what was in sight is gone.
  useLayoutEffect(() => setTop((before) => clamp(before)), [clamp]);
  useLayoutEffect(() => {
    const from = active * rowHeight;
    setTop((before) => {
      // Before the box is measured, its first rows are in sight.
      if (seenRef.current === 0 || from < before) return Math.min(from, before);
      return from + rowHeight > before + seenRef.current ? clamp(from + rowHeight - seenRef.current) : before;
    });
  }, [active, rowHeight, clamp]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') {
      event.preventDefault();
      onOpen?.(active);
      return;
    }
    if (onKey?.(event) === true) return event.preventDefault();
    const to = movedBy(event.key, active, Math.max(1, Math.floor(seen / rowHeight) - 1), count);
    if (to === null) return;
    event.preventDefault();
    onActive(to);
  };

  const shown = Array.from({ length: Math.max(0, end - first) }, (_, at) => first + at);
  const made = active < count && (active < first || active >= end) ? [...shown, active] : shown;
  // Rows keep their places while what is around them moves: a frame of scrolling moves one element, and makes the rows that come.
  const isInSight = (index: number): boolean => index >= first && index < end;
  // Just out of sight: browsers know no place that is far away.
  const outOfSight = (index: number): number => top + (index < first ? -FAR : seen + FAR);
  const base = Math.floor(first / STRETCH) * STRETCH;
  const onClick = (event: MouseEvent<HTMLElement>) => {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('tr') : null;
    const index = Number(row?.dataset.index ?? Number.NaN);
    if (Number.isNaN(index)) return;
    onActive(index);
    onOpen?.(index);
  };
  return (
    <div className={`virtual-rows ${className}`} ref={box}>
      <div style={{ height: inside }}>
        <table
          className="virtual-sight"
          style={{ height: seen }}
          {...grid(
            inTree === undefined ? 'grid' : 'treegrid',
            name,
            isGrowing ? UNKNOWN_COUNT : count,
            count === 0 ? undefined : `${id}-${active}`,
          )}
          onKeyDown={onKeyDown}
          onClick={onClick}
        >
          <tbody style={{ transform: `translateY(${base * rowHeight - top}px)` }}>
            {made.map((index) => {
              const place = inTree?.(index) ?? null;
              return (
                <tr
                  key={index}
                  id={`${id}-${index}`}
                  data-index={index}
                  aria-rowindex={index + 1}
                  aria-level={place?.level}
                  aria-expanded={place?.isOpen ?? undefined}
                  aria-selected={isSelected?.(index)}
                  className={index === active ? 'virtual-row is-active' : 'virtual-row'}
                  style={{
                    height: rowHeight,
                    transform: `translateY(${isInSight(index) ? (index - base) * rowHeight : outOfSight(index) - base * rowHeight}px)`,
                  }}
                >
                  {children(index)}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </div>
  );
}

/** Rows that are placed from the same row. */
const STRETCH = 10_000;
/** In px. */
const FAR = 1000;

/** WAI-ARIA: how many rows there are is not known. */
const UNKNOWN_COUNT = -1;

function movedBy(key: string, active: number, page: number, count: number): number | null {
  const last = Math.max(0, count - 1);
  switch (key) {
    case 'ArrowUp':
      return Math.max(0, active - 1);
    case 'ArrowDown':
      return Math.min(last, active + 1);
    case 'PageUp':
      return Math.max(0, active - page);
    case 'PageDown':
      return Math.min(last, active + page);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}
