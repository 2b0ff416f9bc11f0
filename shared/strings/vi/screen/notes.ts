import type { notes as en } from '../../en/screen/notes.ts';
import type { SameShape } from '../../forms/same-shape.ts';
import { type Sentence, say } from '../../forms/say.ts';
import { format } from './language.ts';

export const notes: SameShape<typeof en> = {
  title: 'Ghi chú',
  onDocument: 'Ghi chú cho các dòng của tài liệu',
  onFile: 'Ghi chú cho tệp này',
  onBlocker: (blocker: string): string => `Ghi chú cho ${blocker}`,
  field: 'Ghi chú',
  begin: 'Thêm ghi chú',
  line: 'Ghi chú cho dòng',
  lineOrNone: 'Ghi chú cho dòng (để trống: cho cả tệp)',
  delete: 'Xóa ghi chú',
  deleted: 'Đã xóa ghi chú.',
  undo: 'Hoàn tác',
  place: (of): Sentence => {
    switch (of.kind) {
      case 'line':
        return [`Dòng ${format.integer(of.line)} của tài liệu`];
      case 'blocker':
        return say`Điểm chặn ${of.blocker}`;
      case 'file':
        return of.line === null ? say`Tệp ${of.path}` : [...say`Tệp ${of.path}`, `, dòng ${format.integer(of.line)}`];
    }
  },
  none: 'Chưa có ghi chú nào cho gói quyết định này hay bằng chứng của nó. Hãy thêm ghi chú tại một dòng của tài liệu, một tệp hoặc một điểm chặn.',
  lead: 'Ghi chú được lưu trên máy này ngay khi bạn viết. Chúng không thuộc về quyết định nào.',
  noDecision: 'Sau khi ký một quyết định, có thể ghi các ghi chú ra một tệp bên cạnh thư mục của quyết định đó.',
  notSigned:
    'Các ghi chú nằm trong một tệp riêng, bên cạnh thư mục của quyết định. Chúng không được ký: về sau không ai chứng minh được ai đã viết chúng, hay chúng chưa bị sửa.',
  export: (count: number, sequence: number): string =>
    `${format.plural(count, { other: 'Xuất # ghi chú' })} bên cạnh quyết định số ${format.integer(sequence)}…`,
  exported: {
    medium: (file: string, medium: string): Sentence => say`Đã ghi vào ${file} trên ${medium} và đọc lại để kiểm tra.`,
    cache: (file: string, medium: string): Sentence =>
      say`Đã ghi vào ${file} trên ${medium}. Tệp được đọc lại từ bộ nhớ: hãy rút thiết bị ra, cắm lại rồi xem.`,
  },
  bundle: 'gói bằng chứng',
  packet: 'gói quyết định',
};
