// The one file that may import a network module: it proves that a socket cannot be made, and sends nothing.
import { createSocket } from 'node:dgram';

/**
 * `sealed` when the kernel refuses this process an inet socket (a seccomp filter, as the launcher sets), `unsealed`
 * when it gives one. Binding to the wildcard address sends no packet; the socket is closed at once.
 */
export function checkLauncher(): Promise<'sealed' | 'unsealed'> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4');
    socket.once('error', (error) => {
      const code = 'code' in error ? error.code : undefined;
      resolve(code === 'EPERM' || code === 'EACCES' || code === 'EAFNOSUPPORT' ? 'sealed' : 'unsealed');
    });
    socket.bind({ port: 0, exclusive: true }, () => {
      socket.close(() => resolve('unsealed'));
    });
  });
}
