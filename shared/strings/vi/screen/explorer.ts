import type { SearchView } from '../../../contract/explorer-views.ts';
import type { ImageType } from '../../../evidence/image-head.ts';
import type { explorer as en } from '../../en/screen/explorer.ts';
import type { SameShape } from '../../forms/same-shape.ts';
import { format } from './language.ts';

const imageTypes: Readonly<Record<ImageType, string>> = { png: 'PNG', jpeg: 'JPEG', gif: 'GIF', webp: 'WebP' };

/** How a search stands: which hit is shown, how much was searched, how fast. */
function told({ state, hits, bytes, bytesPerSecond }: SearchView, shown: number | null, size: number): string {
  const found =
    shown === null
      ? format.plural(hits, { other: '# chỗ khớp' })
      : `Chỗ khớp ${format.integer(shown)} trên ${format.integer(hits)}`;
  const searched = `${format.size(bytes)} trên ${format.size(size)}`;
  switch (state) {
    case 'running':
      return `${found} đến lúc này; đã tìm ${searched}, ${format.size(bytesPerSecond)}/s`;
    case 'done':
      return hits === 0 ? 'Không có chỗ khớp nào trong cả tệp' : found;
    case 'stopped':
      return `${found} trước khi dừng ở ${searched}`;
    case 'failed':
      return `${found}; không đọc được đĩa sau ${format.size(bytes)}`;
  }
}

