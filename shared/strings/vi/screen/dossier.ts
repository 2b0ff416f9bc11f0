import type { dossier as en } from '../../en/screen/dossier.ts';
import type { SameShape } from '../../forms/same-shape.ts';

export const dossier: SameShape<typeof en> = {
  about:
    'Cho kiểm toán viên: mọi quyết định về gói này cùng tất cả những gì làm cơ sở, thành một thư mục hoặc một tệp zip.',
  export: 'Xuất hồ sơ…',
  exportZip: 'Xuất thành zip…',
  exporting: 'Đang in, ghi và đọc lại …',
  done: 'Đã xuất hồ sơ',
  digest: 'SHA-256 của SHA256SUMS trong hồ sơ',
};
