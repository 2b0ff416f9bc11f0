import type { ChoosePurpose, EntryKind } from '../../../contract/choose.ts';
import { type Sentence, say } from '../../forms/say.ts';
import { format } from './language.ts';

const title: Readonly<Record<ChoosePurpose, string>> = {
  source: 'Choose a folder to import from',
  destination: 'Choose a folder to export to',
  'key-file': 'Choose your OpenSSH private key file',
  agent: 'Choose the socket of your ssh-agent',
};

const lead: Readonly<Record<ChoosePurpose, string>> = {
  source: 'Open the folder that holds the packet, the evidence or the keys. What is in it is listed in the next step.',
  destination: 'Open the folder to write to.',
  'key-file': 'The key is read when you sign, and only then. It is not copied.',
  agent: 'The agent’s program says where its socket is.',
};

const kind: Readonly<Record<EntryKind, string>> = {
  folder: 'folder',
  file: 'file',
  link: 'link',
  socket: 'socket',
  other: 'device',
};

/** The window in which a folder or a file is chosen. */
export const choose = {
  title,
  lead,
  kind,
  loading: 'Loading…',
  places: {
    title: 'Places',
    volumes: 'Removable volumes',
    noVolumes: 'No removable volume is mounted. Insert a medium and it appears here.',
    unmounted: 'Plugged in, not mounted',
    unmountedWayOut: 'Mount it in the file manager of the desktop. It then appears above.',
    folders: 'On this computer',
    home: 'Home folder',
    computer: 'All folders',
  },
  folder: 'The open folder',
  trail: 'Where the open folder is',
  entries: 'What is in the folder',
  waiting: 'Waiting for the medium…',
  count: (count: number, hidden: number): string => {
    const shown = format.plural(count, { one: '# entry', other: '# entries' });
    return hidden === 0 ? shown : `${shown}, ${format.integer(hidden)} hidden`;
  },
  cut: 'This folder holds more entries than can be listed. Not all of them are shown.',
  link: 'A link. Links are not followed: open the folder that it points to.',
  withHidden: 'Show hidden files',
  newFolder: {
    begin: 'New folder…',
    name: 'Name of the new folder',
    make: 'Create folder',
    bad: 'This name does not work on every medium. Use letters, digits, spaces, - and _, without a dot at the start or the end.',
  },
  keys: 'Arrow keys move. Enter opens. Backspace goes up. Letters find a name. Ctrl+Enter chooses. Escape cancels.',
  cancel: 'Cancel',
  takeFolder: (name: string): Sentence => say`Choose folder ${name}`,
  takeFile: { 'key-file': 'Choose this file', agent: 'Choose this socket' },
};