/** A bundle's entries, and what is in its files. */
export const explorer: SameShape<typeof en> = {
  none: 'Chọn một tệp ở bên trái để xem nội dung.',
  list: {
    title: 'Các tệp của bộ bằng chứng',
    filter: 'Lọc theo đường dẫn',
    filterHint: 'Một phần đường dẫn ( / )',
    columns: { path: 'Đường dẫn', kind: 'Loại', size: 'Kích thước' },
    views: { label: 'Cách liệt kê các tệp', tree: 'Cây', list: 'Danh sách' },
    openAll: 'Mở mọi thư mục',
    closeAll: 'Đóng hết',
    filesIn: (files: number): string => format.plural(files, { other: '# tệp' }),
    marks: { pass: 'kiểm tra đạt', fail: 'kiểm tra không đạt', unknown: 'kiểm tra không rõ' },
    sortedBy: (column: string, way: 'up' | 'down' | null): string => {
      if (way === null) return `Sắp xếp theo ${column}`;
      return way === 'up' ? `Đang sắp xếp theo ${column}, tăng dần` : `Đang sắp xếp theo ${column}, giảm dần`;
    },
    count: (matching: number, isAll: boolean): string =>
      format.plural(matching, { other: isAll ? '# mục' : '# mục khớp' }),
    empty: 'Bộ bằng chứng không có tệp nào.',
    noMatch: 'Không đường dẫn nào chứa chuỗi đó. Hãy đổi bộ lọc.',
  },
  file: { title: 'Tệp', path: 'đường dẫn', views: 'Cách hiển thị tệp', empty: 'Tệp rỗng: không có byte nào.' },
  views: { text: 'Văn bản', hex: 'Byte', image: 'Hình ảnh', proof: 'Chứng minh', difference: 'Khác biệt' },
  whole: {
    reading: (bytes: number, size: number): string =>
      `đang so với digest: ${format.size(bytes)} trên ${format.size(size)}`,
    matches: 'mọi byte đúng như khi nhập',
    damaged: 'bản sao trong kho bị hỏng',
    damagedNote:
      'Các byte của nó không có digest như khi nhập, nên những gì hiện bên dưới không phải là bằng chứng. Hãy kiểm tra kho, rồi nhập lại bộ bằng chứng.',
    failed: 'không đọc được đĩa đến hết',
    toCheck: 'Đến phần kiểm tra kho',
    lines: (lines: number, crlf: number, isCounting: boolean): string => {
      const counted = format.plural(lines, { other: '# dòng' });
      const ends = crlf === 0 ? '' : `, trong đó ${format.integer(crlf)} dòng kết thúc bằng CR LF`;
      return isCounting ? `Đã đếm được ${counted}${ends}` : `${counted}${ends}`;
    },
  },
  text: {
    title: 'Văn bản của tệp',
    binary: 'Tệp này có byte 0, nên có lẽ không phải văn bản. Byte không phải UTF-8 hiện là �.',
    lineUnknown: (counted: number, isWhole: boolean): string =>
      isWhole
        ? `Không có dòng đó. Tệp có ${format.plural(counted, { other: '# dòng' })}.`
        : `Chưa đếm đến đó: mới biết ${format.plural(counted, { other: '# dòng' })}. Hãy thử lại sau giây lát, hoặc đến một byte.`,
  },
  hex: { title: 'Các byte của tệp' },
  image: {
    what: (type: ImageType, width: number, height: number): string =>
      `${imageTypes[type]}, ${format.integer(width)} × ${format.integer(height)} điểm ảnh.`,
    firstFrame: 'Nếu là ảnh động thì chỉ hiện hình đầu tiên.',
    alt: (path: string): string => `Hình ảnh trong ${path}`,
    tooLarge: (width: number, height: number): string =>
      `Hình ảnh này lớn hơn mức hiển thị ở đây (${format.integer(width)} × ${format.integer(height)} điểm ảnh). Có thể đọc các byte của nó ở phần “Byte”.`,
    undecodable: 'Tệp bắt đầu như một hình ảnh nhưng không hiển thị được. Hãy đọc nó ở phần “Byte”.',
  },
  proof: {
    hashing: 'Đang băm cây của bộ bằng chứng. Việc này chỉ làm một lần khi mở bộ bằng chứng.',
    holds: 'Tệp này thuộc cây của bộ bằng chứng',
    fails: 'Chứng minh này không dẫn đến hash cây của bộ bằng chứng',
    note: 'Từ dòng của tệp (digest và đường dẫn của nó), lần lượt gộp từng digest dưới đây cho đến merkleSha256 của cây (RFC 6962). Ai tin hash đó thì không cần gì khác của bộ bằng chứng.',
    place: 'Vị trí trong cây',
    placeOf: (place: number, of: number): string => `tệp ${format.integer(place)} trên ${format.integer(of)}`,
    path: 'Đường kiểm chứng',
    file: 'Tệp chứng minh',
    link: 'Không chứng minh nào bao gồm liên kết: hash cây của nó tính trên các tệp thường. Hash cây của git thì có bao gồm.',
  },
  goTo: {
    line: 'Đến dòng',
    byte: 'Đến byte',
    lineHint: '120, hoặc byte 0x1f40',
    byteHint: '8000 hoặc 0x1f40',
    go: 'Đến',
    wrong: (size: number): string =>
      `Không có vị trí đó. Dòng là một số từ 1 trở lên; byte phải nhỏ hơn ${format.integer(size)}.`,
  },
  search: {
    label: 'Tìm trong tệp',
    hint: 'Văn bản',
    hexHint: '50 4b 03 04',
    form: 'Dạng',
    forms: { 'any-case': 'văn bản, a = A', text: 'văn bản, chính xác', hex: 'byte dạng hex' },
    find: 'Tìm',
    stop: 'Dừng',
    previous: 'Chỗ khớp trước',
    next: 'Chỗ khớp sau',
    told,
  },
  diff: {
    title: 'Các dòng khác nhau',
    mark: 'So các tệp khác với tệp này',
    marked: 'Các tệp khác được so với tệp này',
    from: 'Từ',
    to: 'đến',
    same: 'Giống nhau từng byte',
    why: {
      'too-large': 'Chúng khác nhau. Chỉ tệp tối đa 8 MiB được so từng dòng.',
      binary: 'Chúng khác nhau. Ít nhất một tệp có byte không phải văn bản, nên không so từng dòng.',
      'too-different': 'Chúng khác nhau ở nhiều dòng hơn mức kể ra được.',
    },
    firstByte: (offset: number): string => `Khác nhau đầu tiên ở byte ${format.integer(offset)}`,
    counts: (removed: number, added: number): string =>
      `${format.plural(removed, { other: '# dòng bị bỏ' })}, ${format.plural(added, { other: '# dòng được thêm' })}.`,
    cut: (rows: number): string => `Chỉ hiện ${format.integer(rows)} hàng đầu.`,
    gap: (lines: number): string => format.plural(lines, { other: '# dòng giống nhau' }),
    kinds: { same: 'giống', removed: 'bỏ', added: 'thêm' },
  },
};
