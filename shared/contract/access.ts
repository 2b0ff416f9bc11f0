import type { ReviewChannels } from './review.ts';
import type { Role } from './views.ts';

/**
 * Who may ask for something: `anyone`; whoever is signed in with one of these roles; or `signer`, where the request
 * names who signs or approves, so that the service checks that identity's role, and the signing window its passphrase.
 */
export type Access = 'anyone' | 'signer' | readonly Role[];

const IMPORTS = ['owner', 'operator'] as const satisfies readonly Role[];
const EXPORTS = ['owner', 'auditor'] as const satisfies readonly Role[];
const SIGNED_IN = ['owner', 'operator', 'auditor'] as const satisfies readonly Role[];

/** The rule for each channel of the review window. The main process enforces it; the window explains it. */
export const ACCESS = {
  'station/status': 'anyone',
  'language/choose': 'anyone',
  /** It says what the station page shows, and whoever asks proves something to somebody else with it. */
  'station/answer': 'anyone',
  'media/pick': 'anyone',
  'media/volumes': 'anyone',
  'media/unmounted': 'anyone',
  'media/contents': 'anyone',
  'media/eject': SIGNED_IN,
  'media/scan': 'anyone',
  'media/leave': 'anyone',
  'import/start': IMPORTS,
  'import/jobs': 'anyone',
  'import/pause': IMPORTS,
  'import/resume': IMPORTS,
  'import/cancel': IMPORTS,
  'import/dismiss': 'anyone',
  'import/unfinished': 'anyone',
  'import/take-up': IMPORTS,
  'import/give-up': IMPORTS,
  'packet/list': 'anyone',
  'packet/damaged': 'anyone',
  'bundle/damaged': 'anyone',
  'packet/get': 'anyone',
  'packet/shown': 'anyone',
  'bundle/list': 'anyone',
  'bundle/get': 'anyone',
  'bundle/first-entries': 'anyone',
  'bundle/entries': 'anyone',
  'bundle/tree': 'anyone',
  'bundle/first-rows': 'anyone',
  'bundle/tree-find': 'anyone',
  'bundle/tree-place': 'anyone',
  'bundle/check-places': 'anyone',
  'file/open': 'anyone',
  'file/rows': 'anyone',
  'file/bytes': 'anyone',
  'file/image': 'anyone',
  'file/state': 'anyone',
  'file/search': 'anyone',
  'file/search-stop': 'anyone',
  'file/hit': 'anyone',
  'file/proof': 'anyone',
  'file/diff': 'anyone',
  'bundle/which-hash': 'anyone',
  'vault/check': SIGNED_IN,
  'vault/check-state': 'anyone',
  'vault/check-stop': SIGNED_IN,
  'session/sign-in': 'signer',
  'session/lock': 'anyone',
  'identity/create': 'signer',
  'identity/change-passphrase': 'signer',
  'identity/back-up': SIGNED_IN,
  'identity/restore': 'signer',
  'identity/scan-keys': 'anyone',
  'identity/trust': 'signer',
  'identity/end': 'signer',
  'decision/propose': 'signer',
  'decision/list': 'anyone',
  'decision/export': EXPORTS,
  'decision/envelope': EXPORTS,
  'dossier/export': EXPORTS,
  'dossier/can-make-iso': 'anyone',
  'authority/get': 'anyone',
  'authority/grant': 'signer',
  'authority/discharge': 'signer',
  'authority/run': 'signer',
  'authority/cosign': 'signer',
  'authority/revoke': 'signer',
  'authority/export': SIGNED_IN,
  'authority/import': IMPORTS,
  'receipt/list': 'anyone',
  'receipt/sign': IMPORTS,
  /** Whoever cannot sign in needs it most. It holds nothing that is read elsewhere in the window. */
  'log/export': 'anyone',
  'journal/page': 'anyone',
} as const satisfies { readonly [Name in keyof ReviewChannels]: Access };
