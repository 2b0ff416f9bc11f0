import type { PacketReference } from '../../../statement/fields.ts';
import type { Act, Gist, StatedOpenings } from '../../../statement/gist.ts';
import type { band as en } from '../../en/screen/band.ts';
import type { SameShape } from '../../forms/same-shape.ts';
import { type Sentence, say } from '../../forms/say.ts';
import { format } from './language.ts';
import { terms } from './terms.ts';

type Decision = Extract<Act, { kind: 'decision' }>;
type Discharge = Extract<Act, { kind: 'discharge' }>;
type Receipt = Extract<Act, { kind: 'receipt' }>;

const REVOKED: Readonly<Record<Extract<Act, { kind: 'revocation' }>['of'], string>> = {
  grant: 'giấy phép',
  discharge: 'bản giải tỏa',
  decision: 'quyết định',
};

/** Blocker and leg, in one. */
const legOf = ({ blocker, leg }: Discharge): Sentence =>
  leg === null ? say`${blocker}` : say`${blocker}, chỉ nhánh ${leg}`;

const digestEnds = (hex: string): string => `${hex.slice(0, 8)}…${hex.slice(-8)}`;

/** The band above a statement that is signed: each fact of it is the statement's own. */
export const band: SameShape<typeof en> = {
  /** Before the name of the act. */
  lead: {
    decision: 'Bạn ký:',
    grant: 'Bạn cấp phép, một lần:',
    discharge: 'Bạn ký là đã đóng:',
    revocation: 'Bạn thu hồi:',
    receipt: 'Bạn ký biên nhận của:',
  },

  /** What the act is called by. */
  name: (act: Act): Sentence => {
    switch (act.kind) {
      case 'decision':
        return say`${act.option}`;
      case 'grant':
        return say`${act.action}`;
      case 'discharge':
        return legOf(act);
      case 'revocation':
        return [`${REVOKED[act.of]} `, { untrusted: act.id }];
      case 'receipt':
        return say`${act.label}`;
    }
  },

  /** The button that signs. */
  sign: (act: Act): Sentence => {
    switch (act.kind) {
      case 'decision':
        return say`Ký ${act.option}`;
      case 'grant':
        return say`Ký giấy phép ${act.action}`;
      case 'discharge':
        return ['Ký bản giải tỏa ', ...legOf(act)];
      case 'revocation':
        return [`Ký lệnh thu hồi ${REVOKED[act.of]}`];
      case 'receipt':
        return say`Ký biên nhận của ${act.label}`;
    }
  },
  /** The same while a link is up. */
  signDespiteLink: (act: Act): Sentence => {
    switch (act.kind) {
      case 'decision':
        return say`Ký dù có kết nối: ${act.option}`;
      case 'grant':
        return say`Ký dù có kết nối: giấy phép ${act.action}`;
      case 'discharge':
        return ['Ký dù có kết nối: bản giải tỏa ', ...legOf(act)];
      case 'revocation':
        return [`Ký dù có kết nối: lệnh thu hồi ${REVOKED[act.of]}`];
      case 'receipt':
        return say`Ký dù có kết nối: biên nhận của ${act.label}`;
    }
  },

  quoted: (words: string): Sentence => say`“${words}”`,
  isDefault: 'mặc định',
  isNotDefault: 'không phải mặc định',
  effect: {
    'changes-nothing': 'không thay đổi gì',
    'may-change': 'có thể thay đổi hệ thống vận hành',
    'not-stated': 'không nêu nó thay đổi gì',
  },
  saidByField: 'chỉ một trường của gói quyết định nói như vậy',

  facts: {
    signer: 'Người ký',
    packet: 'Gói quyết định',
    decision: 'Quyết định',
    blockers: 'Điểm chặn còn mở',
    passages: 'Đoạn chưa đọc',
    opened: 'Đã mở trên màn hình này',
    grants: 'Giấy phép được dùng',
    reason: 'Lý do',
    gate: 'Điều kiện',
    evidence: 'Bằng chứng',
    signedBy: 'Người phải ký',
    statement: 'Tuyên bố',
    verdict: 'Kết luận',
    medium: 'Thiết bị lưu trữ',
    inForce: 'Hiệu lực',
    machine: 'Máy',
  },

  signer: (name: string, roles: readonly string[], keyid: string): Sentence => [
    { untrusted: name },
    ` (${roles.join(', ')}), khóa `,
    { untrusted: digestEnds(keyid) },
  ],
  packet: ({ id, revision, sha256 }: PacketReference): Sentence =>
    say`${id}, bản sửa đổi ${revision}, ${digestEnds(sha256)}`,
  noPacket: 'Không có: tuyên bố này không nói về gói quyết định nào.',
  place: ({ sequence, replaces }: Decision): Sentence =>
    replaces === null
      ? [`số ${format.integer(sequence)}, không thay thế gì`]
      : [`số ${format.integer(sequence)}, thay thế quyết định `, { untrusted: digestEnds(replaces) }],
  blockers: ({ openBlockers, acknowledged, isDefault }: Decision): string => {
    if (openBlockers === 0) return 'không có';
    if (acknowledged.length > 0) {
      return `${format.integer(openBlockers)}, trong đó bạn đã xác nhận từng mục ${format.integer(acknowledged.length)}`;
    }
    const open = format.integer(openBlockers);
    return isDefault
      ? `${open}, không xác nhận mục nào: phương án mặc định không cần xác nhận`
      : `${open}, không xác nhận mục nào`;
  },
  passages: (count: number): string => format.plural(count, { other: 'bạn đã xác nhận #' }),
  opened: ({ since, files, filesTotal, lines, linesTotal }: StatedOpenings): string =>
    since === null
      ? 'không được ghi lại: trước đó bạn chưa đăng nhập. Hãy đăng nhập trước để việc này được ghi lại'
      : `${format.integer(files)}/${format.integer(filesTotal)} tệp bằng chứng, ${format.integer(lines)}/${format.integer(linesTotal)} dòng của gói quyết định. Điều này không nói rằng bạn đã đọc hay đã hiểu`,
  names: (names: readonly string[]): Sentence => say`${names.join(', ')}`,
  evidence: ({ evidence, checksNotPassed }: Discharge): Sentence => {
    const named = say`${evidence.join(', ')}`;
    return checksNotPassed.length === 0
      ? named
      : [...named, '; không đạt: ', { untrusted: checksNotPassed.join(', ') }];
  },
  roles: ({ actors }: Discharge): string => actors.map((actor) => terms.role[actor]).join(' và '),
  verdict: ({ verdict, findings }: Receipt): string => {
    const said = verdict === 'unproven' ? 'có phép kiểm tra không đạt' : terms.verdict[verdict];
    return `${said}, ${format.plural(findings, { other: '# phát hiện' })}`;
  },
  refused: (why: string): Sentence => say`không nhập gì: ${why}`,
  statement: (sha256: string): Sentence => say`${digestEnds(sha256)}`,
  expires: {
    never: 'cho đến khi bị thu hồi hoặc thay thế',
    notReplaced: 'cho đến khi bị thu hồi',
    at: (time: string): string => `đến ${time}, hoặc đến khi bị thu hồi`,
    once: (time: string): string => `dùng một lần, đến ${time}`,
  },
  seal: { sealed: 'đã niêm phong', unsealed: 'KHÔNG NIÊM PHONG' },
  links: ({ up, override }: Gist['links']): Sentence => {
    if (up.length === 0) return ['không có kết nối'];
    return override === null ? say`CÓ KẾT NỐI MẠNG: ${up.join(', ')}` : say`CÓ KẾT NỐI MẠNG: ${up.join(', ')}, vẫn ký`;
  },
  checked: (at: string): string => `kiểm tra lúc ${at}`,
  clock: (at: string): string => `đồng hồ ${at} (không ai bảo đảm)`,
};
