import { useLayoutEffect, useRef } from 'react';
import type { BlockerAuthorityView } from '../../../shared/contract/authority-views.ts';
import type { BlockerView } from '../../../shared/contract/blocker-view.ts';
import type { Sha256 } from '../../../shared/encoding/bytes.ts';
import { separateAuthorityAction } from '../../../shared/rules/grants.ts';
import type { BlockerNow } from '../../../shared/rules/standing.ts';
import { escapeVisible } from '../../../shared/text/deceptive.ts';
import { strings } from '../../strings/index.ts';
import { inOrder } from '../../ui/in-order.ts';
import { Mark, Shape, type State } from '../../ui/Mark.tsx';
import { Say, Untrusted } from '../../ui/Untrusted.tsx';
import { Discharge } from '../authority/Discharge.tsx';
import { DischargeForm } from '../authority/DischargeForm.tsx';
import { CheckedFiles } from '../evidence/BundleChecks.tsx';
import { useReview } from '../hooks/context.ts';
import { NotesHere } from '../notes/Notes.tsx';
import { LockItems } from '../parts/LockItems.tsx';

const text = strings.packet.blocker;

/** What signing for a blocker needs to know. */
export interface Signing {
  readonly packet: Sha256;
  /** The bundles that have a tree hash of the packet. */
  readonly answering: ReadonlySet<Sha256>;
  readonly canSign: boolean;
}

export const MARK_OF: Readonly<Record<BlockerNow, State>> = {
  open: 'open',
  partial: 'partial',
  waiting: 'partial',
  closed: 'closed',
};

/** What is so now, as every screen says it. */
export function Now({ of }: { readonly of: BlockerView }) {
  return (
    <Mark state={MARK_OF[of.now]} plain={of.now === 'closed' && of.closedBy.length === 0}>
      <Say it={strings.standing.nowOf(of)} />
    </Mark>
  );
}

interface BlockerCardProps {
  readonly of: BlockerAuthorityView;
  readonly signing: Signing;
  readonly isShown: boolean;
}

/** One blocker: its gate, what the packet says, what is so now, who signs, the evidence, and what to do next. */
export function BlockerCard({ of: { standing, discharges }, signing, isShown }: BlockerCardProps) {
  const { go } = useReview();
  const card = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    if (!isShown) return;
    card.current?.scrollIntoView({ block: 'nearest' });
    card.current?.focus({ preventScroll: true });
  }, [isShown]);
  const evidence = discharges
    .filter(({ state }) => state === 'in-force' || state === 'pending')
    .flatMap((one) => one.evidence);
  return (
    <article className="blocker-card" ref={card} tabIndex={-1} aria-label={standing.id}>
      <h3>
        <Untrusted text={standing.id} mono />
      </h3>
      <p>
        <Untrusted text={standing.gate} />
      </p>
      <dl className="card-fields">
        <dt>{strings.standing.says}</dt>
        <dd>
          <Untrusted text={standing.says.text} />
        </dd>
        <dt>{strings.standing.now}</dt>
        <dd>
          <Now of={standing} />
        </dd>
        {standing.legs.length === 0 ? null : (
          <>
            <dt>{text.fields.legs}</dt>
            <dd>
              <Legs of={standing} />
            </dd>
          </>
        )}
        <dt>{text.fields.signs}</dt>
        <dd>
          <Signers of={standing} />
        </dd>
        <dt>{text.fields.evidence}</dt>
        <dd>
          {evidence.length === 0 ? (
            <span className="soft">{text.noEvidence}</span>
          ) : (
            inOrder(evidence, ({ label, bundle, isFit }) => (
              <>
                <Mark state={isFit ? 'closed' : 'failed'}>
                  <button type="button" className="button-link" onClick={() => go({ at: 'bundle', bundle })}>
                    <Untrusted text={label} />
                  </button>
                </Mark>
                <CheckedFiles bundle={bundle} />
              </>
            ))
          )}
        </dd>
      </dl>
      {standing.now === 'open' || standing.now === 'partial' ? <Reasons of={standing} /> : null}
      {discharges.map((one) => (
        <Discharge key={one.envelope} discharge={one} blocker={standing.id} canSign={signing.canSign} />
      ))}
      <NextAction of={standing} signing={signing} />
      <NotesHere
        subject={signing.packet}
        label={strings.notes.onBlocker(escapeVisible(standing.id))}
        isHere={(place) => place.kind === 'blocker' && place.blocker === standing.id}
        place={() => ({ kind: 'blocker', blocker: standing.id })}
        line="none"
      />
    </article>
  );
}

/** Why a discharge that is there closes nothing; that the blocker is open is said above. */
function Reasons({ of }: { readonly of: BlockerView }) {
  const reasons = of.locks.filter(({ kind }) => kind !== 'blocker-open');
  return reasons.length === 0 ? null : <LockItems locks={reasons} />;
}

function Legs({ of }: { readonly of: BlockerView }) {
  return (
    <ul className="marks" aria-label={text.legs}>
      {inOrder(of.legs, ({ leg, now, statedAs }) => (
        <li>
          <Mark state={now}>
            <Untrusted text={leg} /> {text.leg[now]}
          </Mark>{' '}
          <span className="soft">
            <Untrusted text={statedAs} />
          </span>
        </li>
      ))}
    </ul>
  );
}

function Signers({ of: { actors, separateAuthority } }: { readonly of: BlockerView }) {
  return (
    <>
      {actors.length === 0 ? text.noActor : null}
      <span className="marks">
        {inOrder(actors, ({ role, hasSigned }) => (
          <span className="signer">
            {strings.terms.role[role]} <Tick hasSigned={hasSigned} />
          </span>
        ))}
      </span>
      {separateAuthority ? <span className="soft">{text.separateAuthority}</span> : null}
    </>
  );
}

function Tick({ hasSigned }: { readonly hasSigned: boolean }) {
  return (
    <span className={`mark mark-${hasSigned ? 'closed' : 'plain'}`}>
      <Shape state={hasSigned ? 'closed' : 'open'} />
      <span className="unseen">{hasSigned ? text.signed : text.notSigned}</span>
    </span>
  );
}

/** One thing to do: an open blocker is discharged, after its separate authority was granted where it asks for one. */
function NextAction({ of, signing }: { readonly of: BlockerView; readonly signing: Signing }) {
  const { go } = useReview();
  if (!signing.canSign || of.now === 'closed' || of.now === 'waiting') return null;
  return (
    <>
      {of.separateAuthority ? (
        <p className="soft">
          {strings.authority.discharges.separateAuthority}{' '}
          <button
            type="button"
            className="button-link"
            onClick={() =>
              go({ at: 'packet', packet: signing.packet, part: 'blockers', show: separateAuthorityAction(of.id) })
            }
          >
            {strings.authority.discharges.grantSeparate}
          </button>
        </p>
      ) : null}
      <DischargeForm packet={signing.packet} blocker={of} answering={signing.answering} />
    </>
  );
}
