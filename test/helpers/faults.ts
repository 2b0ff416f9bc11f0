// Makes one call of the file layer fail or hang. Importing this patches Node's own functions, in this process and in
// every worker that is bundled with it.
import fs from 'node:fs';
import fsPromises from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { constants } from 'node:os';
import { sep } from 'node:path';
import { getEnvironmentData, isMainThread, setEnvironmentData } from 'node:worker_threads';

/**
 * What goes wrong. `instead`: the call is not made and fails. `after`: it is made, and fails all the same. `from-then-on`:
 * like `instead`, and so do all calls that follow. `hangs`: it is never answered.
 */
export const FAULT_KINDS = ['instead', 'after', 'from-then-on', 'hangs'] as const;
export const FAULT_ERRNOS = ['EIO', 'ENOSPC'] as const;

/** What becomes of the `at`th call, from 1 on. */
export interface Fault {
  readonly at: number;
  readonly kind: (typeof FAULT_KINDS)[number];
  readonly errno: (typeof FAULT_ERRNOS)[number];
}

/** What was seen of the calls. */
export interface Seen {
  readonly calls: number;
  readonly hits: number;
  /** The call that was hit first; empty where none was, or where it was made in another thread. */
  readonly hit: string;
}

/** In memory that all threads of this process share. */
const SLOT = { isOn: 0, calls: 1, at: 2, kind: 3, errno: 4, hits: 5, isHung: 6 } as const;
const SHARED = 'holdfast-faults';

const slots = sharedSlots();
const hanging: (() => void)[] = [];
let hit = '';

/** From now on calls under `root` are counted, and one of them is not as it should be. */
export function inject(root: string, fault: Fault | null): void {
  setEnvironmentData(SHARED, { slots, root });
  hit = '';
  slots.fill(0);
  slots[SLOT.at] = fault?.at ?? 0;
  slots[SLOT.kind] = FAULT_KINDS.indexOf(fault?.kind ?? 'instead');
  slots[SLOT.errno] = FAULT_ERRNOS.indexOf(fault?.errno ?? 'EIO');
  Atomics.store(slots, SLOT.isOn, 1);
}

/** Lets everything be as it is again. What hangs goes on hanging until `release`. */
export function heal(): Seen {
  Atomics.store(slots, SLOT.isOn, 0);
  return { calls: Atomics.load(slots, SLOT.calls), hits: Atomics.load(slots, SLOT.hits), hit };
}

/** Lets what hangs fail at last, so that nothing is left of whoever waits for it. */
export function release(): void {
  Atomics.store(slots, SLOT.isHung, 0);
  Atomics.notify(slots, SLOT.isHung);
  for (const fail of hanging.splice(0)) fail();
}

/** Whether the call that is to hang was made. */
export function isHung(): boolean {
  return Atomics.load(slots, SLOT.isHung) === 1;
}

function sharedSlots(): Int32Array {
  const known: unknown = getEnvironmentData(SHARED);
  if (typeof known === 'object' && known !== null && 'slots' in known && known.slots instanceof Int32Array) {
    return known.slots;
  }
  return new Int32Array(new SharedArrayBuffer(4 * 8));
}

function root(): string {
  const known: unknown = getEnvironmentData(SHARED);
  return typeof known === 'object' && known !== null && 'root' in known ? String(known.root) : '';
}

type Verdict = 'as it is' | Fault['kind'];

/** Counts a call, and says what becomes of it. */
function verdictOn(name: string, path: string): Verdict {
  if (Atomics.load(slots, SLOT.isOn) === 0 || !isUnder(path)) return 'as it is';
  const call = Atomics.add(slots, SLOT.calls, 1) + 1;
  const kind = FAULT_KINDS[slots[SLOT.kind] ?? 0] ?? 'instead';
  const at = slots[SLOT.at] ?? 0;
  if (at === 0 || (kind === 'from-then-on' ? call < at : call !== at)) return 'as it is';
  if (Atomics.add(slots, SLOT.hits, 1) === 0) hit = `${name} ${path.slice(root().length)}`;
  return kind;
}

function isUnder(path: string): boolean {
  const folder = root();
  return path === folder || path.startsWith(`${folder}${sep}`);
}

function failure(name: string, path: string): Error {
  const code = FAULT_ERRNOS[slots[SLOT.errno] ?? 0] ?? 'EIO';
  return Object.assign(new Error(`${code}: injected, ${name} '${path}'`), {
    code,
    errno: -constants.errno[code],
    syscall: name,
    path,
  });
}

/** Where a call goes to, by what it is called with. */
type PathOf = (self: unknown, args: readonly unknown[]) => string;

