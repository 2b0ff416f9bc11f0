import type { PlacesView } from '../../shared/contract/choose.ts';
import type { VolumeView } from '../../shared/contract/views.ts';
import { strings } from '../strings/index.ts';
import { moveInList } from '../ui/arrow-keys.ts';
import { Badge } from '../ui/Badge.tsx';
import { HealthBadge } from '../ui/HealthBadge.tsx';
import { Untrusted } from '../ui/Untrusted.tsx';

const text = strings.choose.places;

/** Where choosing begins: volumes, what is plugged in and not mounted, and folders of this computer. */
export function Places({
  places,
  open,
}: {
  readonly places: PlacesView | null;
  readonly open: (place: string) => void;
}) {
  return (
    <nav className="chooser-places" aria-label={text.title}>
      <h2>{text.volumes}</h2>
      {places !== null && places.volumes.length === 0 ? <p className="soft">{text.noVolumes}</p> : null}
      <ul onKeyDown={moveInList}>
        {places?.volumes.map((volume) => (
          <li key={volume.handle}>
            <button type="button" data-item onClick={() => open(volume.handle)}>
              <Untrusted text={volume.label} />
              <VolumeFacts volume={volume} />
            </button>
          </li>
        ))}
      </ul>
      {places === null || places.unmounted.length === 0 ? null : (
        <>
          <h2>{text.unmounted}</h2>
          <ul>
            {places.unmounted.map(({ device, label, filesystem }) => (
              <li key={device} className="soft">
                <Untrusted text={[label, device, filesystem].filter((part) => part !== '').join(' · ')} />
              </li>
            ))}
          </ul>
          <p className="soft">{text.unmountedWayOut}</p>
        </>
      )}
      <h2>{text.folders}</h2>
      <ul onKeyDown={moveInList}>
        {places?.folders.map(({ kind, handle }) => (
          <li key={kind}>
            <button type="button" data-item onClick={() => open(handle)}>
              {text[kind]}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function VolumeFacts({ volume: { space, filesystem, readOnly, health } }: { readonly volume: VolumeView }) {
  const { sources } = strings.inbox;
  return (
    <span className="soft chooser-facts">
      {space === null ? (
        <Badge tone="amber">{sources.noAnswer}</Badge>
      ) : (
        `${filesystem} · ${sources.free(space.freeBytes, space.totalBytes)}`
      )}
      {readOnly ? <Badge>{sources.readOnly}</Badge> : null}
      {health === 'unknown' ? null : <HealthBadge health={health} />}
    </span>
  );
}
