// The seccomp filter of the sealed launcher: classic BPF over `struct seccomp_data` (seccomp(2), linux/filter.h), which
// bubblewrap loads by `--seccomp FD`. It refuses what would lead out of a namespace without links, and allows the rest.

/** What the filter says of one system call. Arguments count from 0; the kernel takes each of these as 32 bits. */
export type FilterRule = {
  readonly call: string;
  /** On x86-64 (arch/x86/entry/syscalls/syscall_64.tbl). */
  readonly number: number;
} & (
  | { readonly refuse: 'always' }
  | { readonly refuse: 'these' | 'all-but-these'; readonly argument: number; readonly values: readonly number[] }
);

const AF_UNIX = 1;
const TIOCSTI = 0x5412;
const TIOCLINUX = 0x541c;

export const SEAL_RULES: readonly FilterRule[] = [
  // Every other family leads out, or to the kernel's own network code.
  { call: 'socket', number: 41, refuse: 'all-but-these', argument: 0, values: [AF_UNIX] },
  { call: 'socketpair', number: 53, refuse: 'all-but-these', argument: 0, values: [AF_UNIX] },
  // It makes sockets by a queue in memory, which no filter sees.
  { call: 'io_uring_setup', number: 425, refuse: 'always' },
  { call: 'io_uring_enter', number: 426, refuse: 'always' },
  { call: 'io_uring_register', number: 427, refuse: 'always' },
  // They type into the terminal that the console was started from, outside of the seal.
  { call: 'ioctl', number: 16, refuse: 'these', argument: 1, values: [TIOCSTI, TIOCLINUX] },
  // For some kinds of keys the kernel starts a program outside of every namespace, which for one asks a name server.
  { call: 'add_key', number: 248, refuse: 'always' },
  { call: 'request_key', number: 249, refuse: 'always' },
  { call: 'keyctl', number: 250, refuse: 'always' },
];

/** One `struct sock_filter`. */
interface Instruction {
  readonly code: number;
  readonly k: number;
  /** How many instructions to leave out where a comparison holds, and where it does not. */
  readonly ifTrue?: number;
  readonly ifFalse?: number;
}

const LOAD_WORD = 0x20; // BPF_LD | BPF_W | BPF_ABS
const IF_EQUAL = 0x15; // BPF_JMP | BPF_JEQ | BPF_K
const IF_AT_LEAST = 0x35; // BPF_JMP | BPF_JGE | BPF_K
const RETURN = 0x06; // BPF_RET | BPF_K

/** Offsets in `struct seccomp_data`; of an argument, its low half. */
const NUMBER_AT = 0;
const ARCHITECTURE_AT = 4;
const argumentAt = (index: number): number => 16 + 8 * index;

const AUDIT_ARCH_X86_64 = 0xc000_003e;
/** From here on a number is one of the x32 ABI, which has the same calls once more. */
const X32 = 0x4000_0000;

const ALLOW: Instruction = { code: RETURN, k: 0x7fff_0000 }; // SECCOMP_RET_ALLOW
const REFUSE: Instruction = { code: RETURN, k: 0x0005_0001 }; // SECCOMP_RET_ERRNO | EPERM

function program(rules: readonly FilterRule[]): readonly Instruction[] {
  return [
    // A call of another architecture (int 0x80) has other numbers: refused whole.
    { code: LOAD_WORD, k: ARCHITECTURE_AT },
    { code: IF_EQUAL, k: AUDIT_ARCH_X86_64, ifTrue: 1 },
    REFUSE,
    { code: LOAD_WORD, k: NUMBER_AT },
    { code: IF_AT_LEAST, k: X32, ifFalse: 1 },
    REFUSE,
    ...rules.flatMap((rule) => {
      const body = verdict(rule);
      return [{ code: IF_EQUAL, k: rule.number, ifFalse: body.length }, ...body];
    }),
    ALLOW,
  ];
}

/** Every path through it returns, so that what follows it still has the call's number loaded. */
function verdict(rule: FilterRule): readonly Instruction[] {
  if (rule.refuse === 'always') return [REFUSE];
  const [named, others] = rule.refuse === 'these' ? [REFUSE, ALLOW] : [ALLOW, REFUSE];
  return [
    { code: LOAD_WORD, k: argumentAt(rule.argument) },
    ...rule.values.flatMap((value) => [{ code: IF_EQUAL, k: value, ifFalse: 1 }, named]),
    others,
  ];
}

const INSTRUCTION_BYTES = 8;

/** The filter as the kernel takes it on x86-64: eight bytes an instruction, little-endian. */
export function sealFilter(rules: readonly FilterRule[] = SEAL_RULES): Uint8Array {
  const instructions = program(rules);
  const bytes = new Uint8Array(instructions.length * INSTRUCTION_BYTES);
  const view = new DataView(bytes.buffer);
  for (const [index, { code, k, ifTrue = 0, ifFalse = 0 }] of instructions.entries()) {
    const at = index * INSTRUCTION_BYTES;
    view.setUint16(at, code, true);
    view.setUint8(at + 2, ifTrue);
    view.setUint8(at + 3, ifFalse);
    view.setUint32(at + 4, k, true);
  }
  return bytes;
}
