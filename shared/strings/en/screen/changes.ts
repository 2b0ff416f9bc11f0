import type { PacketChange, PacketPart } from '../../../packet/changes.ts';
import { type Sentence, say } from '../../forms/say.ts';

const PARTS: Readonly<Record<PacketPart, string>> = {
  title: 'Title',
  docStatus: 'Document status',
  default: 'Default option',
  option: 'Option',
  blocker: 'Blocker',
  'blocker-status': 'Status of blocker',
  'blocker-actors': 'Actors of blocker',
  'blocker-gate': 'Gate of blocker',
  grant: 'Grant',
  evidence: 'Evidence',
};

export const changes = {
  title: (revision: string): Sentence => say`What changed since revision ${revision}`,
  none: 'Nothing in its title, status, options, blockers, grants and evidence; its prose may differ.',
  added: 'added',
  removed: 'removed',
  changed: 'changed',
  part: (change: PacketChange): string => PARTS[change.part],
  before: 'Before',
  after: 'Now',
};
