import type { decide as en } from '../../en/screen/decide.ts';
import type { SameShape } from '../../forms/same-shape.ts';
import { type Sentence, say } from '../../forms/say.ts';
import { format } from './language.ts';

export const decide: SameShape<typeof en> = {
  title: 'Quyết định',
  needsOwner: 'Quyết định do một chủ sở hữu ký. Trạm này chưa có danh tính chủ sở hữu.',
  createOwner: 'Tạo danh tính chủ sở hữu…',
  readOnly: 'Nhật ký chỉ cho đọc, nên không ký được gì ở trạm này.',
  linkUp: 'Có một kết nối mạng. Muốn vẫn ký thì phải gõ một câu, và quyết định ghi lại điều đó.',
  decided: {
    label: 'Đã quyết định',
    notExported: (option: string, sequence: number): Sentence => [
      'Đã quyết định: ',
      { untrusted: option },
      `, số ${format.integer(sequence)}, chưa xuất`,
    ],
    exported: (option: string, sequence: number, at: string): Sentence => [
      'Đã quyết định: ',
      { untrusted: option },
      `, số ${format.integer(sequence)}, xuất lúc ${at}`,
    ],
    beingListed: (option: string): Sentence => say`Đã ký: ${option}. Đang đọc số của quyết định …`,
    signNew: 'Ký một quyết định mới…',
  },
  signer: 'Ký với tên',
  superseded: (revision: string): Sentence =>
    say`Bản sửa đổi ${revision} của gói quyết định này đã ở đây: hãy quyết định về bản đó. Bản nháp cho bản này không còn giá trị.`,
  openLater: 'Mở bản sửa đổi mới hơn',
  defaultIs: (optionText: string): Sentence => say`Mặc định: ${optionText}`,
  noDefault: 'Gói quyết định này không có phương án mặc định an toàn, nên không chọn được gì.',
  sign: (option: string): Sentence => say`Ký ${option}…`,
  signDespiteLink: (option: string): Sentence => say`Ký dù có kết nối: ${option}…`,
  others: 'Các phương án khác',
  noOthers: 'Gói quyết định không có phương án nào khác.',
  locked: (count: number): string => format.plural(count, { other: 'Bị khóa vì # lý do.' }),
  why: 'Vì sao',
  whyOption: (option: string): string => `Vì sao ${option} bị khóa`,
  mutates: 'Phương án này có thể thay đổi hệ thống vận hành. Cần biết trước khi chọn',
  reason: 'Lý do (được ghi vào quyết định)',
  reasonLeft: (left: number): string => format.plural(left, { other: 'còn # ký tự' }),
  acknowledgeTitle: 'Xác nhận từng mục',
  acknowledgeGroups: {
    blockers: 'Các điểm chặn này còn mở. Tôi vẫn chọn phương án này.',
    effect: 'Phương án được coi là không thay đổi gì. Đây là nguyên văn của nó.',
    passages:
      'Không đọc được trường nào từ các đoạn này. Tôi đã đọc chúng, và không có gì trong đó phản đối phương án này.',
  },
  effect: {
    text: 'Những từ này nói rằng phương án không thay đổi gì',
    field: 'Chỉ một trường của packet.json nói rằng phương án không thay đổi gì; văn bản của nó thì không',
  },
  passage: (line: number, lastLine: number): string =>
    line === lastLine ? `Dòng ${format.integer(line)}` : `Dòng ${format.integer(line)} đến ${format.integer(lastLine)}`,
  passages: (count: number): string => format.plural(count, { other: 'Tất cả # đoạn còn lại' }),
  showPassages: 'Hiện các đoạn',
  acknowledged: (done: number, all: number): string =>
    `đã xác nhận ${format.integer(done)} trên ${format.integer(all)}`,
  owed: {
    reason: 'Hãy viết lý do.',
    acknowledgements: (left: number): string => format.plural(left, { other: 'Còn thiếu # xác nhận.' }),
  },
  clear: 'Xóa bản nháp',
  draftKept: 'Bản nháp được giữ trong vùng làm việc.',
  draftFailed: 'Không giữ được bản nháp trong vùng làm việc; nó sẽ mất khi bạn rời trang này.',

  decisions: {
    title: 'Các quyết định',
    sequence: (sequence: number): string => `Số ${format.integer(sequence)}`,
    by: (signer: string): Sentence => say`Người ký: ${signer}`,
    at: (time: string): string => `${time} (đồng hồ trạm)`,
    reason: 'Lý do',
    state: {
      'in-force': 'có hiệu lực',
      followed: 'đã có quyết định sau',
      expired: 'hết hạn',
      revoked: 'bị thu hồi',
    },
    digest: 'SHA-256 của phong bì',
    digestOfPayload: 'SHA-256 của payload',
    noQr: 'Khung QR mang phong bì, mà quyết định này không có: hãy xuất ra thiết bị lưu trữ.',
    export: 'Xuất…',
    exportOf: (sequence: number): string => `Xuất quyết định số ${format.integer(sequence)}…`,
    exporting: 'Đang ghi và đọc lại …',
    signInAs: 'Xuất với tên',
    signsInFirst: (name: string): Sentence =>
      say`Chưa có ai được phép xuất đăng nhập. ${name} đăng nhập trước, rồi việc xuất tiếp tục.`,
    nobodyExports: 'Không danh tính nào của trạm này được phép xuất.',
    toExportDossier: 'Để xuất hồ sơ',
  },
  exported: {
    title: 'Đã xuất',
    done: (files: number, folder: string, medium: string): Sentence =>
      say`Đã ghi ${format.plural(files, { other: '# tệp' })} vào ${folder} trên ${medium}`,
    readBack: {
      medium: 'Đã đọc lại từ chính thiết bị lưu trữ và so sánh: mọi byte đúng như đã ký.',
      cache: 'Đã đọc lại và so sánh, nhưng có thể từ bộ nhớ đệm của hệ thống: hãy so digest lần nữa trên một máy khác.',
    },
    digest: 'SHA-256 của phong bì',
    digestOfPayload: 'SHA-256 của payload, vì không có phong bì',
    words: 'Cùng giá trị đó bằng từ, để đọc thành tiếng',
    next: 'Việc cần làm tiếp theo',
    steps: (readBack: 'medium' | 'cache'): readonly string[] => [
      ...(readBack === 'cache' ? ['Hãy rút thiết bị ra, cắm lại, và so digest trước khi dựa vào nó.'] : []),
      'Hãy bấm “Chuẩn bị rút thiết bị” bên dưới. Chỉ rút ra khi được báo là có thể.',
      'Hãy mang thư mục đến nơi cần quyết định.',
      'Ở đó hãy kiểm tra theo VERIFY.txt trong thư mục. Công cụ thông thường là đủ.',
      'Hãy nhờ người ở đó đọc các từ thành tiếng, và so với các từ ở trên.',
    ],
    files: 'Các tệp',
  },
};