const paths = new WeakMap<object, string>();
/** Held on to: what hangs is never closed, which Node warns of once it is collected. */
const open = new Set<object>();
const descriptors = new Map<unknown, string>();
const byPath: PathOf = (_, [path]) => String(path);
const byHandle: PathOf = (self) => (typeof self === 'object' && self !== null ? (paths.get(self) ?? '') : '');
const byDescriptor: PathOf = (_, [fd]) => descriptors.get(fd) ?? '';

/** @param made what is to be done with what the call gives */
function patchLater(target: object, name: string, pathOf: PathOf, made: (value: unknown, path: string) => void): void {
  const original: unknown = Reflect.get(target, name);
  if (typeof original !== 'function') throw new Error(`there is no ${name}`);
  Reflect.set(target, name, async function (this: unknown, ...args: unknown[]) {
    const path = pathOf(this, args);
    const verdict = verdictOn(name, path);
    // A descriptor is gone, whatever closing it says.
    const isMade = verdict === 'as it is' || verdict === 'after' || name === 'close';
    if (verdict === 'hangs') await hang();
    const value: unknown = isMade ? await Reflect.apply(original, this, args) : undefined;
    if (isMade) made(value, path);
    if (verdict === 'as it is') return value;
    if (name === 'open' && isMade) await closing(value);
    throw failure(name, path);
  });
}

/** A thread hangs as a whole. */
function hangThread(): void {
  Atomics.store(slots, SLOT.isHung, 1);
  Atomics.wait(slots, SLOT.isHung, 1);
}

async function hang(): Promise<void> {
  if (!isMainThread) return hangThread();
  Atomics.store(slots, SLOT.isHung, 1);
  return new Promise((resolve) => hanging.push(resolve));
}

async function closing(value: unknown): Promise<void> {
  if (typeof value === 'object' && value !== null && 'close' in value && typeof value.close === 'function') {
    await value.close();
  }
}

/** What is asked for at once cannot hang in this thread, and fails instead. */
function patchAtOnce(target: object, name: string, pathOf: PathOf, made: (value: unknown, path: string) => void): void {
  const original: unknown = Reflect.get(target, name);
  if (typeof original !== 'function') throw new Error(`there is no ${name}`);
  Reflect.set(target, name, function (this: unknown, ...args: unknown[]) {
    const path = pathOf(this, args);
    const verdict = verdictOn(name, path);
    if (verdict === 'hangs' && !isMainThread) hangThread();
    const isMade = verdict === 'as it is' || verdict === 'after' || name === 'closeSync';
    const value: unknown = isMade ? Reflect.apply(original, this, args) : undefined;
    if (isMade) made(value, path);
    if (verdict === 'as it is') return value;
    if (name === 'openSync' && typeof value === 'number') Reflect.apply(closeSync, fs, [value]);
    throw failure(name, path);
  });
}

const nothing = (): void => undefined;
const { closeSync } = fs;
const LATER = ['rename', 'link', 'symlink', 'unlink', 'rm', 'mkdir', 'readdir', 'lstat', 'stat', 'readFile'];
const OF_HANDLES = ['read', 'write', 'writev', 'sync', 'datasync', 'truncate', 'stat'];
const AT_ONCE = ['rename', 'unlink', 'rm', 'mkdir', 'readdir', 'lstat', 'stat', 'readFile', 'writeFile'];
const BY_DESCRIPTOR = ['read', 'write', 'writev', 'fsync', 'fdatasync', 'ftruncate', 'fstat', 'close'];

let areHandlesPatched = false;

patchLater(fsPromises, 'open', byPath, (handle, path) => {
  if (typeof handle !== 'object' || handle === null) return;
  paths.set(handle, path);
  open.add(handle);
  // Each handle has a function of its own for this.
  patchLater(handle, 'close', byHandle, () => open.delete(handle));
  if (areHandlesPatched) return;
  areHandlesPatched = true;
  const prototype: unknown = Object.getPrototypeOf(handle);
  if (typeof prototype !== 'object' || prototype === null) throw new Error('a file handle has a prototype');
  for (const name of OF_HANDLES) patchLater(prototype, name, byHandle, nothing);
});
for (const name of LATER) patchLater(fsPromises, name, byPath, nothing);
patchAtOnce(fs, 'openSync', byPath, (fd, path) => descriptors.set(fd, path));
for (const name of AT_ONCE) patchAtOnce(fs, `${name}Sync`, byPath, nothing);
for (const name of BY_DESCRIPTOR) patchAtOnce(fs, `${name}Sync`, byDescriptor, nothing);
syncBuiltinESMExports();
