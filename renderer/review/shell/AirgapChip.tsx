import { useRef } from 'react';
import type { AirgapView } from '../../../shared/contract/views.ts';
import { isSealed } from '../../../shared/statement/sealed.ts';
import { strings, utc } from '../../strings/index.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Fields } from '../../ui/Fields.tsx';
import { Shape } from '../../ui/Mark.tsx';
import { Untrusted } from '../../ui/Untrusted.tsx';
import { useReview } from '../hooks/context.ts';

const text = strings.shell.airgap;
const { panel } = strings.shell;

/** How the machine is kept off the network, in a few words; pressed, all that is known of it. */
export function AirgapChip() {
  const { station, renewStation, go } = useReview();
  const dialog = useRef<HTMLDialogElement>(null);
  const { airgap, journal, seal } = station;
  const isCalm = text.isCalm(airgap);
  const sealed = isSealed(seal);
  const links = isCalm ? text.none : airgap.linksUp.length > 0 ? text.someUp : text.unknown;
  const toStation = () => {
    dialog.current?.close();
    go({ at: 'station' });
  };
  return (
    <div className="airgap" title={text.checked(utc(airgap.checkedAt))}>
      <button
        type="button"
        className={isCalm ? (sealed ? 'chip chip-good' : 'chip chip-amber') : 'chip chip-alarm'}
        aria-haspopup="dialog"
        onClick={() => {
          // Changes come unasked; the time of the last look does not.
          renewStation();
          dialog.current?.showModal();
        }}
      >
        <Shape state={isCalm ? (sealed ? 'closed' : 'open') : 'failed'} />
        <span>
          {sealed ? text.sealed : text.unsealed}
          {seal.accessible === true ? ` · ${text.accessible}` : null}
          {isDevelopmentBuild(station.console.version) ? <span className="roomy"> · {text.development}</span> : null}
          {' · '}
          {links}
        </span>
      </button>
      {isCalm ? (
        <span className="unseen" role="status" aria-label={text.label}>
          {links}
        </span>
      ) : null}
      <Dialog ref={dialog} title={panel.title}>
        <Fields
          rows={[
            [panel.seal, sealed ? text.sealedNote : text.unsealedNote],
            ...(seal.accessible === true ? [[text.accessible, text.accessibleNote] as const] : []),
            [panel.links, <Untrusted key="links" text={panel.seen(airgap)} />],
            [panel.since, utc(airgap.watchedSince)],
            [panel.change, <Untrusted key="change" text={lastChange(airgap)} />],
            [panel.checked, utc(airgap.checkedAt)],
            ...(isDevelopmentBuild(station.console.version)
              ? [[panel.build, text.letPass(seal.letPass)] as const]
              : []),
            [panel.clock, panel.clockNote],
            [panel.journal, panel.entries(journal.size)],
            [panel.head, <Untrusted key="head" text={journal.rootHash} mono />],
          ]}
        />
        <button type="button" className="button-link" onClick={toStation}>
          {panel.toStation}
        </button>
      </Dialog>
    </div>
  );
}

function lastChange({ lastChange: change }: AirgapView): string {
  return change === null ? panel.unchanged : panel.changed(utc(change.at), panel.seen(change.before));
}

/** The bundler calls it so (`build/bundle.mjs`): a pre-release in the words of Semantic Versioning. */
function isDevelopmentBuild(version: string): boolean {
  return version.endsWith('-development');
}
