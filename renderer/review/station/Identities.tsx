import './station.css';
import type { IdentityView } from '../../../shared/contract/views.ts';
import { fromHex } from '../../../shared/encoding/bytes.ts';
import type { Sentence } from '../../../shared/strings/forms/say.ts';
import { digestToWords } from '../../../shared/text/words.ts';
import { strings, utc } from '../../strings/index.ts';
import { Digest } from '../../ui/Digest.tsx';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { Fields } from '../../ui/Fields.tsx';
import { inOrder } from '../../ui/in-order.ts';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Say, Untrusted } from '../../ui/Untrusted.tsx';
import { useReview } from '../hooks/context.ts';
import { useCreateOwner } from '../hooks/use-create-owner.ts';
import { EnrolIdentity } from './EnrolIdentity.tsx';
import { IdentityCare } from './IdentityCare.tsx';
import { nextPerson } from './next-person.ts';

const { care, identities: text } = strings.station;

/** Everyone enrolled here, and the way to enrol the next. */
export function Identities() {
  const { station } = useReview();
  const { identities } = station;
  const next = nextPerson(station);
  return (
    <section className="card" aria-labelledby="identities-title">
      <h2 id="identities-title">{text.title}</h2>
      {identities.map((one) => (
        <Identity key={one.id} identity={one} />
      ))}
      {next === 'enrolled' ? <EnrolIdentity /> : null}
      {next === 'first-owner' ? <FirstOwner /> : null}
      {next === 'nobody' ? <p className="soft">{text.unread}</p> : null}
    </section>
  );
}

function FirstOwner() {
  const owner = useCreateOwner();
  return (
    <>
      <p className="soft">{text.none}</p>
      <div className="actions">
        <button type="button" className="button-primary" disabled={owner.isOpen} onClick={owner.create}>
          {text.create}
        </button>
      </div>
      {owner.isOpen ? <Notice tone="accent">{strings.shell.otherWindow}</Notice> : null}
      {owner.failure === null ? null : <FailureNotice failure={owner.failure} />}
    </>
  );
}

function Identity({ identity }: { readonly identity: IdentityView }) {
  return (
    <div className="identity">
      <h3>
        <Untrusted text={identity.name} />
      </h3>
      <Fields
        rows={[
          [text.roles, identity.roles.map((role) => strings.terms.role[role]).join(', ')],
          [text.publicKey, <Digest key="key" text={identity.publicKey} what={text.publicKey} />],
          [text.keyid, <Digest key="keyid" text={identity.keyid} what={text.keyid} />],
          [text.enrolled, utc(identity.enrolledAt)],
          [care.stateLabel, <Say key="state" it={stateOf(identity.state)} />],
        ]}
      />
      <Disclosure summary={text.words}>
        <p className="soft">{text.wordsLead}</p>
        <ol className="fingerprint" aria-label={text.words}>
          {inOrder(digestToWords(fromHex(identity.keyid) ?? new Uint8Array()), (word) => (
            <li>{word}</li>
          ))}
        </ol>
      </Disclosure>
      <IdentityCare identity={identity} />
    </div>
  );
}

function stateOf(state: IdentityView['state']): Sentence {
  if (state.kind === 'active') return care.state.active();
  return care.state[state.kind](utc(state.at), state.reason);
}
