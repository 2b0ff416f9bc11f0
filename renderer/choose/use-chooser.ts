import { useCallback, useEffect, useRef, useState } from 'react';
import type { RequestOf } from '../../shared/contract/channel.ts';
import type {
  ChooseChannels,
  ChoosePurpose,
  EntryRowsView,
  EntryView,
  OpenedView,
  PlacesView,
} from '../../shared/contract/choose.ts';
import type { Failure } from '../../shared/failure/failure.ts';
import type { Result } from '../../shared/result.ts';
import { useCrash } from '../ui/use-crash.ts';
import { ask, onEvent } from './bridge.ts';

const PAGE = 100;
/** Pages that are kept: the one in sight, and those that were in sight before. */
const MOST_PAGES = 60;

type Pages = ReadonlyMap<number, readonly EntryView[]>;
type Where = RequestOf<ChooseChannels['choose/open']>;

/** What the chooser shows, and what can be done in it. */
export function useChooser() {
  const [purpose, setPurpose] = useState<ChoosePurpose | null>(null);
  const [places, setPlaces] = useState<PlacesView | null>(null);
  const [opened, setOpened] = useState<OpenedView | null>(null);
  const [pages, setPages] = useState<Pages>(new Map());
  const [active, setActive] = useState(0);
  const [withHidden, setWithHidden] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  /** Something that was asked of a medium has not been answered. */
  const [isWaiting, setWaiting] = useState(true);
  const crash = useCrash();
  const turn = useRef(0);
  const pending = useRef(new Set<number>());
  const current = useRef<OpenedView | null>(null);

  /** `at`: the row to be on; without it the first, or the folder that was left. */
  const show = useCallback(
    (asked: Promise<Result<OpenedView, Failure>>, at?: number) => {
      turn.current += 1;
      const now = turn.current;
      setWaiting(true);
      asked.then((answer) => {
        // Somebody has gone elsewhere meanwhile. What the main process holds open is what was answered last.
        if (now !== turn.current) return;
        setWaiting(false);
        setFailure(answer.ok ? null : answer.error);
        current.current = answer.ok ? answer.value : null;
        pending.current = new Set();
        setPages(new Map());
        setOpened(current.current);
        if (answer.ok) setActive(Math.min(at ?? answer.value.cameFrom ?? 0, Math.max(0, answer.value.count - 1)));
      }, crash);
    },
    [crash],
  );
  const open = useCallback((where: Where, at?: number) => show(ask('choose/open', where), at), [show]);

  const takePage = useCallback((of: OpenedView, offset: number, answer: Result<EntryRowsView, Failure>) => {
    if (current.current?.listing !== of.listing) return;
    if (!answer.ok) return setFailure(answer.error);
    if (answer.value.failure !== null) setFailure(answer.value.failure);
    setPages((before) => new Map([...before, [offset, answer.value.entries] as const].slice(-MOST_PAGES)));
  }, []);

  const onSight = useCallback(
    (first: number, end: number) => {
      if (opened === null) return;
      for (let offset = Math.floor(first / PAGE) * PAGE; offset < Math.min(end, opened.count); offset += PAGE) {
        if (pages.has(offset) || pending.current.has(offset)) continue;
        const under = pending.current;
        under.add(offset);
        ask('choose/rows', { listing: opened.listing, offset, limit: PAGE }).then((answer) => {
          under.delete(offset);
          takePage(opened, offset, answer);
        }, crash);
      }
    },
    [opened, pages, takePage, crash],
  );
  const entry = (index: number): EntryView | undefined => pages.get(Math.floor(index / PAGE) * PAGE)?.[index % PAGE];

  const again = useRef<() => void>(() => undefined);
  again.current = () => {
    if (opened !== null) open({ listing: opened.listing, up: 0, withHidden }, active);
  };
  useEffect(() => {
    const askPlaces = async (): Promise<PlacesView | null> => {
      const answer = await ask('choose/places', {});
      if (answer.ok) setPlaces(answer.value);
      else setFailure(answer.error);
      return answer.ok ? answer.value : null;
    };
    const begin = async (): Promise<void> => {
      const asked = await ask('choose/purpose', {});
      if (!asked.ok) {
        setWaiting(false);
        return setFailure(asked.error);
      }
      setPurpose(asked.value);
      const first = beginAt(asked.value, await askPlaces());
      if (first === undefined) setWaiting(false);
      else if (turn.current === 0) open({ place: first.handle, withHidden: false });
    };
    begin().catch(crash);
    return onEvent(() => {
      askPlaces().catch(crash);
      again.current();
    });
  }, [open, crash]);

  const done = (asked: Promise<Result<'closed', Failure>>): void => {
    asked.then((answer) => {
      if (!answer.ok) setFailure(answer.error);
    }, crash);
  };
  return {
    purpose,
    places,
    opened,
    failure,
    isWaiting,
    withHidden,
    active,
    setActive,
    onSight,
    entry,
    openPlace: (place: string) => open({ place, withHidden }),
    openEntry: (index: number) => {
      if (opened !== null) open({ listing: opened.listing, index, withHidden });
    },
    goUp: (up: number) => {
      if (opened !== null && opened.trail.length > 1) open({ listing: opened.listing, up, withHidden });
    },
    showHidden: (wanted: boolean) => {
      setWithHidden(wanted);
      if (opened !== null) open({ listing: opened.listing, up: 0, withHidden: wanted });
    },
    makeFolder: (name: string) => {
      if (opened !== null) show(ask('choose/new-folder', { listing: opened.listing, name, withHidden }));
    },
    find: (begins: string, from: number) => {
      if (opened === null) return;
      ask('choose/find', { listing: opened.listing, begins, from }).then((answer) => {
        if (!answer.ok) setFailure(answer.error);
        else if (answer.value !== null) setActive(answer.value);
      }, crash);
    },
    take: (index: number | null) => {
      if (opened !== null) done(ask('choose/take', { listing: opened.listing, index }));
    },
    cancel: () => done(ask('choose/cancel', {})),
  };
}

/** The first volume that answers, where something is carried in or out; otherwise the account's folder. */
function beginAt(purpose: ChoosePurpose, places: PlacesView | null) {
  const isCarried = purpose === 'source' || purpose === 'destination';
  const usable = places?.volumes.find(
    ({ space, readOnly }) => space !== null && !(readOnly && purpose === 'destination'),
  );
  return (isCarried ? usable : undefined) ?? places?.folders[0];
}
