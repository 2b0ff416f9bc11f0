import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { sayFailure } from '../../../shared/failure/say.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { SealProbe } from '../../../shared/statement/fields.ts';
import { RECORDED } from '../../../shared/strings/language.ts';
import { attemptSync } from '../files/file-failure.ts';
import { linksOfNamespace } from './link-probe.ts';

const AF_UNIX = 1;
const FAMILIES = 64;
/** Perl's own path: it is part of every Debian, and makes system calls by their numbers, which Node cannot. */
const PERL = '/usr/bin/perl';
const LONGEST_MS = 10_000;

/**
 * Asks the kernel, as a child of this process, for a socket of each family and type (x86-64: socket is 41), and for an
 * io_uring (425) at no address, which does nothing. A child has each filter of its parent. One line each: what was asked
 * for, and the errno, 0 where the kernel gave it.
 */
const ASK = `
for my $family (0 .. ${FAMILIES - 1}) {
  for my $type (1, 2, 3, 5) {
    my $made = syscall(41, $family, $type, 0);
    print "$family ", $made < 0 ? $! + 0 : 0, "\\n";
  }
}
my $made = syscall(425, 1, 0);
print "io_uring ", $made < 0 ? $! + 0 : 0, "\\n";
`;

const EPERM = 1;
const ENOSYS = 38;

/** Where a message bus of the system or of the session is, unless an address says otherwise. */
const BUS_SOCKETS = ['/run/dbus/system_bus_socket', '/var/run/dbus/system_bus_socket'];

export interface ProbedProcess {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The numeric user id; `undefined` where the system has none. */
  readonly account: number | undefined;
  /** Whether Chromium confines its own processes. */
  readonly isSandboxOn: boolean;
}

/** Tries, from inside, each thing that the seal takes away. It sends nothing, and makes nothing that stays. */
export function probeSeal({ env, account, isSandboxOn }: ProbedProcess): readonly SealProbe[] {
  return [
    ...kernelProbes(askKernel()),
    probeLinks(),
    probeBus(env),
    probeAbstractSockets(),
    account === 0 || account === undefined
      ? { probe: 'ordinary-account', outcome: 'open', detail: 'this process runs as root' }
      : closed('ordinary-account'),
    isSandboxOn
      ? closed('chromium-sandbox')
      : { probe: 'chromium-sandbox', outcome: 'open', detail: 'it is switched off (--no-sandbox)' },
  ];
}

/** What the kernel said, the errno of each; a sentence where it could not be asked. */
type KernelAnswers = Result<
  { readonly families: ReadonlyMap<number, readonly number[]>; readonly uring: number },
  string
>;

function askKernel(): KernelAnswers {
  const { error, status, output } = spawnSync(PERL, ['-e', ASK], {
    env: {},
    encoding: 'utf8',
    timeout: LONGEST_MS,
  });
  if (error !== undefined) return err(`${PERL} cannot be run, which asks the kernel (${error.message})`);
  if (status !== 0) return err(`${PERL} ended with ${status}: ${(output[2] ?? '').trim()}`);
  return parseAnswers(output[1] ?? '');
}

/** Strictly what `ASK` prints: anything else could leave out the one socket that was made. */
export function parseAnswers(printed: string): KernelAnswers {
  const families = new Map<number, number[]>();
  const lines = printed.split('\n');
  const last = /^io_uring (\d+)$/.exec(lines.at(-2) ?? '')?.[1];
  if (lines.pop() !== '' || last === undefined) return err('the answers of the kernel are cut off');
  for (const line of lines.slice(0, -1)) {
    const [, family, errno] = /^(\d+) (\d+)$/.exec(line) ?? [];
    if (family === undefined || errno === undefined) return err('an answer of the kernel cannot be read');
    const of = families.get(Number(family)) ?? [];
    families.set(Number(family), [...of, Number(errno)]);
  }
  const isWhole = Array.from({ length: FAMILIES }, (_, family) => families.get(family)?.length === 4).every(Boolean);
  return isWhole && families.size === FAMILIES
    ? ok({ families, uring: Number(last) })
    : err('an answer of the kernel is missing');
}

