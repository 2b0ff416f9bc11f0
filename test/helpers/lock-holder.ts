// Takes the lock on the folder that is named, says what came of it, and then keeps it until it is killed.
import { lockFolder } from '../../electron/core/files/folder-lock.ts';

const [folder = ''] = process.argv.slice(2);
const locked = lockFolder(folder);
process.stdout.write(`${locked.ok ? 'locked' : locked.error.code}\n`);
if (locked.ok) setInterval(() => undefined, 60_000);
