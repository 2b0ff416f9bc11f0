import type { TreeMatch } from '../../../evidence/types.ts';
import type { PacketOption } from '../../../packet/types.ts';
import { assertNever } from '../../../result.ts';
import type { packet as en } from '../../en/screen/packet.ts';
import type { SameShape } from '../../forms/same-shape.ts';
import { type Sentence, say } from '../../forms/say.ts';
import { format } from './language.ts';
import { terms } from './terms.ts';

/** What the console found for one evidence reference, as one sentence. */
function match(found: TreeMatch): string {
  switch (found.kind) {
    case 'matched':
      return `Tính từ các byte bằng ${found.algorithm}, ${terms.spelling[found.spelling ?? 'asRoot']}${terms.otherBits(found.executable)}.`;
    case 'unmatched':
      return 'Không thuật toán nào cho ra hash này với bất kỳ bộ bằng chứng nào đã so.';
    case 'not-supplied':
      return 'Chưa nhập bộ bằng chứng nào để so với hash này.';
    default:
      return assertNever(found, 'tree match');
  }
}

/** `open` is how many blockers are to be acknowledged as things stand. */
function needs(option: PacketOption, open: number): string {
  const blockers = {
    none: 'Không cần gì.',
    acknowledged: format.plural(open, { other: 'Cần xác nhận từng điểm chặn trong # điểm chặn còn mở.' }),
    closed: 'Cần mọi điểm chặn đã đóng.',
  }[option.needs.blockers];
  return option.needs.grants === 'all' ? `${blockers} Cần mọi giấy phép.` : blockers;
}

