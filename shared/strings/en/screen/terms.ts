import type { Role, SignatureFormats } from '../../../contract/views.ts';
import type {
  BundleForm,
  BundleLayout,
  CheckOutcome,
  CheckType,
  ExecutableBits,
  FileKind,
  RootSpelling,
} from '../../../evidence/types.ts';
import type { BundleVerdict } from '../../../evidence/verdict.ts';
import type { Severity } from '../../../finding/kind.ts';
import type { BlockerStatus, PacketForm } from '../../../packet/types.ts';

type Words<Union extends string> = Readonly<Record<Union, string>>;

const blockerStatus: Words<BlockerStatus> = {
  open: 'open',
  partial: 'partial',
  classified: 'classified',
  narrowed: 'narrowed',
  closed: 'closed',
};

const role: Words<Role> = { owner: 'owner', operator: 'operator', auditor: 'auditor' };

const check: Words<CheckOutcome> = { pass: 'passed', fail: 'failed', unknown: 'unknown' };

const checkType: Words<CheckType> = {
  'rollback-proof': 'rollback proof',
  'entry-exit': 'entry equals exit',
  'probe-results': 'probe results',
  'forbidden-tokens': 'forbidden tokens',
  seal: 'seal',
};

const verdict: Words<BundleVerdict> = {
  verified: 'verified',
  read: 'read whole, not verified',
  refused: 'refused',
};

const bundleForm: Words<BundleForm> = {
  directory: 'folder',
  zip: 'zip archive',
  tar: 'tar archive',
  'tar.gz': 'tar.gz archive',
};

const layout: Words<BundleLayout> = { plain: 'plain files', bag: 'BagIt bag', sha256sums: 'with checksums' };

/** What the hashed paths were relative to. */
const spelling: Words<RootSpelling> = {
  asRoot: 'paths from the bundle’s root',
  withTopFolder: 'paths that begin with the bundle’s own name',
  withoutTopFolder: 'paths from inside the only folder at the root',
  payload: 'paths from the bag’s payload folder, data/',
  inner: 'paths from inside a further wrapping: a folder or a bag in the bag or folder',
};

/** Executable bits that give a hash, where they are not those of the bundle. */
function otherBits(bits: ExecutableBits | undefined): string {
  if (bits === undefined) return '';
  return bits === 'none' ? ', with no file executable' : ', with every file executable';
}

const packetForm: Words<PacketForm> = { markdown: 'Markdown', text: 'plain text', json: 'JSON' };

const fileKind: Words<FileKind> = { file: 'file', executable: 'executable', symlink: 'link' };

const severity: Words<Severity> = { error: 'error', warning: 'warning', info: 'note' };

/** One word or two for each value of the closed unions that are shown in badges and tables. */
/** How a statement is signed, said where that is not in both formats. */
const formats: Readonly<Record<SignatureFormats, string | null>> = {
  both: null,
  dsse: 'Signed as a DSSE envelope alone: no OpenSSH signature came with it.',
  openssh: 'Signed in OpenSSH’s format alone, without a DSSE envelope.',
  mixed: 'Not all of its signers signed in both formats.',
};

export const terms = {
  formats,
  blockerStatus,
  role,
  check,
  checkType,
  verdict,
  bundleForm,
  layout,
  spelling,
  otherBits,
  packetForm,
  fileKind,
  severity,
};
