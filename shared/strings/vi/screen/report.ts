import type { LockRecord } from '../../../rules/lock-record.ts';
import type { LockReason } from '../../../rules/types.ts';
import type { report as en } from '../../en/screen/report.ts';
import type { SameShape } from '../../forms/same-shape.ts';
import { plainText } from '../../forms/say.ts';
import { lockSentence } from './locks.ts';

const LOCK_KIND: Readonly<Record<LockRecord['kind'], string>> = {
  'blocker-open': 'điểm chặn còn mở',
  'discharge-unsigned': 'bản giải tỏa thiếu chữ ký',
  'discharge-expired': 'bản giải tỏa hết hạn',
  'discharge-not-yet-valid': 'bản giải tỏa chưa có hiệu lực',
  'discharge-revoked': 'bản giải tỏa bị thu hồi',
  'discharge-other-revision': 'bản giải tỏa của bản sửa đổi khác',
  'discharge-evidence-unfit': 'bản giải tỏa dựa vào bằng chứng không dùng được',
  'discharge-other-gate': 'bản giải tỏa cho điều kiện khác',
  'separate-authority-missing': 'thiếu thẩm quyền riêng',
  'separate-authority-consumed': 'thẩm quyền riêng đã dùng hết',
  'separate-authority-revoked': 'thẩm quyền riêng bị thu hồi',
  'separate-authority-other-revision': 'thẩm quyền riêng của bản sửa đổi khác',
  'separate-authority-expired': 'thẩm quyền riêng hết hạn',
  'separate-authority-not-yet-valid': 'thẩm quyền riêng chưa có hiệu lực',
  'grant-missing': 'thiếu giấy phép',
  'grant-expired': 'giấy phép hết hạn',
  'grant-not-yet-valid': 'giấy phép chưa có hiệu lực',
  'grant-revoked': 'giấy phép bị thu hồi',
  'grant-consumed': 'giấy phép đã dùng',
  'grant-other-revision': 'giấy phép của bản sửa đổi khác',
  'evidence-not-supplied': 'chưa có bằng chứng',
  'evidence-unmatched': 'bằng chứng không khớp',
  'evidence-refused': 'bằng chứng bị từ chối',
  'check-not-passed': 'phép kiểm tra không đạt',
  'packet-finding': 'phát hiện trong gói quyết định',
  'no-safe-default': 'không có mặc định an toàn',
};

/** A statement of another version may have a kind that this one does not know. */
function isKnown(kind: string): kind is LockRecord['kind'] {
  return Object.hasOwn(LOCK_KIND, kind);
}

