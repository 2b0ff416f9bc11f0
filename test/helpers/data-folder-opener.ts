// Opens the data folder that is named as the account that this process runs as, and says what came of it.

import { openDataFolder } from '../../electron/station/data-folder.ts';
import { sayFailure } from '../../shared/failure/say.ts';

const [folder = ''] = process.argv.slice(2);
const opened = openDataFolder(folder);
process.stdout.write(
  JSON.stringify(opened.ok ? { code: 'opened' } : { code: opened.error.code, sentence: sayFailure(opened.error) }),
);
