import { serveKey } from '../../core/keyring/serve-key.ts';

// A process for one use of one key. Passphrases and private keys are in no other: what is typed comes sealed to this
// process, and what leaves it are encrypted files and signatures. Nothing is wiped in here, where the runtime and the
// libraries make copies that nobody can find: the process ends, and the kernel clears its memory.
void serveKey(process.parentPort);
