import { useCallback } from 'react';
import type { PickedFolder, UnmountedView, VolumeView } from '../../../shared/contract/views.ts';
import type { Failure } from '../../../shared/failure/failure.ts';
import { strings } from '../../strings/index.ts';
import { moveInList } from '../../ui/arrow-keys.ts';
import { Badge } from '../../ui/Badge.tsx';
import { HealthBadge } from '../../ui/HealthBadge.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';
import { Untrusted } from '../../ui/Untrusted.tsx';
import { ask } from '../hooks/bridge.ts';
import { useAnswer } from '../hooks/use-answer.ts';
import { Answered } from '../parts/Answered.tsx';

const askVolumes = () => ask('media/volumes', {});
const askUnmounted = () => ask('media/unmounted', {});
const CHANGES_VOLUMES = ['volumes'] as const;

interface SourcesProps {
  readonly choose: () => void;
  readonly failure: Failure | null;
  readonly look: (folder: PickedFolder) => void;
}

/** Any folder, or a removable volume that is mounted. */
export function Sources({ choose, failure, look }: SourcesProps) {
  const [volumes, renew] = useAnswer(askVolumes, CHANGES_VOLUMES);
  const { sources } = strings.inbox;
  return (
    <section className="card" aria-labelledby="sources-title">
      <div className="card-head">
        <h2 id="sources-title">{sources.title}</h2>
        <button type="button" onClick={choose}>
          {sources.choose}
        </button>
      </div>
      {failure === null ? null : <FailureNotice failure={failure} />}
      <h3>{sources.volumes}</h3>
      <Answered asked={volumes} renew={renew}>
        {(list) =>
          list.length === 0 ? (
            <p className="soft">{sources.noVolumes}</p>
          ) : (
            <ul className="rows" onKeyDown={moveInList}>
              {list.map((volume) => (
                <Volume key={volume.handle} volume={volume} look={look} />
              ))}
            </ul>
          )
        }
      </Answered>
      <UnmountedMedia />
    </section>
  );
}

/** What is plugged in and cannot be read yet, and what to do about it; nothing where there is none. */
function UnmountedMedia() {
  const [asked] = useAnswer(askUnmounted, CHANGES_VOLUMES);
  const { unmounted } = strings.inbox.sources;
  if (asked.state !== 'ready' || asked.value.length === 0) return null;
  return (
    <>
      <h3>{unmounted.title}</h3>
      <ul className="rows">
        {asked.value.map((one) => (
          <li className="row" key={one.device}>
            <span className="row-main">
              <Untrusted text={nameOf(one)} />
            </span>
            <span className="soft number">{strings.format.size(one.bytes)}</span>
          </li>
        ))}
      </ul>
      <p className="soft">{unmounted.wayOut}</p>
    </>
  );
}

function nameOf({ label, device, filesystem }: UnmountedView): string {
  return [label, device, filesystem].filter((part) => part !== '').join(' · ');
}

function Volume({ volume, look }: { readonly volume: VolumeView; readonly look: (folder: PickedFolder) => void }) {
  const { sources } = strings.inbox;
  const id = `volume-${volume.handle}`;
  return (
    <li className="row volume">
      <span className="row-main" id={id}>
        <Untrusted text={volume.label} />
      </span>
      {volume.space === null ? (
        <Badge tone="amber">{sources.noAnswer}</Badge>
      ) : (
        <span className="soft number">
          {volume.filesystem} · {sources.free(volume.space.freeBytes, volume.space.totalBytes)}
        </span>
      )}
      {volume.readOnly ? <Badge>{sources.readOnly}</Badge> : null}
      <HealthBadge health={volume.health} />
      <button type="button" data-item aria-describedby={id} onClick={() => look(volume)}>
        {sources.open}
      </button>
      {volume.space === null ? null : <Contents volume={volume} />}
    </li>
  );
}

/** What is on a volume, as far as names tell. */
function Contents({ volume: { handle } }: { readonly volume: VolumeView }) {
  const { sources } = strings.inbox;
  const [asked, renew] = useAnswer(
    useCallback(() => ask('media/contents', { folder: handle }), [handle]),
    CHANGES_VOLUMES,
  );
  return (
    <div className="soft volume-contents">
      <Answered asked={asked} renew={renew}>
        {(found) => <p>{sources.contents(found)}</p>}
      </Answered>
    </div>
  );
}
