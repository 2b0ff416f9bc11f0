import { useCallback } from 'react';
import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import type { CheckPlace } from '../../../shared/evidence/checks/check-places.ts';
import type { CheckResult } from '../../../shared/evidence/types.ts';
import { strings } from '../../strings/index.ts';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { inOrder } from '../../ui/in-order.ts';
import { FailureNotice } from '../../ui/Notice.tsx';
import { Untrusted } from '../../ui/Untrusted.tsx';
import { ask } from '../hooks/bridge.ts';
import { useReview } from '../hooks/context.ts';
import type { FilePlace } from '../hooks/route.ts';
import { useAnswer } from '../hooks/use-answer.ts';
import { Checks } from './Checks.tsx';

const text = strings.evidence.checks;

interface BundleChecksProps {
  readonly bundle: Sha256;
  readonly checks: readonly CheckResult[];
}

/** A bundle's checks, each with the way to the files that it names. */
export function BundleChecks({ bundle, checks }: BundleChecksProps) {
  const [asked] = useAnswer(useCallback(() => ask('bundle/check-places', { bundle }), [bundle]));
  const placesOf = (id: string) =>
    asked.state === 'ready' ? (asked.value.find((one) => one.id === id)?.places ?? []) : [];
  return (
    <>
      {asked.state === 'failed' ? <FailureNotice failure={asked.failure} /> : null}
      <Checks checks={checks} placesOf={(id) => <Places bundle={bundle} places={placesOf(id)} />} />
    </>
  );
}

/** The files that a bundle's checks name, each one press away: what to look at in it first. */
export function CheckedFiles({ bundle }: { readonly bundle: Sha256 }) {
  const [asked] = useAnswer(useCallback(() => ask('bundle/check-places', { bundle }), [bundle]));
  if (asked.state === 'failed') return <FailureNotice failure={asked.failure} />;
  return asked.state === 'ready' ? (
    <Places bundle={bundle} places={asked.value.flatMap(({ places }) => places)} />
  ) : null;
}

const MOST_SHOWN = 6;

/** The files that a check names, each one press away: at the byte that is meant, or beside the one that it is compared with. */
function Places({ bundle, places }: { readonly bundle: Sha256; readonly places: readonly CheckPlace[] }) {
  const more = places.slice(MOST_SHOWN);
  const list = (some: readonly CheckPlace[]) => (
    <ul className="check-places">
      {inOrder(some, (place) => (
        <li>
          <Place bundle={bundle} place={place} />
        </li>
      ))}
    </ul>
  );
  if (places.length === 0) return null;
  return (
    <>
      {list(places.slice(0, MOST_SHOWN))}
      {more.length === 0 ? null : <Disclosure summary={text.morePlaces(more.length)}>{list(more)}</Disclosure>}
    </>
  );
}

function Place({ bundle, place }: { readonly bundle: Sha256; readonly place: CheckPlace }) {
  const { go } = useReview();
  const { against, ...at } = place;
  const open = (file: FilePlace) => go({ at: 'bundle', bundle, part: 'files', file });
  return (
    <>
      <button type="button" className="button-link" onClick={() => open(at)}>
        <Untrusted text={at.path} mono />
        {at.offset === undefined ? null : text.atByte(at.offset)}
      </button>
      {against === undefined ? null : (
        <button type="button" className="button-link" onClick={() => open(place)}>
          {text.compare}
        </button>
      )}
    </>
  );
}
