import { createConnection } from 'node:net';
import { concatBytes } from '../../shared/bytes.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { sshString } from '../../shared/statement/ssh-wire.ts';
import { type KeyringError, keyringError } from './keyring-error.ts';

/** A token waits for a touch; whoever does not touch it in this time is not there. */
const TIMEOUT_MS = 60_000;
/** Agents themselves take no more (OpenSSH's AGENT_MAX_LEN). */
const MAX_MESSAGE = 256 * 1024;
const LENGTH_BYTES = 4;

/**
 * Sends one message to an ssh-agent and gives its answer (draft-ietf-sshm-ssh-agent, section 3), both without their
 * length. The one place in the console that opens a socket: an AF_UNIX one, by an absolute path, which leads to a
 * process on this machine and to no network.
 */
export async function askAgent(
  socketPath: string,
  message: Uint8Array,
  timeoutMs: number = TIMEOUT_MS,
): Promise<Result<Uint8Array, KeyringError>> {
  const failed = (why: string): Result<never, KeyringError> =>
    err(
      keyringError('agent-unreachable', `The ssh-agent does not answer (${why}): start it and try again.`, socketPath),
    );
  if (!socketPath.startsWith('/')) return failed('its socket is no absolute path');
  return new Promise((resolve) => {
    const socket = createConnection({ path: socketPath });
    let received = new Uint8Array();
    const finish = (result: Result<Uint8Array, KeyringError>) => {
      socket.destroy();
      resolve(result);
    };
    socket.setTimeout(timeoutMs, () => finish(failed('it took too long')));
    socket.on('error', (error) => finish(failed(error.message)));
    socket.on('close', () => finish(failed('it closed the connection')));
    socket.on('data', (chunk: Buffer) => {
      received = concatBytes(received, chunk);
      if (received.length < LENGTH_BYTES) return;
      const length = new DataView(received.buffer, received.byteOffset, LENGTH_BYTES).getUint32(0);
      if (length > MAX_MESSAGE) finish(failed('its answer is too long'));
      else if (received.length > LENGTH_BYTES + length) finish(failed('it says more than was asked'));
      else if (received.length === LENGTH_BYTES + length) finish(ok(received.slice(LENGTH_BYTES)));
    });
    socket.on('connect', () => socket.write(sshString(message)));
  });
}
