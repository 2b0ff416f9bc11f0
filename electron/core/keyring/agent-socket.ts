import { createConnection } from 'node:net';
import { concatBytes } from '../../../shared/encoding/bytes.ts';
import { sshString } from '../../../shared/key/ssh-wire.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { type KeyringError, keyringError } from './keyring-error.ts';

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
): Promise<Result<Uint8Array, KeyringError>> {
  const refusal = (code: 'agent-unreachable' | 'agent-timed-out' | 'agent-cancelled', sentence: string) =>
    err(keyringError(code, sentence, socketPath));
  const failed = (why: string) =>
    refusal('agent-unreachable', `The ssh-agent does not answer (${why}): start it, or choose another one.`);
  const cancelled = () => refusal('agent-cancelled', 'The ssh-agent is not waited for any more: nothing was signed.');
  if (!socketPath.startsWith('/')) return failed('its socket is no absolute path');
  if (signal.aborted) return cancelled();
  return new Promise((resolve) => {
    const socket = createConnection({ path: socketPath });
    let received = new Uint8Array();
    const onAbort = () => finish(cancelled());
    const finish = (result: Result<Uint8Array, KeyringError>) => {
      signal.removeEventListener('abort', onAbort);
      socket.destroy();
      resolve(result);
    };
    signal.addEventListener('abort', onAbort);
    socket.setTimeout(timeoutMs, () =>
      finish(
        refusal(
          'agent-timed-out',
          `The ssh-agent gave no answer in ${timeoutMs / 1000} seconds: touch the token or confirm in the agent as soon as it is asked, and sign again.`,
        ),
      ),
    );
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