/** What the report of a dossier says. `verify` makes it again and compares every byte, so a text here is part of a format. */
export const report: SameShape<typeof en> = {
  none: 'Không có.',
  undecided: 'Chưa có quyết định nào được ký.',
  isDefault: 'Đây là phương án mặc định của gói quyết định.',
  isNotDefault: (byDefault: string | null): string =>
    byDefault === null
      ? 'Gói quyết định không nêu phương án mặc định.'
      : `Đây không phải phương án mặc định của gói quyết định; mặc định là ${byDefault}.`,
  title: (packet: string): string => `Hồ sơ về ${packet}`,
  lead: 'Để đọc. Điều chứng minh là các tệp đã ký bên cạnh trang này: xem VERIFY.txt.',
  sections: {
    decision: (sequence: number): string => `Quyết định ${sequence}`,
    blockers: 'Điểm chặn, lúc đó và hiện nay',
    options: (asOf: string): string => `Các phương án vào lúc ${asOf}`,
    evidence: 'Bằng chứng mà các tuyên bố ở đây dựa vào',
    checks: 'Những gì console thấy trong bằng chứng đó',
    receipts: 'Đã nhập những gì, và ai đã ký biên nhận',
    authority: 'Giấy phép, bản giải tỏa và lệnh thu hồi',
    fallen: 'Được ký bằng các khóa về sau bị thu hồi',
    people: 'Ai được ký',
    timeline: 'Dòng thời gian, theo đồng hồ của trạm, không ai bảo đảm',
    journal: (entries: number): string => `Nhật ký: ${entries} mục`,
  },
  fields: {
    stands: 'Hiện trạng',
    signedBy: 'Người ký',
    station: 'Trạm',
    fingerprint: 'Vân tay khóa của trạm',
    asOf: 'Tính đến mục nhật ký',
    statements: 'Số tuyên bố đã ký',
    packet: 'Gói quyết định',
    packetOf: (id: string, revision: string): string => `${id}, bản sửa đổi ${revision}`,
    packetSha256: 'SHA-256 của gói quyết định',
    default: 'Phương án mặc định',
    noDefault: 'không có',
    reason: 'Lý do',
    acknowledged: 'Điểm chặn đã xác nhận',
    signatures: 'Chữ ký',
    at: 'Lúc',
    inForce: 'Hiệu lực',
    from: (from: string, to: string | null): string => (to === null ? `từ ${from}` : `từ ${from} đến ${to}`),
    links: 'Kết nối mạng đang hoạt động',
    noLinks: 'không có',
    launcher: 'Trình khởi chạy',
    override: 'Câu đã gõ để ký khi có kết nối',
    statementSha256: 'SHA-256 của tuyên bố',
  },
  columns: {
    fields: ['trường', 'giá trị'],
    journal: ['#', 'lúc', 'việc gì'],
    locks: ['phương án bị khóa', 'vì'],
    blockers: ['điểm chặn', 'như gói quyết định nói', 'ở quyết định mới nhất', 'hiện nay'],
    options: ['phương án', 'hiện nay'],
    evidence: ['kết luận', 'nhãn', 'tệp', 'byte', 'dirHash', 'phát hiện'],
    checks: ['kết quả', 'phép kiểm tra', 'kiểu', 'vì sao', 'quan sát được'],
    receipts: ['nhập', 'từ', 'kết luận', 'phát hiện', 'hash cây, hoặc SHA-256 của gói quyết định', 'người ký', 'lúc'],
    authority: ['loại', 'về', 'người ký, và cách ký', 'lúc', 'hiện trạng'],
    fallen: ['loại', 'về', 'người ký, và cách ký', 'lúc'],
    people: ['tên', 'vai trò', 'vân tay khóa', 'ghi danh', 'trạng thái'],
  },
  opened: {
    title: 'Những gì đã mở trên màn hình',
    notRecorded: 'Không được ghi lại: người ký chưa đăng nhập trước khi ký.',
    since: (at: string): string =>
      `Đã gửi đến màn hình trong lúc người ký đăng nhập, từ ${at}. Điều này không nói rằng nội dung đã được đọc hay được hiểu.`,
    files: (opened: number, total: number): string => `Số tệp bằng chứng đã mở: ${opened}/${total}.`,
    columns: ['nội dung', 'đã hiện', 'phần nào', 'bằng chứng (dirHash)'],
    packet: 'gói quyết định',
    lines: (shown: number, size: number): string => `${shown}/${size} dòng`,
    bytes: (shown: number, size: number): string => `${shown}/${size} byte`,
    more: (files: number): string => `Số tệp đã mở mà quyết định không liệt kê: ${files}.`,
  },
  noLocks: 'Không phương án nào khác bị khóa.',
  lockKind: (kind: string): string => (isKnown(kind) ? LOCK_KIND[kind] : kind.replaceAll('-', ' ')),
  lock: (reason: LockReason): string => plainText(lockSentence(reason)),
  notLocked: 'không bị khóa',
  locked: (reasons: string): string => `bị khóa: ${reasons}`,
  decisionNo: (sequence: number): string => `quyết định ${sequence}`,
  person: { active: 'đang hoạt động', retired: 'ngừng dùng', revoked: 'bị thu hồi' },
  noReceipt: 'chưa ký biên nhận',
  medium: { readOnly: 'chỉ đọc', writable: 'ghi được' },
  formats: {
    both: (name: string): string => `${name}: cả DSSE và OpenSSH`,
    dsse: (name: string): string => `${name}: chỉ DSSE`,
    openssh: (name: string): string => `${name}: chỉ OpenSSH`,
    token: (name: string): string => `${name}: chỉ OpenSSH, bằng khóa trong token, không tạo được loại kia`,
  },
  state: {
    revoked: (at: string): string => `bị thu hồi ${at}`,
    revokedFor: (at: string, reason: string): string => `bị thu hồi ${at}: ${reason}`,
    followed: (sequence: number): string => `đã có quyết định ${sequence} theo sau`,
    expired: (at: string): string => `hết hạn ${at}`,
    latest: 'mới nhất, chưa bị thu hồi',
    pending: (missing: string): string => `đang chờ, chưa đóng gì: thiếu chữ ký của ${missing}`,
    used: 'đã dùng hết',
    until: (at: string): string => `đến ${at}`,
  },
  legs: {
    before: 'trước',
    applied: 'sau khi áp dụng',
    rolledBack: 'sau khi hoàn tác',
    same: 'giống như trước',
    differs: 'khác với trước',
  },
  timeline: {
    label: 'Dòng thời gian của nhật ký',
    lanes: {
      import: 'nhập',
      grant: 'giấy phép',
      discharge: 'bản giải tỏa',
      decision: 'quyết định',
      signature: 'chữ ký khác',
      export: 'xuất',
      refusal: 'từ chối',
    },
  },
};
