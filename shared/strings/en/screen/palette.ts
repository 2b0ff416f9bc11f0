import { format } from './language.ts';

/** What Ctrl+K opens: go anywhere, find a name or a hash, begin something by its name. */
export const palette = {
  title: 'Go to',
  open: 'Go to…',
  label: 'A name, an id, a hash, or something to do',
  hint: 'HOLD, rehearsal, sha256:…, sign in',
  lead: 'Nothing is signed from here.',
  keys: '↑ ↓ choose · Enter open · Esc close',
  groups: {
    hash: 'Evidence with this hash',
    inHand: 'In the packet that is open',
    packets: 'Packets',
    bundles: 'Evidence',
    people: 'People',
    sections: 'Sections',
    tasks: 'Tasks',
  },
  kinds: { option: 'option', blocker: 'blocker', grant: 'grant' },
  tasks: {
    decide: 'Decide on the packet that is open',
    import: 'Import packets and evidence',
    signIn: 'Sign in',
    lock: 'Sign out and lock',
    enrol: 'Enrol someone',
    trust: 'Trust a key from elsewhere',
    dossier: 'Export the dossier for the auditor',
    vaultCheck: 'Check the vault',
    challenge: 'Prove which software runs here',
    log: 'Export the log for support',
    language: 'Change the language',
    help: 'Help',
    keys: 'Show the keyboard shortcuts',
  },
  none: 'Nothing here has this name.',
  noHash: (bundles: number): string =>
    format.plural(bundles, {
      one: 'This hash matches nothing: # evidence bundle was compared.',
      other: 'This hash matches nothing: # evidence bundles were compared.',
    }),
  found: (count: number): string => format.plural(count, { one: '# result', other: '# results' }),
  more: (count: number): string =>
    format.plural(count, { one: '# more: type more of its name', other: '# more: type more of the name' }),
};
