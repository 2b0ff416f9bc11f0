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
  /** A screen reader is to be let in. */
  readonly accessible: boolean;
}

/** Tries, from inside, each thing that the seal takes away. It sends nothing, and makes nothing that stays. */
export function probeSeal({ env, account, isSandboxOn, accessible }: ProbedProcess): readonly SealProbe[] {
  return [
    ...kernelProbes(askKernel()),
    probeLinks(),
    probeBus(env, accessible),
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
function probeBus(env: ProbedProcess['env'], accessible: boolean): SealProbe {
  const { XDG_RUNTIME_DIR = '', DBUS_SESSION_BUS_ADDRESS = '', DBUS_SYSTEM_BUS_ADDRESS = '' } = env;
  const places = [...BUS_SOCKETS, ...(XDG_RUNTIME_DIR === '' ? [] : [`${XDG_RUNTIME_DIR}/bus`])].filter(existsSync);
  const addresses = [DBUS_SESSION_BUS_ADDRESS, DBUS_SYSTEM_BUS_ADDRESS].filter(
    (address) => address !== '' && address !== 'disabled:',
  );
  if (places.length + addresses.length > 0) {
    return { probe: 'message-bus', outcome: 'open', detail: `reachable: ${[...places, ...addresses].join(', ')}` };
  }
  return accessible ? probeAccessibilityBus(env.AT_SPI_BUS_ADDRESS ?? '') : closed('message-bus');
}

/**
 * Asks the accessibility bus for what no filter allows and every bus of a session does: to be told of all its messages
 * (D-Bus specification, org.freedesktop.DBus.Monitoring). The connection is closed at once. Prints what the bus answered.
 */
const ASK_BUS = `
use Socket;
my ($path, $account) = @ARGV;
socket(my $bus, AF_UNIX, SOCK_STREAM, 0) or die "no socket: $!";
connect($bus, pack_sockaddr_un($path)) or die "not reached: $!";
my $before = select($bus);
$| = 1;
select($before);
print $bus "\\0AUTH EXTERNAL ", unpack("H*", $account), "\\r\\n";
my $said = do { local $/ = "\\r\\n"; <$bus> };
$said =~ /^OK / or die "it does not know this account";
sub text { pack("V", length $_[0]) . $_[0] . "\\0" }
sub message {
  my ($serial, $interface, $member, $signature, $body) = @_;
  my @fields = ([1, "o", "/org/freedesktop/DBus"], [6, "s", "org.freedesktop.DBus"], [2, "s", $interface], [3, "s", $member]);
  my $fields = "";
  for (@fields) {
    $fields .= "\\0" x (-length($fields) % 8);
    $fields .= chr($$_[0]) . "\\1" . $$_[1] . "\\0" . text($$_[2]);
  }
  if ($signature ne "") {
    $fields .= "\\0" x (-length($fields) % 8);
    $fields .= "\\10\\1g\\0" . chr(length $signature) . $signature . "\\0";
  }
  my $head = "l\\1\\0\\1" . pack("VVV", length $body, $serial, length $fields) . $fields;
  return $head . "\\0" x (-length($head) % 8) . $body;
}
print $bus "BEGIN\\r\\n", message(1, "org.freedesktop.DBus", "Hello", "", "");
print $bus message(2, "org.freedesktop.DBus.Monitoring", "BecomeMonitor", "asu", pack("VV", 0, 0));
while (read($bus, my $head, 16) == 16) {
  my ($type, $body, $fields) = (ord(substr $head, 1, 1), unpack("V", substr $head, 4, 4), unpack("V", substr $head, 12, 4));
  my $padded = $fields + (-$fields % 8);
  read($bus, my $rest, $padded + $body) == $padded + $body or die "it was cut off";
  next if index(substr($rest, 0, $fields), "\\5\\1u\\0" . pack("V", 2)) < 0;
  print $type == 3 && $rest =~ /(org\\.freedesktop\\.DBus\\.Error\\.[A-Za-z]+)/ ? $1 : "done";
  exit;
}
die "it gave no answer";
`;

/** The one bus that a screen reader needs counts as closed as long as it is filtered. */
function probeAccessibilityBus(address: string): SealProbe {
  const path = /^unix:path=(\/[^,;]+)$/.exec(address)?.[1];
  if (path === undefined)
    return { probe: 'message-bus', outcome: 'unknown', detail: `no accessibility bus: ${address}` };
  const account = `${process.getuid?.() ?? ''}`;
  const { error, status, output } = spawnSync(PERL, ['-e', ASK_BUS, path, account], {
    env: {},
    encoding: 'utf8',
    timeout: LONGEST_MS,
  });
  const [, answer, complaint] = error === undefined ? output : [];
  return accessibilityBusProbe(status === 0 ? (answer ?? null) : null, complaint ?? error?.message ?? '');
}

/** `answer`: what the accessibility bus said to whoever asked to hear everything on it; `null` where it could not be asked. */
export function accessibilityBusProbe(answer: string | null, why: string): SealProbe {
  if (answer === 'org.freedesktop.DBus.Error.AccessDenied') return closed('message-bus');
  return answer === 'done'
    ? { probe: 'message-bus', outcome: 'open', detail: 'the accessibility bus is not filtered' }
    : { probe: 'message-bus', outcome: 'unknown', detail: `the accessibility bus: ${answer ?? why.trim()}` };
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
