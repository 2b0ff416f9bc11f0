import { randomInt } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import { assertNever, err, ok, type Result } from '../../shared/result.ts';
import { openWithPassphrase, sealWithPassphrase } from './age-file.ts';
import { type KeyFileDefect, type KeyJob, type OpenedKey, ownBytes } from './key-job.ts';
import { type PrivateKey, parseOpenSshPrivateKey, toOpenSshPrivateKey } from './openssh-private.ts';

// A thread for one job on one key file: scrypt takes a second of the processor, bcrypt as much as the file's writer
// wished, and the windows must not wait for either. What crosses is handed over, never copied, and wiped here.
const job: KeyJob = workerData;
switch (job.kind) {
  case 'seal':
    void seal(job).then((sealed) => parentPort?.postMessage(sealed));
    break;
  case 'open':
    void open(job.file, job.passphrase).then(handOver);
    break;
  case 'open-openssh':
    handOver(parseOpenSshPrivateKey(job.file, job.passphrase));
    break;
  default:
    assertNever(job, 'key job');
}

async function seal({ seed, comment, passphrase, workFactor }: Extract<KeyJob, { kind: 'seal' }>): Promise<Uint8Array> {
  const plain = toOpenSshPrivateKey(seed, comment, randomInt(2 ** 32));
  seed.fill(0);
  const sealed = await sealWithPassphrase(plain, passphrase, workFactor);
  plain.fill(0);
  return sealed;
}

async function open(file: Uint8Array, passphrase: string): Promise<Result<PrivateKey, KeyFileDefect>> {
  const plain = await openWithPassphrase(file, passphrase);
  if (!plain.ok) return plain;
  const key = parseOpenSshPrivateKey(plain.value, null);
  plain.value.fill(0);
  return key.ok ? key : err('damaged');
}

function handOver(opened: Result<PrivateKey, KeyFileDefect>): void {
  if (!opened.ok) {
    parentPort?.postMessage(opened);
    return;
  }
  const seed = ownBytes(opened.value.seed);
  opened.value.seed.fill(0);
  const answer: Result<OpenedKey, KeyFileDefect> = ok({ seed, comment: opened.value.comment });
  parentPort?.postMessage(answer, [seed.buffer]);
}
