import type { Page } from '@playwright/test';

/**
 * Tries, in a page, everything that Chromium offers to reach another machine, and gives the names of what seemed to
 * get through (an answer came, a window opened, a candidate of the network was found). Waits until each has been
 * refused or has had time to send its packets.
 */
export function tryEveryWayOut(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const host = 'example.org';
    const url = `http://${host}/`;
    const patience = () => new Promise((resolve) => setTimeout(() => resolve('silence'), 1500));
    const element = <Name extends keyof HTMLElementTagNameMap>(
      name: Name,
      attributes: Readonly<Record<string, string>>,
    ): HTMLElementTagNameMap[Name] => {
      const made = document.createElement(name);
      for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
      document.body.append(made);
      return made;
    };
    const loaded = (made: EventTarget) =>
      new Promise((resolve, reject) => {
        made.addEventListener('load', resolve);
        made.addEventListener('open', resolve);
        made.addEventListener('error', reject);
      });

    // Each resolves to something else than `silence` when it got through, and rejects when it was refused.
    const ways: Readonly<Record<string, () => Promise<unknown>>> = {
      fetch: () => fetch(url),
      'fetch without cors': () => fetch(url, { mode: 'no-cors' }),
      XMLHttpRequest: () => {
        const request = new XMLHttpRequest();
        request.open('GET', url);
        request.send();
        return loaded(request);
      },
      WebSocket: () => loaded(new WebSocket(`ws://${host}/`)),
      EventSource: () => loaded(new EventSource(url)),
      WebTransport: () => new WebTransport(`https://${host}/`).ready,
      'service worker': () => navigator.serviceWorker.register('/index.js'),
      worker: () => loaded(new Worker(url)),
      image: () => loaded(element('img', { src: `${url}a.png` })),
      stylesheet: () => loaded(element('link', { rel: 'stylesheet', href: `${url}a.css` })),
      audio: () => loaded(element('audio', { src: `${url}a.ogg` })),
      geolocation: () => new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject)),
      'WebRTC, with its mDNS, STUN and TURN': async () => {
        const peer = new RTCPeerConnection({
          iceServers: [
            { urls: `stun:${host}:3478` },
            { urls: 'stun:192.0.2.77:3478' },
            { urls: ['turn:192.0.2.78:3478', 'turn:192.0.2.79:3478?transport=tcp'], username: 'u', credential: 'c' },
          ],
        });
        const found = new Promise((resolve) => {
          peer.addEventListener('icecandidate', ({ candidate }) => {
            if (candidate !== null && candidate.type !== 'host') resolve(candidate.candidate);
          });
        });
        peer.createDataChannel('way out');
        await peer.setLocalDescription();
        return found;
      },
      'window.open': async () => (window.open(url) === null ? Promise.reject(new Error('denied')) : 'opened'),
    };
    // These say nothing of how they went: the packet counter and the page's address do.
    const silent: Readonly<Record<string, () => void>> = {
      beacon: () => void navigator.sendBeacon(url, 'x'),
      prefetch: () => void element('link', { rel: 'dns-prefetch', href: `//${host}` }),
      preconnect: () => void element('link', { rel: 'preconnect', href: url }),
      iframe: () => void element('iframe', { src: url }),
      mailto: () => element('a', { href: `mailto:somebody@${host}` }).click(),
      download: () => element('a', { href: `${url}a.bin`, download: 'a.bin' }).click(),
      ping: () => element('a', { href: url, ping: url }).click(),
      'new window': () => element('a', { href: url, target: '_blank' }).click(),
      form: () => element('form', { action: url, method: 'post' }).submit(),
      'location.assign': () => location.assign(url),
      'location of another scheme': () => location.assign('ssh://example.org'),
    };
    for (const go of Object.values(silent)) go();
    const outcomes = await Promise.all(
      Object.entries(ways).map(async ([name, go]) => {
        try {
          return (await Promise.race([go(), patience()])) === 'silence' ? null : name;
        } catch {
          return null;
        }
      }),
    );
    return outcomes.filter((name) => name !== null);
  });
}
