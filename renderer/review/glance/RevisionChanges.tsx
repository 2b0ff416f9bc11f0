import type { PacketView } from '../../../shared/contract/views.ts';
import type { PacketChange } from '../../../shared/packet/changes.ts';
import { strings } from '../../strings/index.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Fields } from '../../ui/Fields.tsx';
import { inOrder } from '../../ui/in-order.ts';
import { Say, Untrusted } from '../../ui/Untrusted.tsx';

const text = strings.changes;

/** What this revision says otherwise than the one before it. */
export function RevisionChanges({ previous }: { readonly previous: NonNullable<PacketView['previousRevision']> }) {
  const { revision, changes } = previous;
  return (
    <section className="card" aria-labelledby="changes-title">
      <h2 id="changes-title">
        <Say it={text.title(revision)} />
      </h2>
      {changes.length === 0 ? (
        <p className="soft">{text.none}</p>
      ) : (
        <ul className="options">{inOrder(changes, changeItem)}</ul>
      )}
    </section>
  );
}

function changeItem(change: PacketChange) {
  return (
    <li>
      <p>
        <Badge tone={change.kind === 'changed' ? 'plain' : 'amber'}>{text[change.kind]}</Badge> {text.part(change)}{' '}
        <Untrusted text={change.name} mono />
      </p>
      {change.kind !== 'changed' ? null : (
        <Fields
          rows={[
            [text.before, <Untrusted key="before" text={change.before} />],
            [text.after, <Untrusted key="after" text={change.after} />],
          ]}
        />
      )}
    </li>
  );
}
