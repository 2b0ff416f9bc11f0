import { type ReactNode, useEffect, useRef } from 'react';
import type { IdentityView } from '../../shared/contract/views.ts';
import { assertNever } from '../../shared/result.ts';
import type { Act, Gist } from '../../shared/statement/gist.ts';
import { strings, utc } from '../strings/index.ts';
import { inOrder } from '../ui/in-order.ts';
import { Say } from '../ui/Untrusted.tsx';

const text = strings.sign.band;

interface BandProps {
  /** Of the payload that is signed. */
  readonly gist: Gist;
  readonly signer: IdentityView;
}

/** What is signed, by whom, about what, from when until when: in view for as long as the window is. */
export function Band({ gist, signer }: BandProps) {
  const band = useReachedByKeys<HTMLElement>();
  const roles = signer.roles.map((role) => strings.terms.role[role]);
  return (
    <header className="band" data-tone={toneOf(gist)} ref={band}>
      <h1>
        <span className="band-lead">{text.lead[gist.act.kind]}</span>{' '}
        <strong>
          <Say it={text.name(gist.act)} />
        </strong>
      </h1>
      <Words act={gist.act} />
      <dl className="band-facts">
        <Fact name={text.facts.signer}>
          <Say it={text.signer(signer.name, roles, signer.keyid)} />
        </Fact>
        <Fact name={text.facts.packet}>
          {gist.packet === null ? text.noPacket : <Say it={text.packet(gist.packet)} />}
        </Fact>
        {inOrder(factsOf(gist), ({ name, value }) => (
          <Fact name={name}>{value}</Fact>
        ))}
        <Fact name={text.facts.machine}>
          <Machine gist={gist} />
        </Fact>
      </dl>
    </header>
  );
}

/** For what scrolls only when it is longer than its place: then the keyboard comes to it too. */
function useReachedByKeys<E extends HTMLElement>() {
  const scrolled = useRef<E>(null);
  useEffect(() => {
    const element = scrolled.current;
    if (element === null) return;
    const resized = new ResizeObserver(() => {
      element.tabIndex = element.scrollHeight > element.clientHeight ? 0 : -1;
    });
    resized.observe(element);
    return () => resized.disconnect();
  }, []);
  return scrolled;
}

/** `hold` for the default alone, and danger never on it but for a link that is up. */
function toneOf({ act, links }: Gist): 'hold' | 'change' | 'link' | 'plain' {
  if (links.up.length > 0) return 'link';
  if (act.kind !== 'decision') return 'plain';
  if (act.isDefault) return 'hold';
  return act.effect.kind === 'changes-nothing' ? 'plain' : 'change';
}

function Words({ act }: { readonly act: Act }) {
  if (act.kind !== 'decision') return null;
  const { words, isDefault, effect } = act;
  return (
    <p className="band-words">
      {words === null ? null : <Say it={text.quoted(words)} />}{' '}
      <span className="chip">{isDefault ? text.isDefault : text.isNotDefault}</span>{' '}
      <span className="chip">
        {text.effect[effect.kind]}
        {effect.kind === 'changes-nothing' && effect.saidBy === 'field' ? `: ${text.saidByField}` : ''}
      </span>
    </p>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

interface NamedFact {
  readonly name: string;
  readonly value: ReactNode;
}

/** What only one kind of act has. */
function factsOf({ act, expires }: Gist): readonly NamedFact[] {
  const { facts } = text;
  switch (act.kind) {
    case 'decision':
      return [
        {
          name: facts.decision,
          value: (
            <>
              <Say it={text.place(act)} />; {expires === null ? text.expires.never : text.expires.at(utc(expires))}
            </>
          ),
        },
        { name: facts.blockers, value: text.blockers(act) },
        ...(act.unreadAcknowledged === 0
          ? []
          : [{ name: facts.passages, value: text.passages(act.unreadAcknowledged) }]),
        ...grantsUsed(act.grants),
        ...(act.opened === null ? [] : [{ name: facts.opened, value: text.opened(act.opened) }]),
      ];
    case 'grant':
      return [
        { name: facts.reason, value: <Say it={text.names([act.reason])} /> },
        { name: facts.inForce, value: expires === null ? text.expires.notReplaced : text.expires.once(utc(expires)) },
      ];
    case 'discharge':
      return [
        { name: facts.gate, value: <Say it={text.quoted(act.gate)} /> },
        { name: facts.evidence, value: <Say it={text.evidence(act)} /> },
        { name: facts.reason, value: <Say it={text.names([act.reason])} /> },
        { name: facts.signedBy, value: text.roles(act) },
        { name: facts.inForce, value: expires === null ? text.expires.notReplaced : text.expires.at(utc(expires)) },
        ...grantsUsed(act.grants),
      ];
    case 'revocation':
      return [
        { name: facts.statement, value: <Say it={text.statement(act.statementSha256)} /> },
        { name: facts.reason, value: <Say it={text.names([act.reason])} /> },
      ];
    case 'receipt':
      return [
        {
          name: facts.verdict,
          value: act.refusal === null ? text.verdict(act) : <Say it={text.refused(act.refusal)} />,
        },
        { name: facts.medium, value: <Say it={text.names([act.medium])} /> },
      ];
    default:
      return assertNever(act, 'act');
  }
}

function grantsUsed(actions: readonly string[]): readonly NamedFact[] {
  return actions.length === 0 ? [] : [{ name: text.facts.grants, value: <Say it={text.names(actions)} /> }];
}

function Machine({ gist: { isSealed, links, clock } }: { readonly gist: Gist }) {
  return (
    <>
      <span className={isSealed ? undefined : 'band-caution'}>{isSealed ? text.seal.sealed : text.seal.unsealed}</span>,{' '}
      <span className={links.up.length === 0 ? undefined : 'band-alarm'}>
        <Say it={text.links(links)} />
      </span>
      , {text.checked(utc(links.checkedAt))}; {text.clock(utc(clock))}
    </>
  );
}
