import type { PacketChange, PacketPart } from '../../../packet/changes.ts';
import type { changes as en } from '../../en/screen/changes.ts';
import type { SameShape } from '../../forms/same-shape.ts';
import { type Sentence, say } from '../../forms/say.ts';

const PARTS: Readonly<Record<PacketPart, string>> = {
  title: 'Tiêu đề',
  docStatus: 'Trạng thái tài liệu',
  default: 'Phương án mặc định',
  option: 'Phương án',
  blocker: 'Điểm chặn',
  'blocker-status': 'Trạng thái của điểm chặn',
  'blocker-actors': 'Người thực hiện của điểm chặn',
  'blocker-gate': 'Điều kiện của điểm chặn',
  grant: 'Giấy phép',
  evidence: 'Bằng chứng',
};

export const changes: SameShape<typeof en> = {
  title: (revision: string): Sentence => say`Thay đổi so với bản sửa đổi ${revision}`,
  none: 'Không thay đổi gì ở tiêu đề, trạng thái, phương án, điểm chặn, giấy phép và bằng chứng; phần văn xuôi có thể khác.',
  added: 'thêm',
  removed: 'bỏ',
  changed: 'đổi',
  part: (change: PacketChange): string => PARTS[change.part],
  before: 'Trước',
  after: 'Nay',
};
