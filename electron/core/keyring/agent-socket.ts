import { createConnection } from 'node:net';
import { concatBytes } from '../../../shared/encoding/bytes.ts';
import { failure } from '../../../shared/failure/failure.ts';
import { sshString } from '../../../shared/key/ssh-wire.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { errnoOf } from '../files/file-failure.ts';
import type { KeyringFailure } from './keyring-failure.ts';

/** An ssh-agent by the absolute path of its socket. */
export interface AgentAt {
  readonly socketPath: string;
  /** Aborted when nobody waits for its answer any more. */
  readonly signal: AbortSignal;
}

/** A token waits for a touch; whoever does not touch it in this time is not there. */
const TIMEOUT_MS = 60_000;
/** Agents themselves take no more (OpenSSH's AGENT_MAX_LEN). */
const MAX_MESSAGE = 256 * 1024;
const LENGTH_BYTES = 4;

/**
 * Sends one message to an ssh-agent and gives its answer (draft-ietf-sshm-ssh-agent, section 3), both without their
 * length. The one place in the console that opens a socket: an AF_UNIX one, by an absolute path, which leads to a
 * process on this machine and to no network. What that process is connected to is its own affair.
 */
export async function askAgent(
  { socketPath, signal }: AgentAt,
  message: Uint8Array,
  timeoutMs: number = TIMEOUT_MS,
): Promise<Result<Uint8Array, KeyringFailure>> {
  const failed = (
    code: 'keyring/agent-path' | 'keyring/agent-closed' | 'keyring/agent-malformed' | 'keyring/agent-cancelled',
  ) => err(failure(code, { where: socketPath }));
  if (!socketPath.startsWith('/')) return failed('keyring/agent-path');
  if (signal.aborted) return failed('keyring/agent-cancelled');
  return new Promise((resolve) => {
    const socket = createConnection({ path: socketPath });
    let received = new Uint8Array();
    const onAbort = () => finish(failed('keyring/agent-cancelled'));
    const finish = (result: Result<Uint8Array, KeyringFailure>) => {
      signal.removeEventListener('abort', onAbort);
      socket.destroy();
      resolve(result);
    };
    signal.addEventListener('abort', onAbort);
    socket.setTimeout(timeoutMs, () =>
      finish(err(failure('keyring/agent-timed-out', { params: { seconds: timeoutMs / 1000 }, where: socketPath }))),
    );
    socket.on('error', (error) =>
      finish(err(failure('keyring/agent-unreachable', { where: socketPath, errno: errnoOf(error) ?? undefined }))),
    );
    socket.on('close', () => finish(failed('keyring/agent-closed')));
    socket.on('data', (chunk: Buffer) => {
      received = concatBytes(received, chunk);
      if (received.length < LENGTH_BYTES) return;
      const length = new DataView(received.buffer, received.byteOffset, LENGTH_BYTES).getUint32(0);
      if (length > MAX_MESSAGE) finish(failed('keyring/agent-malformed'));
      else if (received.length > LENGTH_BYTES + length) finish(failed('keyring/agent-malformed'));
      else if (received.length === LENGTH_BYTES + length) finish(ok(received.slice(LENGTH_BYTES)));
    });
    socket.on('connect', () => socket.write(sshString(message)));
  });
}
