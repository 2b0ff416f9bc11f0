import type { journal as en } from '../../en/screen/journal.ts';
import type { SameShape } from '../../forms/same-shape.ts';

export const journal: SameShape<typeof en> = {
  title: 'Hồ sơ',
  lead: 'Mọi việc đã xảy ra ở trạm này, mới nhất trước: một nhật ký Merkle chỉ ghi thêm (RFC 6962).',
  entries: 'Các mục nhật ký',
  size: 'Số mục',
  root: 'Hash gốc',
  columns: { index: 'Số', at: 'Thời gian (đồng hồ trạm)', kind: 'Việc gì', detail: 'Chi tiết' },
  none: 'Nhật ký trống.',
};
