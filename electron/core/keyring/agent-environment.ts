/** An ssh-agent that may be asked, and how the console came to know it. */
export interface KnownAgent {
  readonly socketPath: string;
  readonly origin: 'environment' | 'chosen';
  /** The console was started over SSH, so this is perhaps the agent of another machine, passed on to here. */
  readonly mayBeForwarded: boolean;
}

/**
 * The agent that ssh itself would use, by SSH_AUTH_SOCK; `null` where there is none. sshd sets SSH_CONNECTION for all that
 * it starts: nothing else in reach says whether a socket leads on to another machine.
 */
export function agentOfEnvironment(env: Readonly<Record<string, string | undefined>>): KnownAgent | null {
  const { SSH_AUTH_SOCK: socketPath = '', SSH_CONNECTION: connection = '' } = env;
  if (!socketPath.startsWith('/')) return null;
  return { socketPath, origin: 'environment', mayBeForwarded: connection !== '' };
}
