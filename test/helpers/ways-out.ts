import type { Page } from '@playwright/test';

/**
 * Tries, in a page, everything that Chromium offers to reach another machine, a device, a file, the clipboard, the person's
 * ears or another window, and gives the names of what seemed to get through (an answer came, a window opened, a candidate of
 * the network was found). Waits until each has been refused or has had time to send its packets.
 */
export async function tryEveryWayOut(page: Page): Promise<string[]> {
  await tryFrames(page);
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
    const command = (name: 'copy' | 'cut' | 'paste', text: string) => {
      const field = element('textarea', {});
      field.value = text;
      field.select();
      const isDone = document.execCommand(name) || field.value !== text;
      field.remove();
      return isDone ? Promise.resolve('done') : Promise.reject(new Error('refused'));
    };
    // What TypeScript's library does not have, or not yet: what is not there at all is refused as well.
    const call = async (of: object, name: string, ...given: readonly unknown[]): Promise<unknown> => {
      const method: unknown = Reflect.get(of, name);
      if (typeof method !== 'function') throw new Error('not there');
      return Reflect.apply(method, of, given);
    };
    const part = (name: string): object => {
      const found: unknown = Reflect.get(navigator, name);
      if (typeof found !== 'object' || found === null) throw new Error('not there');
      return found;
    };
    const some = (list: readonly unknown[]) =>
      list.length === 0 ? Promise.reject(new Error('empty')) : Promise.resolve(list);

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
      'shared worker': () => loaded(new SharedWorker(url)),
      image: () => loaded(element('img', { src: `${url}a.png` })),
      stylesheet: () => loaded(element('link', { rel: 'stylesheet', href: `${url}a.css` })),
      font: () => new FontFace('way out', `url(${url}a.woff2)`).load(),
      audio: () => loaded(element('audio', { src: `${url}a.ogg` })),
      object: () => loaded(element('object', { data: url })),
      embed: () => loaded(element('embed', { src: url })),
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
      'a modal question': async () => (confirm('way out') ? 'answered' : Promise.reject(new Error('none'))),
      'a modal prompt': async () => (prompt('way out') === null ? Promise.reject(new Error('none')) : 'answered'),
      'the clipboard, read': () => navigator.clipboard.readText(),
      'the clipboard, written': () => navigator.clipboard.writeText('way out'),
      'paste by a command': () => command('paste', 'way out'),
      'copy by a command': () => command('copy', 'way out'),
      'cut by a command': () => command('cut', 'way out'),
      'a picker of files to write': () => call(globalThis, 'showSaveFilePicker'),
      'a picker of files to read': () => call(globalThis, 'showOpenFilePicker'),
      'a picker of folders': () => call(globalThis, 'showDirectoryPicker'),
      'an input for files': () => call(element('input', { type: 'file' }), 'showPicker'),
      camera: () => navigator.mediaDevices.getUserMedia({ video: true }),
      microphone: () => navigator.mediaDevices.getUserMedia({ audio: true }),
      screen: () => navigator.mediaDevices.getDisplayMedia(),
      MIDI: () => navigator.requestMIDIAccess(),
      gamepads: () => some(navigator.getGamepads().filter((one) => one !== null)),
      voices: () => some(speechSynthesis.getVoices()),
      USB: () => call(part('usb'), 'requestDevice', { filters: [] }),
      serial: () => call(part('serial'), 'requestPort'),
      HID: () => call(part('hid'), 'requestDevice', { filters: [] }),
      bluetooth: () => call(part('bluetooth'), 'requestDevice', { acceptAllDevices: true }),
      notification: async () =>
        (await Notification.requestPermission()) === 'granted' ? 'granted' : Promise.reject(new Error('denied')),
      'a lock of the screen': () => call(part('wakeLock'), 'request', 'screen'),
      'fonts of the system': () => call(globalThis, 'queryLocalFonts'),
      'idle detection': async () => call(Reflect.get(globalThis, 'IdleDetector') ?? {}, 'requestPermission'),
      credentials: () => navigator.credentials.get({ publicKey: { challenge: new Uint8Array(16) } }),
      share: () => call(navigator, 'share', { url }),
      'full screen': () => document.documentElement.requestFullscreen(),
      'a window above all': () => call(Reflect.get(globalThis, 'documentPictureInPicture') ?? {}, 'requestWindow'),
      'a colour of the screen': async () => {
        const Dropper: unknown = Reflect.get(globalThis, 'EyeDropper');
        return typeof Dropper === 'function'
          ? call(Reflect.construct(Dropper, []), 'open')
          : Promise.reject(new Error());
      },
    };
    // These say nothing of how they went: the packet counter, the page's address, the display and its sound do.
    const silent: Readonly<Record<string, () => void>> = {
      beacon: () => void navigator.sendBeacon(url, 'x'),
      prefetch: () => void element('link', { rel: 'dns-prefetch', href: `//${host}` }),
      preconnect: () => void element('link', { rel: 'preconnect', href: url }),
      preload: () => void element('link', { rel: 'modulepreload', href: `${url}a.js` }),
      refresh: () => void element('meta', { 'http-equiv': 'refresh', content: `0;url=${url}` }),
      mailto: () => element('a', { href: `mailto:somebody@${host}` }).click(),
      download: () => element('a', { href: `${url}a.bin`, download: 'a.bin' }).click(),
      'download of what the page makes': () =>
        element('a', { href: URL.createObjectURL(new Blob(['way out'])), download: 'a.bin' }).click(),
      ping: () => element('a', { href: url, ping: url }).click(),
      'new window': () => element('a', { href: url, target: '_blank' }).click(),
      form: () => element('form', { action: url, method: 'post' }).submit(),
      'location.assign': () => location.assign(url),
      'location of another scheme': () => location.assign('ssh://example.org'),
      print: () => print(),
      title: () => {
        document.title = 'Way out';
      },
      move: () => {
        moveTo(0, 0);
        resizeTo(300, 300);
      },
      sound: () => {
        const audio = new AudioContext();
        const tone = audio.createOscillator();
        tone.connect(audio.destination);
        tone.start();
        setTimeout(() => void audio.close(), 1000);
      },
      speech: () => speechSynthesis.speak(new SpeechSynthesisUtterance('way out')),
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

/**
 * Frames by themselves: where the console keeps the file dialogs of a page closed, Chromium tells everybody who drives the page
 * about it anew at each new frame, and Playwright gives up what it waits for.
 */
async function tryFrames(page: Page): Promise<void> {
  await page.evaluate(() => {
    setTimeout(() => {
      for (const [name, address] of [
        ['src', 'http://example.org/'],
        ['srcdoc', '<img src="http://example.org/a.png"><script src="http://example.org/a.js"></script>'],
        ['src', 'file:///etc/passwd'],
      ] as const) {
        const frame = document.createElement('iframe');
        frame.setAttribute(name, address);
        document.body.append(frame);
      }
    });
  });
  await page.waitForTimeout(1500);
}

/** What Chromium allows a page only in the seconds after a click of the person. */
export const WAYS_AT_A_CLICK = [
  'a file',
  'files of a folder',
  'a colour',
  'a new window',
  'a window above all',
  'full screen',
  'the pointer',
  'paste',
  'the clipboard, read',
  'the clipboard, written',
  'print',
] as const;

/**
 * Lets a page do one thing in answer to a real click of the person at the page's heading.
 * @returns whether it seemed to get through
 */
export async function tryAtAClick(page: Page, way: (typeof WAYS_AT_A_CLICK)[number]): Promise<boolean> {
  const outcome = page.evaluate(async (which) => {
    const input = (attributes: Readonly<Record<string, string>>) => {
      const made = document.createElement('input');
      for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
      document.body.append(made);
      const chosen = new Promise((resolve) => made.addEventListener('change', () => resolve('chosen')));
      made.click();
      return chosen;
    };
    const ways: Readonly<Record<string, () => Promise<unknown>>> = {
      'a file': () => input({ type: 'file' }),
      'files of a folder': () => input({ type: 'file', webkitdirectory: '' }),
      'a colour': () => input({ type: 'color' }),
      'a new window': async () => (window.open('about:blank') === null ? Promise.reject(new Error()) : 'opened'),
      'a window above all': () => {
        const above: unknown = Reflect.get(globalThis, 'documentPictureInPicture');
        const request: unknown =
          typeof above === 'object' && above !== null ? Reflect.get(above, 'requestWindow') : null;
        return typeof request === 'function' ? Reflect.apply(request, above, []) : Promise.reject(new Error());
      },
      'full screen': () => document.documentElement.requestFullscreen(),
      'the pointer': async () => {
        await document.documentElement.requestPointerLock();
        return document.pointerLockElement === null ? Promise.reject(new Error()) : 'locked';
      },
      paste: async () => {
        const field = document.createElement('textarea');
        document.body.append(field);
        field.focus();
        const isDone = document.execCommand('paste') || field.value !== '';
        field.remove();
        return isDone ? 'pasted' : Promise.reject(new Error());
      },
      'the clipboard, read': () => navigator.clipboard.readText(),
      'the clipboard, written': () => navigator.clipboard.writeText('way out'),
      print: async () => {
        print();
        return Promise.reject(new Error());
      },
    };
    await new Promise((resolve) => addEventListener('click', resolve, { capture: true, once: true }));
    const go = ways[which];
    if (go === undefined) return true;
    const patience = new Promise((resolve) => setTimeout(() => resolve('silence'), 1500));
    try {
      return (await Promise.race([go(), patience])) !== 'silence';
    } catch {
      return false;
    }
  }, way);
  await page.getByRole('heading', { level: 1 }).click();
  return outcome;
}
