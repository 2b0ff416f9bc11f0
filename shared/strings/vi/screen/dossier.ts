import type { DossierView } from '../../../contract/dossier-views.ts';
import type { dossier as en } from '../../en/screen/dossier.ts';
import type { SameShape } from '../../forms/same-shape.ts';
import type { Sentence } from '../../forms/say.ts';
import { format } from './language.ts';

const howRead: Readonly<Record<DossierView['readBack'], string>> = {
  medium: 'Mọi byte đã được đọc lại từ thiết bị lưu trữ và giống hệt.',
  cache:
    'Mọi byte đã được đọc lại và giống hệt, nhưng có thể từ bộ nhớ đệm của hệ thống chứ không phải từ thiết bị lưu trữ.',
};

export const dossier: SameShape<typeof en> = {
  about:
    'Cho kiểm toán viên: mọi quyết định về gói này cùng tất cả những gì làm cơ sở, thành một thư mục hoặc một tệp zip.',
  export: 'Xuất hồ sơ…',
  exportZip: 'Xuất thành zip…',
  exportIso: 'Xuất thành ảnh đĩa ISO…',
  aboutIso: 'Ảnh đĩa ISO 9660 dành cho đĩa chỉ ghi một lần. Ảnh được đọc lại và so sánh trước khi ghi.',
  noIso: 'Không tạo được ảnh đĩa ISO ở đây: hãy cài gói xorriso.',
  exporting: 'Đang in, ghi và đọc lại …',
  done: 'Đã xuất hồ sơ',
  closing: ({ name, medium, files, bytes, readBack }: DossierView): Sentence => [
    { untrusted: name },
    ' đã nằm trên ',
    { untrusted: medium },
    `: ${format.plural(files, { other: '# tệp' })}, ${format.size(bytes)}. ${howRead[readBack]}`,
  ],
  digest: 'SHA-256 của SHA256SUMS trong hồ sơ',
  steps: (readBack: DossierView['readBack']): readonly string[] => [
    ...(readBack === 'cache' ? ['Hãy rút thiết bị ra, cắm lại, và so digest trước khi dựa vào nó.'] : []),
    'Hãy bấm “Chuẩn bị rút thiết bị” bên dưới. Chỉ rút ra khi được báo là có thể.',
    'Hãy mang hồ sơ đến kiểm toán viên.',
    'Ở đó hãy kiểm tra theo VERIFY.txt trong hồ sơ. Công cụ thông thường là đủ.',
    'Hãy nhờ người ở đó đọc các từ thành tiếng, và so với các từ ở trên.',
  ],
};