export const packet: SameShape<typeof en> = {
  list: {
    title: 'Gói quyết định',
    search: 'Tìm gói quyết định',
    searchHint: 'Id, tiêu đề, trạng thái hoặc tên tệp ( / )',
    none: 'Chưa nhập gói quyết định nào.',
    beforeDamage:
      'Chỉ liệt kê các gói quyết định mà phần đầu không hỏng của nhật ký nêu. Các byte của những gói khác vẫn ở trong kho.',
    noMatch: (query: string): Sentence => say`Không gói quyết định nào khớp ${query}`,
    count: (shown: number, all: number): string =>
      shown === all
        ? format.plural(all, { other: '# gói quyết định' })
        : `${format.integer(shown)} trên ${format.plural(all, { other: '# gói quyết định' })}`,
    columns: {
      packet: 'Gói quyết định',
      date: 'Ngày',
      blockers: 'Điểm chặn còn mở',
      decision: 'Quyết định',
      imported: 'Nhập lúc',
    },
    revision: (revision: string): Sentence => say`bản sửa đổi ${revision}`,
    open: (open: number, all: number): string => `${format.integer(open)} trên ${format.integer(all)}`,
    undecided: 'chưa có',
    findings: (count: number): string => format.plural(count, { other: '# phát hiện' }),
    errors: (count: number): string => format.plural(count, { other: '# lỗi' }),
  },

  back: 'Mọi gói quyết định',
  parts: {
    label: 'Các phần của gói quyết định',
    overview: 'Tổng quan',
    document: 'Tài liệu',
    options: 'Phương án',
    blockers: 'Điểm chặn',
    authority: 'Thẩm quyền',
    evidence: 'Bằng chứng',
    findings: 'Phát hiện',
  },

  fields: {
    id: 'Id của gói quyết định',
    revision: 'Bản sửa đổi',
    date: 'Ngày',
    sha256: 'SHA-256 của các byte',
    size: 'Kích thước',
    form: 'Được đọc dưới dạng',
    label: 'Tên tệp trên thiết bị lưu trữ',
    imported: 'Nhập lúc (đồng hồ trạm)',
    default: 'Phương án mặc định',
  },
  noDefault: 'không có mặc định nào an toàn',
  notAuthority: (docStatus: string): Sentence => say`Tài liệu này không phải thẩm quyền: ${docStatus}`,
  notAuthorityNote: 'Nó không chọn gì. Thẩm quyền của quyết định chỉ là chữ ký của chủ sở hữu.',
  noDocStatus:
    'Tài liệu không nêu trạng thái. Nó không chọn gì: thẩm quyền của quyết định chỉ là chữ ký của chủ sở hữu.',

  glance: {
    title: 'Xem nhanh',
    options: (available: number, all: number): string =>
      `${format.integer(available)} trên ${format.plural(all, { other: '# phương án' })} chọn được`,
    blockers: (open: number, all: number): string =>
      `${format.integer(open)} trên ${format.plural(all, { other: '# điểm chặn' })} còn mở`,
    noBlockers: 'Không có điểm chặn',
    evidence: (matched: number, all: number): string =>
      `${format.integer(matched)} trên ${format.plural(all, { other: '# tham chiếu bằng chứng' })} khớp`,
    noEvidence: 'Không có tham chiếu bằng chứng',
    findings: (errors: number, all: number): string =>
      all === 0
        ? 'Không có phát hiện'
        : `${format.plural(all, { other: '# phát hiện' })}, ${format.plural(errors, { other: '# lỗi' })}`,
    option: 'Phương án',
    state: 'Trạng thái',
  },

  option: {
    available: 'chọn được',
    locked: 'bị khóa',
    default: 'mặc định',
    mutates: 'Có thể thay đổi hệ thống vận hành.',
    safe: 'Không thay đổi gì.',
    needs,
    locks: {
      title: (count: number): string => format.plural(count, { other: 'Bị khóa vì # lý do' }),
      blockers: 'Điểm chặn',
      grants: 'Giấy phép',
      evidence: 'Bằng chứng',
      checks: 'Phép kiểm tra',
      packet: 'Gói quyết định',
    },
    cautions: 'Cần biết trước khi chọn',
    reasons: (count: number): string => format.plural(count, { other: '# lý do' }),
    rank: (rank: number): string => `${rank}.`,
  },

  blocker: {
    none: 'Gói quyết định này không nêu điểm chặn nào.',
    columns: { id: 'Điểm chặn', status: 'Trạng thái, và như đã viết', actors: 'Người thực hiện', gate: 'Điều kiện' },
    filter: 'Chỉ những điểm còn mở',
    separateAuthority: '+ thẩm quyền riêng',
    legs: 'Các nhánh',
    leg: { open: 'còn mở', closed: 'đã đóng' },
    noActor: 'không nêu ai',
    summary: (open: number, all: number): string =>
      `${format.integer(open)} trên ${format.plural(all, { other: '# điểm chặn' })} còn mở. Chỉ “closed”, “resolved”, “discharged” và “done”, không kèm điều kiện, được coi là đã đóng.`,
  },

  evidence: {
    none: 'Gói quyết định này không tham chiếu bằng chứng nào.',
    reference: 'Hash cây như gói quyết định viết',
    states: { matched: 'khớp', unmatched: 'không khớp', 'not-supplied': 'chưa được đưa' },
    match,
    vouches:
      'Không có gì trong bộ bằng chứng bảo đảm cho toàn bộ nội dung. Hash cây mà gói quyết định này nêu bảo đảm cho nó.',
    comparedWith: 'Đã so với',
    openBundle: 'Mở bộ bằng chứng và danh sách tệp',
    importIt: 'Nhập bằng chứng',
  },

  findings: {
    none: 'Việc đọc gói quyết định này không cho phát hiện nào.',
    lead: 'Khi có lỗi thì chỉ chọn được phương án mặc định.',
  },
  coverage: {
    view: 'Cách hiển thị tài liệu',
    asText: 'Tài liệu',
    asCoverage: 'Những gì đã đọc',
    toAcknowledge: (count: number): string => `${format.integer(count)} cần xác nhận`,
    /** @param rows that were read, and say that a blocker is closed or what an option changes */
    summary: (unread: number, rows: number, alone: number): string => {
      if (unread + rows === 0) return 'Mọi dòng đều được đọc thành một trường.';
      const passages = [
        unread === 0 ? '' : `${format.plural(unread, { other: '# đoạn' })} không được đọc thành trường nào.`,
        rows === 0
          ? ''
          : `${format.plural(rows, { other: '# dòng' })} nói rằng một điểm chặn đã đóng, hoặc một phương án thay đổi gì.`,
      ].filter((part) => part !== '');
      const how =
        alone === unread + rows
          ? 'từng đoạn'
          : `riêng từng đoạn với ${format.integer(alone)} đoạn, các đoạn còn lại cùng lúc`;
      return `${passages.join(' ')} Ai chọn một phương án gây thay đổi thì xác nhận ${how}.`;
    },
    use: {
      metadata: 'Trường của gói quyết định',
      title: 'Tiêu đề',
      heading: 'Đề mục',
      default: 'Mặc định',
      option: 'Phương án',
      blocker: 'Điểm chặn',
      grant: 'Giấy phép',
      evidence: 'Bằng chứng',
      acknowledge: 'Cần xác nhận',
      prose: 'Chưa đọc',
    },
  },
  toAcknowledge: (count: number): string =>
    count === 0
      ? 'Mọi dòng của tài liệu đều được đọc thành một trường.'
      : format.plural(count, { other: '# đoạn của tài liệu cần được đọc và xác nhận.' }),
  seeCoverage: 'Xem những gì đã đọc',
  tooLargeToLayOut:
    'Tài liệu này quá lớn để trình bày. Toàn bộ văn bản của nó hiện ra dưới đây, không có danh sách và bảng.',
  /** `columns`: their headings, where they have any. A long table is shown in parts. */
  documentTable: (columns: readonly string[], part: number, parts: number): string => {
    const name = columns.length === 0 ? 'Bảng trong tài liệu' : `Bảng ${columns.join(', ')}`;
    return parts === 1 ? name : `${name}, phần ${format.integer(part)} trên ${format.integer(parts)}`;
  },
  emptyDocument: 'Gói quyết định không có văn bản để hiển thị.',
};
