import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, type Locator } from '@playwright/test';
import { UNSEALED_SENTENCE } from '../../electron/station/start-terms.ts';
import { answered, ask } from '../helpers/ask.ts';
import { privateBus } from '../helpers/buses.ts';
import { EXECUTABLE, freshFolder, LAUNCHER, signingWindow } from '../helpers/console.ts';
import { COUNTED_LINKS, drivenRelease, startCounted } from '../helpers/counted.ts';
import { packetText } from '../helpers/packets.ts';
import { skipWithout } from '../helpers/skip.ts';
import { endAllOn, startedSeal } from '../helpers/started.ts';
import { test } from '../helpers/station.ts';
import { createOwner, decidePanel, goTo, importTicked, openPacket, signShown } from '../helpers/steps.ts';

const noAccount = skipWithout(
  process.env.HOLDFAST_NO_SANDBOX !== '1',
  'only root can read this folder, and root has no seal',
);
test.skip(noAccount !== false, String(noAccount));

test('the main job, sealed: the statement says what was tried, no packet leaves, no socket but AF_UNIX is made', async () => {
  const name = 'sealed-main-job.md';
  // An id of its own, since other tests export to the same stick.
  writeFileSync(join('/media/STICK', name), packetText().replaceAll('KB-29B8', 'KB-5EA1'));
  const trace = join(freshFolder('trace'), 'calls');
  const release = drivenRelease();
  const sealed = await startCounted(freshFolder('data'), 'down', release, ['strace', ...traced(trace)]);
  const { review } = sealed;
  await expect(review.getByRole('button', { name: 'Sealed · Development build · No link' })).toBeVisible();
  expect(await widthOfText(review.getByText('From a packet to a signed decision'))).toBeGreaterThan(100);
  await createOwner(sealed);
  await goTo(review, 'Intake');
  await review.getByRole('listitem').filter({ hasText: 'STICK' }).getByRole('button', { name: 'Look inside' }).click();
  await importTicked(review, [name]);
  await openPacket(review, name);
  const sign = await signingWindow(sealed, () =>
    decidePanel(review).getByRole('button', { name: 'Sign HOLD_PRODUCTION…' }).click(),
  );
  const closed = sign.waitForEvent('close');
  await signShown(sign);
  await closed;
  const stick = answered(await ask(review, 'media/volumes', {})).find((volume) => volume.label === 'STICK');
  const [decision] = answered(await ask(review, 'decision/list', {}));
  const exported = await ask(review, 'decision/export', { decision: decision?.envelope, destination: stick?.handle });
  expect(exported).toMatchObject({ ok: true });
  await goTo(review, 'Station');
  await expect(review.getByText('Sockets of any family but AF_UNIX')).toBeVisible();

  const folder = readdirSync('/media/STICK').find((one) => one.startsWith('holdfast-decision-KB-5EA1')) ?? '';
  const { airgap } = JSON.parse(readFileSync(join('/media/STICK', folder, 'statement.json'), 'utf8')).predicate;
  expect(airgap).toMatchObject({ launcher: 'sealed', override: null, linksUp: [] });
  expect(airgap.seal).toMatchObject({ display: 'x11', unsealed: null, letPass: ['--remote-debugging-pipe'] });
  expect(airgap.seal.probes.map(({ outcome }: { outcome: string }) => outcome)).toEqual(Array(7).fill('closed'));

  // A link of the machine is seen from inside, and stops the next signature.
  sealed.raiseLinks();
  await expect(review.getByRole('alert', { name: 'Link probe' })).toContainText(`LINK UP: ${COUNTED_LINKS.join(', ')}`);
  expect(await sealed.packetsSent()).toBe(0);

  // Before it loads the filter, bubblewrap itself asks for the loopback of the new namespace.
  const all = readFileSync(trace, 'utf8').split('\n');
  const begun = all.findIndex((line) => line.includes(`execve("${join(release, 'holdfast')}"`));
  expect(begun).toBeGreaterThan(0);
  const lines = all.slice(begun);
  const made = lines.filter((line) => /(socket|socketpair|io_uring_setup)\(.* = (?!-1)/.test(line));
  expect(made.length).toBeGreaterThan(0);
  expect(made.filter((line) => !/socket(pair)?\(AF_UNIX,/.test(line))).toEqual([]);
  // What the filter refuses comes to no tracer; without it the same trace has it.
  const control = join(freshFolder('trace'), 'calls');
  const socket = ['/usr/bin/perl', '-e', 'syscall(41, 2, 1, 0)'];
  spawnSync('strace', [...traced(control), ...socket]);
  expect(readFileSync(control, 'utf8')).toMatch(/socket\(AF_INET, .* = \d/);
});

test('started by itself, the application starts the launcher, and opens sealed', async () => {
  const data = freshFolder('data');
  const started = spawn(EXECUTABLE, [`--user-data-dir=${data}`], { stdio: 'ignore' });
  await expect.poll(() => startedSeal(data)?.probes?.length, { timeout: 30_000 }).toBe(7);
  expect(startedSeal(data)).toMatchObject({ unsealed: null });
  expect(started.exitCode).toBe(0);
  endAllOn(data);
});

test('where no seal can be made, it says why and opens no vault; the typed sentence does, and is recorded', async () => {
  const data = freshFolder('data');
  const { child, stderr } = start(data, '--not-sealed=bwrap: No permissions to create a new namespace.');
  await expect.poll(stderr, { timeout: 30_000 }).toContain('it opens no vault');
  expect(stderr()).toContain('No permissions to create a new namespace.');
  expect(stderr()).toContain(`--unsealed='${UNSEALED_SENTENCE}'`);
  expect(existsSync(join(data, 'vault'))).toBe(false);
  child.kill('SIGKILL');

  const other = start(data, `--unsealed=${UNSEALED_SENTENCE}`);
  await expect.poll(() => startedSeal(data)?.unsealed, { timeout: 30_000 }).toBe(UNSEALED_SENTENCE);
  other.child.kill();
});

test('from inside the seal neither a bus, nor an abstract socket, nor the home folder is reached', async () => {
  const home = freshFolder('home');
  mkdirSync(join(home, '.ssh'));
  const name = `holdfast-outside-${process.pid}`;
  const server = createServer().listen(`\0${name}`);
  const bus = join(home, 'bus');
  const outside = createServer().listen(bus);
  const script = `
    use Socket;
    sub reach { my ($path) = @_; socket(my $s, AF_UNIX, SOCK_STREAM, 0) or die; return connect($s, sockaddr_un($path)) || connect($s, pack("Sa108", AF_UNIX, $path)) ? "reached" : "not" }
    print reach("\\0${name}"), " ", reach("${bus}"), " ", reach("/run/dbus/system_bus_socket"), " ", (-e "${home}/.ssh" ? "seen" : "unseen");
  `;
  const inside = spawnSync(launcherOf(`#!/usr/bin/perl\n${script}`), [], {
    env: { ...process.env, HOME: home, XDG_DATA_HOME: join(home, 'share') },
    encoding: 'utf8',
  });
  expect(inside.stdout, inside.stderr).toBe('not not not unseen');
  const control = spawnSync('/usr/bin/perl', ['-e', script], { encoding: 'utf8' });
  expect(control.stdout).toContain('reached reached');
  server.close();
  outside.close();
});

test('a bus that starts a program for whoever asks it from outside starts none for what is inside the seal', async () => {
  const folder = freshFolder('bus');
  const escaped = join(folder, 'escaped');
  const addresses = [`unix:path=${folder}/bus`, `unix:abstract=holdfast-bus-${process.pid}`];
  mkdirSync(join(folder, 'services'));
  for (const name of ['holdfast.Escape0', 'holdfast.Escape1']) {
    const service = `[D-BUS Service]\nName=${name}\nExec=/usr/bin/touch ${escaped}\n`;
    writeFileSync(join(folder, `services/${name}.service`), service);
  }
  writeFileSync(
    join(folder, 'bus.conf'),
    `<busconfig><type>session</type>${addresses.map((one) => `<listen>${one}</listen>`).join('')}` +
      `<servicedir>${folder}/services</servicedir><policy context="default">` +
      '<allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/></policy></busconfig>',
  );
  const daemon = spawn('dbus-daemon', [`--config-file=${folder}/bus.conf`, '--nofork', '--print-address'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await once(daemon.stdout, 'data');
  const calls = addresses.map(
    (one, at) => `dbus-send --bus='${one}' --print-reply --reply-timeout=2000 --dest=holdfast.Escape${at} / a.b.Run`,
  );
  const script = `${calls.join(' 2>&1 || :\n')} 2>&1 || :\necho tried\n`;
  const inside = spawnSync(launcherOf(`#!/bin/sh\n${script}`), [], {
    env: { ...process.env, HOME: folder, XDG_DATA_HOME: join(folder, 'share') },
    encoding: 'utf8',
  });
  expect(inside.stdout.match(/Failed to open connection/g), inside.stdout).toHaveLength(addresses.length);
  expect(inside.stdout).toContain('tried');
  expect(existsSync(escaped)).toBe(false);
  // Outside, each of the two addresses starts it.
  for (const call of calls) {
    spawnSync('/bin/sh', ['-c', call]);
    expect(existsSync(escaped), call).toBe(true);
    rmSync(escaped);
  }
  daemon.kill();
});

test('a screen reader is let in by choice: it finds the window; nothing else on its bus is reached, and it is recorded', async () => {
  const escaped = join(freshFolder('bus'), 'escaped');
  const bus = await privateBus({ 'holdfast.Escape': `/usr/bin/touch ${escaped}` });
  const address = `unix:path=${bus.path}`;
  const env = { ...process.env, AT_SPI_BUS_ADDRESS: address, HOME: freshFolder('home') };
  const registry = spawn('/usr/libexec/at-spi2-registryd', [], { stdio: 'ignore', env });
  const root = '/org/a11y/atspi/accessible/root';
  const call = (at: string, to: string, path: string, member: string, ...more: readonly string[]): string =>
    `dbus-send --bus='${at}' --print-reply --reply-timeout=3000 --dest=${to} ${path} ${member} ${more.join(' ')}`;
  const children = call(address, 'org.a11y.atspi.Registry', root, 'org.a11y.atspi.Accessible.GetChildren');
  const ask = (command: string) => spawnSync('/bin/sh', ['-c', command], { encoding: 'utf8' });
  await expect.poll(() => ask(children).status).toBe(0);

  const own = 'unix:path=/run/holdfast/accessible';
  const calls = [
    call(own, 'holdfast.Escape', '/', 'a.b.Run'),
    call(
      own,
      'org.freedesktop.DBus',
      '/',
      'org.freedesktop.DBus.StartServiceByName',
      'string:holdfast.Escape uint32:0',
    ),
    call(own, 'org.a11y.atspi.Registry', root, 'org.a11y.atspi.Accessible.GetChildren'),
    call(own, 'org.freedesktop.DBus', '/', 'org.freedesktop.DBus.RequestName', 'string:org.a11y.Bus uint32:0'),
    call(
      own,
      'org.freedesktop.DBus',
      '/org/freedesktop/DBus',
      'org.freedesktop.DBus.Monitoring.BecomeMonitor',
      'array:string: uint32:0',
    ),
  ];
  const allowed = call(
    own,
    'org.a11y.atspi.Registry',
    '/org/a11y/atspi/registry',
    'org.a11y.atspi.Registry.GetRegisteredEvents',
  );
  const script = `#!/bin/sh\necho "$NO_AT_BRIDGE $AT_SPI_BUS_ADDRESS"\n${allowed} > /dev/null && echo reached\n${calls
    .map((one) => `${one} > /dev/null 2>&1 && echo escaped || echo refused`)
    .join('\n')}\n`;
  const inside = spawnSync(launcherOf(script), ['--accessible'], {
    env: { ...env, XDG_DATA_HOME: join(env.HOME, 'share') },
    encoding: 'utf8',
  });
  expect(inside.stdout, inside.stderr).toBe(` ${own}\nreached\n${'refused\n'.repeat(calls.length)}`);
  expect(existsSync(escaped)).toBe(false);

  // The application itself: the registry has one more program, called by its window.
  const data = freshFolder('data');
  const started = spawn(LAUNCHER, [`--user-data-dir=${data}`, '--accessible'], { stdio: 'ignore', env });
  await expect.poll(() => startedSeal(data)?.accessible, { timeout: 30_000 }).toBe(true);
  expect(startedSeal(data)).toMatchObject({ unsealed: null });
  expect(startedSeal(data)?.probes.map(({ outcome }) => outcome)).toEqual(Array(7).fill('closed'));
  await expect.poll(() => ask(children).stdout, { timeout: 20_000 }).toMatch(/string ":1\.\d+"/);
  endAllOn(data);
  await once(started, 'exit');
  // Outside, each call does what it says.
  ask(call(address, 'holdfast.Escape', '/', 'a.b.Run'));
  await expect.poll(() => existsSync(escaped)).toBe(true);
  registry.kill();
  bus.stop();
});

test('a screen reader that cannot be let in is no reason to start without one', () => {
  const env = { ...process.env, HOME: freshFolder('home') };
  const said = (address: string) =>
    spawnSync(launcherOf('#!/bin/sh\necho started\n'), ['--accessible'], {
      env: { ...env, XDG_DATA_HOME: join(env.HOME, 'share'), AT_SPI_BUS_ADDRESS: address },
      encoding: 'utf8',
    });
  expect(said('tcp:host=127.0.0.1,port=1')).toMatchObject({ status: 1, stdout: '' });
  expect(said('tcp:host=127.0.0.1,port=1').stderr).toContain('over a network');
  expect(said('unix:path=/nowhere/bus')).toMatchObject({ status: 1, stdout: '' });
  expect(said('').stderr).toContain('Switch the screen reader on');
});

/** In pixels; 0 where no font has its letters. */
function widthOfText(element: Locator): Promise<number> {
  return element.evaluate((node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    return range.getBoundingClientRect().width;
  });
}

/** Arguments for strace: who makes sockets, of a program and all that it starts. */
function traced(file: string): readonly string[] {
  return ['-f', '-qq', '--seccomp-bpf', '-e', 'trace=execve,socket,socketpair,io_uring_setup', '-o', file];
}

/** The launcher beside another program than the application. */
function launcherOf(program: string): string {
  const folder = freshFolder('launched');
  cpSync(join(LAUNCHER, '..'), join(folder, 'seal'), { recursive: true });
  rmSync(join(folder, 'seal/sums'));
  writeFileSync(join(folder, 'holdfast'), program, { mode: 0o755 });
  return join(folder, 'seal/launch');
}

function start(data: string, ...args: readonly string[]): { child: ChildProcess; stderr: () => string } {
  const child = spawn(EXECUTABLE, [`--user-data-dir=${data}`, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  return { child, stderr: () => stderr };
}
