import type { qr as en } from '../../en/screen/qr.ts';
import type { SameShape } from '../../forms/same-shape.ts';
import { format } from './language.ts';

export const qr: SameShape<typeof en> = {
  show: 'Hiện mã QR…',
  showOf: (sequence: number): string => `Hiện quyết định số ${format.integer(sequence)} dưới dạng QR…`,
  title: 'Quyết định đã ký dưới dạng khung QR',
  lead: 'Hãy quay phim hoặc chụp các khung theo thứ tự bất kỳ: đủ số khung thì cho ra decision.dsse.json. Trên máy kia, “holdfast qr-decode” ghép lại và “holdfast verify” kiểm tra.',
  symbol: (sequence: number): string => `Khung QR ${format.integer(sequence)}`,
  frame: (sequence: number): string => `Khung ${format.integer(sequence)}`,
  enough: (count: number): string =>
    `${format.plural(count, { other: '# khung đầu' })} là đủ; các khung sau bù cho những khung bị lỡ.`,
  play: 'Chạy',
  pause: 'Tạm dừng',
  next: 'Khung tiếp theo',
  restart: 'Từ đầu',
  speed: 'Số khung mỗi giây',
  density: 'Số byte mỗi khung',
  tooLarge: 'Quyết định này quá lớn cho khung QR cỡ này: hãy chọn nhiều byte hơn mỗi khung, hoặc xuất ra tệp.',
};
