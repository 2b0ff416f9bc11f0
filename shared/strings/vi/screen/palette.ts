import type { palette as en } from '../../en/screen/palette.ts';
import type { SameShape } from '../../forms/same-shape.ts';
import { format } from './language.ts';

export const palette: SameShape<typeof en> = {
  title: 'Đi đến',
  open: 'Đi đến…',
  label: 'Tên, mã, giá trị băm, hoặc việc cần làm',
  hint: 'HOLD, rehearsal, sha256:…, đăng nhập',
  lead: 'Không có gì được ký từ đây.',
  keys: '↑ ↓ chọn · Enter mở · Esc đóng',
  groups: {
    hash: 'Bộ bằng chứng có giá trị băm này',
    inHand: 'Trong gói quyết định đang mở',
    packets: 'Gói quyết định',
    bundles: 'Bộ bằng chứng',
    people: 'Con người',
    sections: 'Các mục',
    tasks: 'Việc cần làm',
  },
  kinds: { option: 'phương án', blocker: 'điểm chặn', grant: 'giấy phép' },
  tasks: {
    decide: 'Quyết định về gói đang mở',
    import: 'Nhập gói quyết định và bằng chứng',
    signIn: 'Đăng nhập',
    lock: 'Đăng xuất và khóa',
    enrol: 'Ghi danh một người',
    trust: 'Tin một khóa từ nơi khác',
    dossier: 'Xuất hồ sơ cho kiểm toán viên',
    vaultCheck: 'Kiểm tra kho',
    challenge: 'Chứng minh phần mềm nào đang chạy ở đây',
    log: 'Xuất log cho người hỗ trợ',
    language: 'Đổi ngôn ngữ',
    help: 'Trợ giúp',
    keys: 'Hiện các phím tắt',
  },
  none: 'Ở đây không có gì mang tên này.',
  noHash: (bundles: number): string =>
    format.plural(bundles, { other: 'Giá trị băm này không khớp gì: đã so với # bộ bằng chứng.' }),
  found: (count: number): string => format.plural(count, { other: '# kết quả' }),
  more: (count: number): string => format.plural(count, { other: 'còn # kết quả: hãy gõ thêm tên' }),
};
