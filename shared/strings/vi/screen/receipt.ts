import type { receipt as en } from '../../en/screen/receipt.ts';
import type { SameShape } from '../../forms/same-shape.ts';
import { type Sentence, say } from '../../forms/say.ts';
import { format } from './language.ts';

export const receipt: SameShape<typeof en> = {
  title: 'Biên nhận',
  lead: 'Bản ghi đã ký của một lần nhập: nhập gì từ thiết bị nào, mọi hash cây, các phát hiện, kết luận.',
  none: 'Nhật ký không có lần nhập nào của mục này.',
  from: (medium: string): Sentence => say`Từ ${medium}`,
  at: (time: string): string => `${time} (đồng hồ trạm)`,
  signed: 'đã ký biên nhận',
  notSigned: 'chưa ký biên nhận',
  signedBy: (signers: string): Sentence => say`người ký: ${signers}`,
  differs: 'Biên nhận này nói khác với những gì trạm này thấy hiện nay.',
  sign: (name: string): Sentence => say`Ký biên nhận với tên ${name}…`,
  signRun: (count: number, name: string): Sentence => [
    ...say`Với tên ${name}, ký `,
    `${format.integer(count)} biên nhận còn thiếu trong một lượt…`,
  ],
  cannot: 'Một console cũ đã nhập mục này và giữ quá ít thông tin cho biên nhận: hãy nhập lại để có biên nhận.',
  toSign: 'Để ký biên nhận',
};
