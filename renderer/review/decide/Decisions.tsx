import type { DecisionView } from '../../../shared/contract/views.ts';
import { strings, utc } from '../../strings/index.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Digest } from '../../ui/Digest.tsx';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { Say, Untrusted } from '../../ui/Untrusted.tsx';
import { Revoke } from '../authority/Revoke.tsx';
import { NeedsRole } from '../parts/NeedsRole.tsx';
import { ShowQr } from '../qr/ShowQr.tsx';
import { ExportDecision } from './ExportDecision.tsx';
import { ExportDossier } from './ExportDossier.tsx';

const text = strings.decide.decisions;

interface DecisionsProps {
  readonly decisions: readonly DecisionView[];
  /** The one that is told of beside them, with its way out. */
  readonly decided: DecisionView | null;
  readonly renew: () => void;
}

/** What has been signed for this packet, the newest first, each with its way out of the station. */
export function Decisions({ decisions, decided, renew }: DecisionsProps) {
  const newestFirst = [...decisions].sort((a, b) => b.sequence - a.sequence);
  const [newest] = newestFirst;
  return (
    <section aria-labelledby="decisions-title">
      <h3 id="decisions-title">{text.title}</h3>
      <ol className="decisions">
        {newestFirst.map((one) => (
          <Decision key={one.envelope} decision={one} isToldOf={one === decided} renew={renew} />
        ))}
      </ol>
      {newest === undefined ? null : (
        <>
          <NeedsRole channel="dossier/export" what={text.toExportDossier} />
          <ExportDossier packet={newest.packet} />
        </>
      )}
    </section>
  );
}

interface DecisionProps {
  readonly decision: DecisionView;
  readonly isToldOf: boolean;
  readonly renew: () => void;
}

function Decision({ decision, isToldOf, renew }: DecisionProps) {
  const { envelope, formats, option, reason, sequence, signer, signedAt, state } = decision;
  const isSealed = formats !== 'openssh';
  const digest = isSealed ? text.digest : text.digestOfPayload;
  return (
    <li className="decision">
      <p>
        <span className="soft">{text.sequence(sequence)}</span> <Untrusted text={option} mono />{' '}
        {state === 'in-force' ? null : (
          <Badge tone={state === 'revoked' ? 'danger' : 'plain'}>{text.state[state]}</Badge>
        )}
      </p>
      <p className="soft">
        <Say it={text.by(signer)} />
        <br />
        <span className="nowrap tabular">{text.at(utc(signedAt))}</span>
      </p>
      {strings.terms.formats[formats] === null ? null : <p>{strings.terms.formats[formats]}</p>}
      {reason === '' ? null : (
        <p>
          {text.reason}: <Untrusted text={reason} />
        </p>
      )}
      <Disclosure summary={digest}>
        <Digest text={envelope} what={digest} />
      </Disclosure>
      {isToldOf ? null : <ExportDecision decision={decision} renew={renew} />}
      <div className="actions">{isSealed ? <ShowQr decision={decision} /> : <p className="soft">{text.noQr}</p>}</div>
      {state === 'revoked' ? null : <Revoke envelope={envelope} what={option} />}
    </li>
  );
}
