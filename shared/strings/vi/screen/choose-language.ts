import type { language as en } from '../../en/screen/choose-language.ts';
import type { SameShape } from '../../forms/same-shape.ts';

/** Read by people who may not know the language in use: the title is in every language. */
export const language: SameShape<typeof en> = {
  title: 'Ngôn ngữ · Language',
  lead: 'Cửa sổ, hộp thoại và thông báo lỗi dùng ngôn ngữ này. Nội dung được ký vẫn là tiếng Anh, giống nhau cho mọi người ký. Có thể đổi bất cứ lúc nào ở trang Trạm.',
};