export function kernelProbes(answers: KernelAnswers): readonly SealProbe[] {
  if (!answers.ok) {
    return [
      { probe: 'socket-families', outcome: 'unknown', detail: answers.error },
      { probe: 'io-uring', outcome: 'unknown', detail: answers.error },
    ];
  }
  const { families, uring } = answers.value;
  const notRefused = [...families].filter(
    ([family, errnos]) => family !== AF_UNIX && errnos.some((errno) => errno !== EPERM),
  );
  return [
    notRefused.length === 0
      ? closed('socket-families')
      : {
          probe: 'socket-families',
          outcome: 'open',
          detail: `families that no filter refuses: ${ranges(notRefused.map(([family]) => family))}`,
        },
    uring === EPERM || uring === ENOSYS
      ? closed('io-uring')
      : { probe: 'io-uring', outcome: 'open', detail: `the kernel answered ${uring}` },
  ];
}

/** Numbers in rising order, each run of them as its first and last. */
export function ranges(numbers: readonly number[]): string {
  const runs: { readonly from: number; to: number }[] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last?.to === number - 1) last.to = number;
    else runs.push({ from: number, to: number });
  }
  return runs.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`)).join(', ');
}

/** The links of this process's own network namespace; those of the machine are the link probe's. */
function probeLinks(): SealProbe {
  const read = attemptSync('/proc/self/net/dev', () => linksOfNamespace(readFileSync('/proc/self/net/dev', 'utf8')));
  const links = read.ok ? read.value : err(sayFailure(read.error, RECORDED));
  if (!links.ok) return { probe: 'own-links', outcome: 'unknown', detail: links.error };
  const others = links.value.filter((name) => name !== 'lo');
  return others.length === 0
    ? closed('own-links')
    : { probe: 'own-links', outcome: 'open', detail: `this process has the links ${others.join(', ')}` };
}

/** A bus starts programs outside of every seal for whoever can ask it. */
function probeBus(env: ProbedProcess['env']): SealProbe {
  const { XDG_RUNTIME_DIR = '', DBUS_SESSION_BUS_ADDRESS = '', DBUS_SYSTEM_BUS_ADDRESS = '' } = env;
  const places = [...BUS_SOCKETS, ...(XDG_RUNTIME_DIR === '' ? [] : [`${XDG_RUNTIME_DIR}/bus`])].filter(existsSync);
  const addresses = [DBUS_SESSION_BUS_ADDRESS, DBUS_SYSTEM_BUS_ADDRESS].filter(
    (address) => address !== '' && address !== 'disabled:',
  );
  return places.length + addresses.length === 0
    ? closed('message-bus')
    : { probe: 'message-bus', outcome: 'open', detail: `reachable: ${[...places, ...addresses].join(', ')}` };
}

/**
 * A line of proc_net(5)'s `unix` whose socket has a name that is in no file system, and can be reached by it: it listens
 * (__SO_ACCEPTCON), or takes datagrams from anybody (type 2, not connected). The kernel gives such names to ends of
 * Chromium's own pairs as well, which are connected to each other and to nobody else.
 */
const REACHABLE = /^\S+: \S+ \S+ (?:0001[0-9A-F]{4} \S+ \S+|\S+ 0002 01) +\d+ (@.+)$/gm;

function probeAbstractSockets(): SealProbe {
  const read = attemptSync('/proc/self/net/unix', () => readFileSync('/proc/self/net/unix', 'utf8'));
  if (!read.ok) return { probe: 'abstract-sockets', outcome: 'unknown', detail: sayFailure(read.error, RECORDED) };
  const names = [...new Set([...read.value.matchAll(REACHABLE)].map(([, name = '']) => name))];
  return names.length === 0
    ? closed('abstract-sockets')
    : { probe: 'abstract-sockets', outcome: 'open', detail: `reachable: ${names.slice(0, 5).join(', ')}` };
}

function closed(probe: SealProbe['probe']): SealProbe {
  return { probe, outcome: 'closed', detail: '' };
}
