import { type Failure, failure } from '../../shared/failure/failure.ts';
import { assertNever, err, ok, type Result } from '../../shared/result.ts';
import type { SealProbe } from '../../shared/statement/fields.ts';

/** What a person types, to the letter, to start the console on a machine that cannot be sealed. */
export const UNSEALED_SENTENCE = 'I start Holdfast without its seal';

/** A release takes the console's own switches and no other; a development build lets others pass, and says so. */
export type Build = 'development' | 'release';

/** What a start was asked for, by its command line. */
export interface StartTerms {
  /** The sentence was typed that starts the console without its seal. */
  readonly unsealed: boolean;
  /** Why the launcher could not make the seal; `null` when it did, or had no part in the start. */
  readonly notSealed: string | null;
  /** The launcher could not make the data folder, so it made no seal around it. */
  readonly noDataFolder: boolean;
  /** The launcher has started this process: to start it once more would give the same. */
  readonly byLauncher: boolean;
  /** A screen reader is let in. */
  readonly accessible: boolean;
  /** What the build let pass although it is none of the console's own switches. */
  readonly letPass: readonly string[];
}

/** The console's own switches, and what each may say. */
const OWN = {
  'user-data-dir': () => true,
  share: () => true,
  'ssh-agent': (value) => value === null,
  accessible: (value) => value === null,
  unsealed: () => true,
  'not-sealed': () => true,
  'no-data-folder': (value) => value === null,
  'by-launcher': (value) => value === null,
  'ozone-platform': (value) => value === 'wayland' || value === 'x11',
} as const satisfies Record<string, (value: string | null) => boolean>;

/** As many as a statement has room for. */
export const MOST_LET_PASS = 64;

/**
 * Reads a command line without the program's name. Whatever is no switch of the console's own is refused by a release:
 * Chromium, Node and Electron know hundreds, of which some open a port, load code or write what the console does to a file.
 */
export function readStart(args: readonly string[], build: Build): Result<StartTerms, Failure> {
  const others = args.filter((arg) => !isOwn(arg));
  const typed = said(args, 'unsealed');
  if (typed !== null && typed !== UNSEALED_SENTENCE) {
    return err(failure('station/unsealed-sentence', { params: { sentence: UNSEALED_SENTENCE, typed } }));
  }
  const terms = {
    unsealed: typed !== null,
    notSealed: said(args, 'not-sealed'),
    noDataFolder: said(args, 'no-data-folder') !== null,
    byLauncher: said(args, 'by-launcher') !== null,
    accessible: said(args, 'accessible') !== null,
    letPass: others,
  };
  switch (build) {
    case 'release':
      return others.length === 0
        ? ok(terms)
        : err(failure('station/foreign-switch', { params: { switches: others.join(' ') } }));
    case 'development':
      return ok(terms);
    default:
      return assertNever(build, 'build');
  }
}

/**
 * The names of the switches on a command line that are none of the console's own, as Chromium reads them: one hyphen or two,
 * and the name up to an equals sign.
 */
export function foreignSwitches(args: readonly string[]): readonly string[] {
  return args.filter((arg) => !isOwn(arg)).flatMap((arg) => /^--?([^=]+)/.exec(arg)?.[1] ?? []);
}

function isOwn(arg: string): boolean {
  const { name, value } = parts(arg);
  return Object.entries(OWN).some(([own, allows]) => own === name && allows(value));
}

/** The last one counts, as it does for Chromium. */
function said(args: readonly string[], wanted: keyof typeof OWN): string | null {
  const last = args.map(parts).findLast(({ name }) => name === wanted);
  return last === undefined ? null : (last.value ?? '');
}

/** `--name=value`; what is written otherwise has no name that is ours. */
function parts(arg: string): { readonly name: string; readonly value: string | null } {
  const [, name = '', value = null] = /^--([a-z-]+)(?:=([\s\S]*))?$/.exec(arg) ?? [];
  return { name, value };
}

/** What the console and its processes are told of who this is, its language, time zone, display and agent. */
const ENVIRONMENT =
  /^(?:HOME|USER|LOGNAME|LANG|LANGUAGE|LC_[A-Z]+|TZ|PATH|TMPDIR|DISPLAY|XAUTHORITY|WAYLAND_DISPLAY|XDG_RUNTIME_DIR|XDG_DATA_HOME|XMODIFIERS|SSH_AUTH_SOCK|SSH_CONNECTION|DBUS_(?:SESSION|SYSTEM)_BUS_ADDRESS|NO_AT_BRIDGE)$/;

/** And of the bus that screen readers are on, where one is let in. */
const ENVIRONMENT_ACCESSIBLE = /^(?:AT_SPI_BUS_ADDRESS|GNOME_ACCESSIBILITY)$/;

/**
 * Takes everything else out of the environment, before Chromium and the console's processes read it, and gives the names.
 * A bus is named by an address in it and found by its place otherwise: it is said to be none.
 */
export function cleanEnvironment(env: NodeJS.ProcessEnv, accessible: boolean): readonly string[] {
  const isKept = (name: string): boolean => ENVIRONMENT.test(name) || (accessible && ENVIRONMENT_ACCESSIBLE.test(name));
  const removed = Object.keys(env).filter((name) => !isKept(name));
  for (const name of removed) delete env[name];
  env.DBUS_SESSION_BUS_ADDRESS = 'disabled:';
  env.DBUS_SYSTEM_BUS_ADDRESS = 'disabled:';
  return removed;
}

/**
 * What the loader, the C library, Chromium, Electron and Node read of the environment before any code of the console runs.
 * `CHROME_DESKTOP` is not among it: Electron sets it itself.
 */
const READ_BEFORE_US =
  /^(?:LD_[A-Z_]+|GLIBC_TUNABLES|GCONV_PATH|ELECTRON_[A-Z_]+|NODE_OPTIONS|NODE_EXTRA_CA_CERTS|CHROME_(?!DESKTOP$)[A-Z_]+)$/;

/**
 * Judges what may have acted on this process before it could clean its environment. The launcher passes on none of it, so it
 * is there only when the application was started by itself: a release refuses it, a development build says that it let it pass.
 *
 * @returns what was let pass
 */
export function readInherited(
  env: NodeJS.ProcessEnv,
  build: Build,
  launcher: string,
): Result<readonly string[], Failure> {
  const names = Object.keys(env)
    .filter((name) => READ_BEFORE_US.test(name))
    .sort();
  if (build === 'development' || names.length === 0) return ok(names.map((name) => `${name} (environment)`));
  return err(failure('station/environment', { params: { names: names.join(', '), launcher } }));
}

/** Why a process that is not sealed opens no vault, and what the person can do. */
export function notSealed(
  probes: readonly SealProbe[],
  terms: Pick<StartTerms, 'notSealed' | 'byLauncher'>,
  launcher: string,
): Failure {
  const open = probes.filter(({ outcome }) => outcome !== 'closed').map(({ probe, detail }) => `${probe} (${detail})`);
  return failure('station/not-sealed', {
    params: { open: open.join('; '), launcher, sentence: UNSEALED_SENTENCE },
    cause: whyNotSealed(terms, launcher),
  });
}

function whyNotSealed(
  { notSealed: reason, byLauncher }: Pick<StartTerms, 'notSealed' | 'byLauncher'>,
  launcher: string,
): Failure {
  if (reason !== null) return failure('station/seal-not-made', { params: { reason: reason.replace(/[^.]$/, '$&.') } });
  return byLauncher
    ? failure('station/launcher-in-vain')
    : failure('station/without-launcher', { params: { launcher } });
}
