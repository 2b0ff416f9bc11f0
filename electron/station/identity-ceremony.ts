import type { Role } from '../../shared/contract/views.ts';
import { err, ok } from '../../shared/result.ts';
import type { Identity } from '../keyring/identity.ts';
import type { Keyring } from '../keyring/keyring.ts';
import type { Ceremony } from './ceremony.ts';
import { problemOf, refused } from './problems.ts';
import type { Recorder } from './recorder.ts';

/** The station's first owner, made in the signing window: the passphrase is typed there and nowhere else. */
export function firstOwnerCeremony(role: Role, keyring: Keyring, record: Recorder): Ceremony<Identity> {
  let made: Identity | null = null;
  return {
    view: () => ({ kind: 'create-identity', role }),
    outcome: () => made,
    steps: {
      'ceremony/create-identity': async ({ name, passphrase, repeated }) => {
        if (passphrase !== repeated)
          return refused('identity/passphrases-differ', 'The two passphrases are not the same.');
        const created = await keyring.createFirstOwner(name, passphrase);
        if (!created.ok) return err(problemOf('identity', created.error));
        made = created.value;
        const recorded = await record({
          kind: 'identity-enrolled',
          identity: made.id,
          name: made.name,
          roles: [...made.roles],
          enrolledBy: made.enrolledBy,
          custody: made.custody,
        });
        return recorded.ok ? ok('closed') : recorded;
      },
    },
  };
}
