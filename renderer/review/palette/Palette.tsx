import './palette.css';
import {
  type KeyboardEvent,
  type RefObject,
  useCallback,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import type { WhichHashView } from '../../../shared/contract/evidence-views.ts';
import type { PacketView } from '../../../shared/contract/views.ts';
import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import type { Failure } from '../../../shared/failure/failure.ts';
import { ok } from '../../../shared/result.ts';
import { strings } from '../../strings/index.ts';
import { movedTo } from '../../ui/arrow-keys.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';
import { Say } from '../../ui/Untrusted.tsx';
import { useCrash } from '../../ui/use-crash.ts';
import { searchBundles, searchPackets } from '../../workspace/lists.ts';
import { useLive } from '../../workspace/use-live.ts';
import { ask } from '../hooks/bridge.ts';
import { useReview } from '../hooks/context.ts';
import { type Asked, useAnswer } from '../hooks/use-answer.ts';
import { type Group, mayBeHash, type Place, placesFor } from './places.ts';

const text = strings.palette;

interface PaletteProps {
  /** The packet that was opened last. */
  readonly packetInHand: Sha256 | null;
  readonly showKeys: () => void;
  readonly showHelp: () => void;
}

/** Ctrl+K: every place and every task of the window, by its name. Signing is not among them: it has its own window. */
export function Palette({ packetInHand, showKeys, showHelp }: PaletteProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  // Not after the paint: by then the window has the focus, and a key pressed in between would be lost.
  useLayoutEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (!event.ctrlKey || event.altKey || event.shiftKey || event.key.toLowerCase() !== 'k') return;
      event.preventDefault();
      if (document.querySelector('dialog[open]') === null) setIsOpen(true);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  useEffect(() => {
    if (isOpen) dialog.current?.showModal();
  }, [isOpen]);
  return (
    <>
      <button type="button" className="button-quiet" onClick={() => setIsOpen(true)}>
        <span className="foot-words">{text.open}</span> <kbd>Ctrl+K</kbd>
      </button>
      <Dialog ref={dialog} title={text.title} className="palette" onClose={() => setIsOpen(false)}>
        {isOpen ? <Finder dialog={dialog} packetInHand={packetInHand} showKeys={showKeys} showHelp={showHelp} /> : null}
      </Dialog>
    </>
  );
}

interface FinderProps extends PaletteProps {
  readonly dialog: RefObject<HTMLDialogElement | null>;
}

/** The field and what it finds: a combobox whose list stays open (WAI-ARIA, combobox pattern). */
function Finder({ dialog, packetInHand, showKeys, showHelp }: FinderProps) {
  const { station, workspace, go } = useReview();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const [failure, setFailure] = useState<Failure | null>(null);
  const crash = useCrash();
  const list = useId();
  const query = typed.trim();
  const hash = useHash(query);
  const packets = useLive(useCallback(() => searchPackets(workspace, query), [workspace, query]));
  const bundles = useLive(useCallback(() => searchBundles(workspace, query), [workspace, query]));
  const groups = placesFor(query, {
    inHand: useInHand(packetInHand),
    packets: packets ?? [],
    bundles: bundles ?? [],
    hash: hash.state === 'ready' ? hash.value : null,
    identities: station.identities,
    isSignedIn: station.session !== null,
  });
  const places = groups.flatMap((group) => group.places);
  // What is found may become less while something is chosen.
  const chosen = places[Math.min(at, places.length - 1)];
  const lock = () => {
    ask('session/lock', {}).then((answer) => {
      if (answer.ok) dialog.current?.close();
      else setFailure(answer.error);
    }, crash);
  };
  const choose = ({ choice }: Place) => {
    if (choice === 'lock') return lock();
    dialog.current?.close();
    if (choice === 'keys') showKeys();
    else if (choice === 'help') showHelp();
    else go(choice);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && chosen !== undefined) choose(chosen);
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    setAt(movedTo(event.key, Math.min(at, places.length - 1), places.length) ?? 0);
  };
  return (
    <>
      <input
        type="text"
        role="combobox"
        aria-label={text.label}
        aria-expanded="true"
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={chosen === undefined ? undefined : idOf(list, chosen)}
        placeholder={text.hint}
        value={typed}
        maxLength={400}
        spellCheck={false}
        onKeyDown={onKeyDown}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
      />
      <div role="listbox" id={list} aria-label={text.title} className="palette-list">
        {groups.map((group) => (
          <Found key={group.name} group={group} list={list} chosen={chosen} choose={choose} />
        ))}
      </div>
      {failure === null ? null : <FailureNotice failure={failure} />}
      {hash.state === 'failed' ? <FailureNotice failure={hash.failure} /> : null}
      <p className="soft" role="status">
        {outcome(places.length, hash)}
      </p>
      <p className="soft palette-foot">
        {text.keys} · {text.lead}
      </p>
    </>
  );
}

/** While a hash is being compared, nothing is said of it. */
function outcome(found: number, hash: Asked<WhichHashView | null>): string {
  if (found > 0) return text.found(found);
  if (hash.state === 'loading') return strings.shell.loading;
  return hash.state === 'ready' && hash.value?.kind === 'compared' ? text.noHash(hash.value.bundles) : text.none;
}

interface FoundProps {
  readonly group: Group;
  /** The id of the list, which those of its lines begin with. */
  readonly list: string;
  readonly chosen: Place | undefined;
  readonly choose: (place: Place) => void;
}

function Found({ group: { name, places, more }, list, chosen, choose }: FoundProps) {
  return (
    // A list box has groups of options, which no element of HTML is.
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would not be a part of a list box
    <div role="group" aria-label={text.groups[name]}>
      <p className="palette-group" aria-hidden="true">
        {text.groups[name]}
      </p>
      {places.map((place) => (
        <Line
          key={place.key}
          id={idOf(list, place)}
          place={place}
          isChosen={place.key === chosen?.key}
          choose={() => choose(place)}
        />
      ))}
      {more === 0 ? null : <p className="palette-more soft">{text.more(more)}</p>}
    </div>
  );
}

interface LineProps {
  readonly id: string;
  readonly place: Place;
  readonly isChosen: boolean;
  readonly choose: () => void;
}

function Line({ id, place, isChosen, choose }: LineProps) {
  const line = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isChosen) line.current?.scrollIntoView({ block: 'nearest' });
  }, [isChosen]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's, which keeps the focus
    <div
      ref={line}
      role="option"
      id={id}
      tabIndex={-1}
      aria-selected={isChosen}
      className="palette-line"
      onClick={choose}
    >
      <span>
        <Say it={place.label} />
      </span>
      <span className="soft">
        <Say it={place.detail} />
      </span>
    </div>
  );
}

/** An id of the document: keys hold what was imported, blanks among it. */
function idOf(list: string, { key }: Place): string {
  return `${list} ${key}`.replace(/[^\p{L}\p{N}]/gu, (one) => `-${one.codePointAt(0)}-`);
}

function useInHand(packet: Sha256 | null): PacketView | null {
  const [asked] = useAnswer<PacketView | null>(
    useCallback(async () => (packet === null ? ok(null) : ask('packet/get', { packet })), [packet]),
  );
  return asked.state === 'ready' ? asked.value : null;
}

function useHash(query: string): Asked<WhichHashView | null> {
  const [asked] = useAnswer<WhichHashView | null>(
    useCallback(async () => (mayBeHash(query) ? ask('bundle/which-hash', { hash: query }) : ok(null)), [query]),
  );
  return asked;
}
