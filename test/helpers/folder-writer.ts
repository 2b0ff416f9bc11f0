// Writes folders of so many files to the folder that is named, without end, and says each one once it is done.
import { writeSync } from 'node:fs';
import { createFolderDurably } from '../../electron/core/files/durable-folder.ts';

const [medium = '', count = ''] = process.argv.slice(2);
const files = Array.from({ length: Number(count) }, (_, i) => ({ name: `file-${i}`, bytes: Buffer.alloc(10000, i) }));
for (let n = 0; ; n++) {
  const written = await createFolderDurably(medium, `dossier-${n}`, files);
  if (!written.ok) process.exit(1);
  writeSync(1, `${n}\n`);
}
