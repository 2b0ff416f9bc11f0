import type { DecisionView } from '../../../contract/views.ts';
import type { TreeMatch } from '../../../evidence/types.ts';
import { assertNever } from '../../../result.ts';
import type { packet as en } from '../../en/screen/packet.ts';
import { utc } from '../../forms/format.ts';
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
    case 'not-computed':
      return 'Hash này có thể là id cây của git. Các id đó chưa được tính cho mọi bộ bằng chứng, nên chưa ai biết có khớp hay không.';
    case 'not-supplied':
      return 'Chưa nhập bộ bằng chứng nào để so với hash này.';
    default:
      return assertNever(found, 'tree match');
  }
}

/** A tree hash as it is told in a sentence: its beginning and its end. */
function shortened(hash: string): string {
  return hash.length <= 20 ? hash : `${hash.slice(0, 8)}…${hash.slice(-5)}`;
}

export const packet: SameShape<typeof en> = {
  list: {
    title: 'Quyết định',
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
    twin: {
      'same-form':
        'Cùng mã và bản sửa đổi nhưng khác byte. Một quyết định chỉ có hiệu lực cho một trong số đó: hãy hỏi tác giả bản nào là đúng.',
      'other-form':
        'Cũng có ở đây dưới dạng khác, với các byte khác: một quyết định chỉ có hiệu lực cho một trong số đó.',
    },
    sha256: 'SHA-256 của gói quyết định này',
    noBlockers: 'Không có điểm chặn',
    findings: (count: number): string => format.plural(count, { other: '# phát hiện' }),
    errors: (count: number): string => format.plural(count, { other: '# lỗi' }),
  },

  back: 'Quyết định',
  parts: {
    label: 'Các phần của gói quyết định',
    glance: 'Xem nhanh',
    document: 'Tài liệu',
    blockers: 'Điểm chặn',
    evidence: 'Bằng chứng',
    notes: 'Ghi chú',
    counts: {
      unread: (passages: number): string => format.plural(passages, { other: '# đoạn chưa đọc' }),
      errors: (errors: number): string => format.plural(errors, { other: '# lỗi' }),
      open: (open: number): string => `${format.integer(open)} còn mở`,
      waiting: (waiting: number): string => `${format.integer(waiting)} đang chờ`,
      missing: (missing: number): string => `thiếu ${format.integer(missing)}`,
      wrong: (wrong: number): string => `sai ${format.integer(wrong)}`,
    },
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
    undecided: (decisions: number): string =>
      decisions === 0 ? 'Chưa quyết định. Chưa ký gì.' : 'Chưa quyết định. Những gì đã ký không còn hiệu lực.',
    decided: ({ option, signedAt, exportedAt }: Pick<DecisionView, 'option' | 'signedAt' | 'exportedAt'>): Sentence => [
      ...say`${option}, ký lúc ${utc(signedAt)}`,
      exportedAt === null ? ', chưa xuất' : `, xuất lúc ${utc(exportedAt)}`,
    ],
    authorised: ({ option, expires }: Pick<DecisionView, 'option' | 'expires'>): Sentence =>
      expires === null
        ? say`${option} được cho phép đến khi bị thu hồi hoặc thay thế`
        : say`${option} được cho phép đến ${utc(expires)}`,
    silence: (options: number): string =>
      `Không ký gì thì hệ thống vận hành vẫn được giữ nguyên. Gói quyết định đưa ra ${format.plural(options, { other: '# phương án' })} và không chọn phương án nào.`,
    noSafeDefault:
      'Không ký gì thì hệ thống vận hành vẫn được giữ nguyên. Hãy yêu cầu tác giả một bản sửa đổi nêu rõ phương án mặc định.',
    options: 'Phương án',
    stillTakes: (rank: number): string => `Phương án ${format.integer(rank)} còn cần gì`,
    stillTakeAll: 'Các phương án gây thay đổi còn cần gì',
    blockersClosed: (done: number, all: number): string =>
      `Điểm chặn ${format.integer(done)} trên ${format.integer(all)}`,
    grantsInForce: (done: number, all: number): string =>
      `Giấy phép ${format.integer(done)} trên ${format.integer(all)}`,
    seeAll: 'Xem tất cả',
    recommends: 'Gói quyết định khuyến nghị:',
    readAll: 'Đọc trong tài liệu',
    details: 'Chi tiết',
    allFields: 'Id, bản sửa đổi, hash và cách đọc',
  },

  wrong: {
    title: 'Có gì sai',
    nothing: 'Không phát hiện gì.',
    more: (count: number): string => `và ${format.plural(count, { other: '# điều nữa' })}`,
    unmatched: (treeHash: string): Sentence => say`Không bộ bằng chứng nào đã nhập là ${shortened(treeHash)}`,
    failed: (label: string, failed: number, errors: number): Sentence =>
      failed > 0
        ? [format.plural(failed, { other: '# phép kiểm tra thất bại' }), ...say` trong ${label}`]
        : [format.plural(errors, { other: '# phát hiện khiến từ chối' }), ...say` ${label}`],
    findings: (errors: number): string =>
      format.plural(errors, { other: '# lỗi trong gói quyết định: chỉ chọn được phương án mặc định.' }),
    notSupplied: (treeHash: string): Sentence => say`Bằng chứng ${shortened(treeHash)} không có ở đây.`,
    notComputed: (treeHash: string): Sentence =>
      say`Chưa tính xem có bộ bằng chứng nào có hash cây ${shortened(treeHash)} hay không.`,
    unknown: (label: string, unknown: number): Sentence => [
      format.plural(unknown, { other: '# phép kiểm tra không rõ kết quả' }),
      ...say` trong ${label}`,
    ],
    unread: (passages: number): string => format.plural(passages, { other: '# đoạn không được đọc thành trường nào.' }),
    compare: 'So sánh',
    see: 'Xem',
    import: 'Nhập',
    read: 'Đọc',
  },

  time: {
    title: 'Điều gì đã xảy ra, và khi nào',
    now: 'bây giờ',
    noExpiry: 'không có gì hết hạn',
    from: (first: string, last: string): string => `${first} đến ${last}`,
    what: {
      dated: (): string => 'ngày của gói',
      imported: (): string => 'đã nhập',
      receipt: (count: number): string => format.plural(count, { other: '# biên nhận' }),
      grant: (count: number): string => format.plural(count, { other: '# giấy phép' }),
      discharge: (count: number): string => format.plural(count, { other: '# bản giải tỏa' }),
      decision: (count: number): string => format.plural(count, { other: '# quyết định' }),
      expiry: (count: number): string => format.plural(count, { other: '# hết hạn' }),
    },
  },

  since: {
    title: 'Từ lần xem trước',
    firstTime: 'Lần đầu. Không có gì để so sánh.',
    on: (time: string): string => `Xem lần trước lúc ${time}:`,
    nothing: 'từ đó chưa ký gì.',
  },

  option: {
    available: 'ký được',
    locked: 'bị khóa',
    default: 'mặc định',
    mutates: 'Có thể thay đổi hệ thống vận hành',
    safe: 'Không thay đổi gì',
    saidBy: {
      text: 'theo những từ gạch chân',
      field: 'chỉ theo một trường của packet.json',
    },
    takes: {
      acknowledge: (count: number): string => format.plural(count, { other: '# điểm chặn cần xác nhận' }),
      blockers: (count: number): string => format.plural(count, { other: '# điểm chặn' }),
      grants: (count: number): string => format.plural(count, { other: '# giấy phép' }),
      evidence: (count: number): string => format.plural(count, { other: '# bằng chứng' }),
      checks: (count: number): string => format.plural(count, { other: '# phép kiểm tra' }),
      packet: (count: number): string => format.plural(count, { other: '# lỗi của gói quyết định' }),
    },
    why: 'Vì sao',
    whyLocked: (option: string): string => `Vì sao ${option} bị khóa, xem tại chỗ`,
    whatToKnow: (option: string): string => `Cần biết trước khi chọn: ${option}`,
    locks: {
      title: (count: number): string => format.plural(count, { other: 'Bị khóa vì # lý do' }),
      blockers: 'Điểm chặn',
      grants: 'Giấy phép',
      evidence: 'Bằng chứng',
      checks: 'Phép kiểm tra',
      packet: 'Gói quyết định',
    },
    mend: {
      blocker: 'Đến điểm chặn',
      grant: 'Đến giấy phép',
      import: 'Nhập bằng chứng',
      evidence: 'Đến bằng chứng',
      document: 'Đến dòng đó',
    },
    cautions: 'Cần biết trước khi chọn',
  },

  blocker: {
    none: 'Gói quyết định này không nêu điểm chặn nào.',
    columns: { id: 'Điểm chặn', status: 'Hiện nay, và gói nói gì', actors: 'Người ký', gate: 'Điều kiện' },
    lanes: { open: 'Còn mở', waiting: 'Chờ chữ ký', closed: 'Đã đóng' },
    empty: 'không có',
    fields: { signs: 'Người ký', legs: 'Các nhánh', evidence: 'Bằng chứng' },
    signed: 'đã ký',
    notSigned: 'chưa ký',
    noEvidence: 'chưa có',
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
    states: { matched: 'khớp', unmatched: 'không khớp', 'not-computed': 'chưa tính', 'not-supplied': 'chưa được đưa' },
    match,
    vouches:
      'Không có gì trong bộ bằng chứng bảo đảm cho toàn bộ nội dung. Hash cây mà gói quyết định này nêu bảo đảm cho nó.',
    comparedWith: 'Đã so với',
    toCompute: 'Chưa tính cho',
    openBundle: 'Mở bộ bằng chứng và danh sách tệp',
    importIt: 'Nhập bằng chứng',
  },

  findings: {
    none: 'Việc đọc gói quyết định này không cho phát hiện nào.',
    lead: 'Khi có lỗi thì chỉ chọn được phương án mặc định.',
  },
  live: { option: 'Phương án', blocker: 'Điểm chặn', grant: 'Giấy phép', evidence: 'Bằng chứng' },
  outline: {
    title: 'Dàn ý',
    toRead: (passages: number): string => format.plural(passages, { other: '# cần đọc' }),
  },
  find: {
    label: 'Tìm trong tài liệu',
    hint: 'Từ ( / )',
    at: (at: number, of: number): string => `${format.integer(at)} trên ${format.integer(of)}`,
    previous: 'Trước',
    next: 'Sau',
  },
  revisionText: {
    title: 'Văn bản, theo từng từ',
    fieldsAlone: 'Một trong hai bản chỉ có trường, không có văn bản, nên chỉ các trường được so sánh.',
    tooDifferent: 'Hai văn bản khác nhau ở quá nhiều dòng để liệt kê.',
    same: 'Hai văn bản giống nhau ở mọi dòng.',
    gap: (lines: number): string => format.plural(lines, { other: '# dòng giống nhau' }),
    kinds: { same: 'giống', removed: 'bỏ', added: 'thêm' },
  },

  coverage: {
    view: 'Cách hiển thị tài liệu',
    asText: 'Tài liệu',
    asCoverage: 'Những gì đã đọc',
    asChanges: 'Điểm thay đổi',
    covered: {
      read: 'đã đọc vào một trường',
      unread: 'chưa đọc vào trường nào',
      alone: 'phải xác nhận riêng',
      wrong: 'có lỗi',
    },
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
  tooLargeToLayOut:
    'Tài liệu này quá lớn để trình bày. Toàn bộ văn bản của nó hiện ra dưới đây, không có danh sách và bảng.',
  /** `columns`: their headings, where they have any. A long table is shown in parts. */
  documentTable: (columns: readonly string[], part: number, parts: number): string => {
    const name = columns.length === 0 ? 'Bảng trong tài liệu' : `Bảng ${columns.join(', ')}`;
    return parts === 1 ? name : `${name}, phần ${format.integer(part)} trên ${format.integer(parts)}`;
  },
  emptyDocument: 'Gói quyết định không có văn bản để hiển thị.',
};
