import type { Voucher } from '../../../evidence/vouchers.ts';
import type { reading as en } from '../../en/cli/reading.ts';
import type { SameShape } from '../../forms/same-shape.ts';

/** Why what a command was given could not be read, or is something else. */
export const reading: SameShape<typeof en> = {
  tooLarge: (path: string, size: number, most: number) => `${path} có ${size} byte; chỉ đọc nhiều nhất ${most} byte.`,
  notAFile: (path: string, kind: 'folder' | 'fifo' | 'socket' | 'device') =>
    `${path} là ${KIND[kind]}, không phải tệp.`,
  notThere: (path: string) => `Không có ${path}.`,
  notPermitted: (path: string) => `Người dùng này không có quyền đọc ${path}.`,
  noDriver: (path: string) => `${path} là socket hoặc thiết bị, không phải tệp.`,
  failed: (path: string, errno: string) => `Không đọc được ${path} (${errno}).`,
  notAFolder: (path: string) => `${path} không phải thư mục.`,
  notListed: (path: string, errno: string) => `Không liệt kê được ${path} (${errno}), mà trong đó có thể có chữ ký.`,

  archiveUnderAnotherName: (path: string, form: 'zip' | 'gzip' | 'tar') =>
    `${path} là ${CALLED[form]} dưới tên khác. ${RENAME[form]}`,
  otherArchive: (path: string, kind: string) =>
    `${path} thuộc loại không được đọc: ${kind}. Bằng chứng là một thư mục, một tệp .zip, .tar hoặc .tar.gz: hãy giải nén và đưa thư mục.`,
  neither: (path: string) =>
    `${path} không phải bằng chứng (thư mục, tệp .zip, .tar hoặc .tar.gz) cũng không phải tuyên bố đã ký (JSON).`,

  noVault: (data: string) => `${data} không phải thư mục dữ liệu của một trạm: trong đó không có kho.`,
  vaultOpen: 'Console đang mở kho này: hãy kết thúc console trước.',
  vaultOpenBy: (pid: number) => `Console đang mở kho này (tiến trình ${pid}): hãy kết thúc console trước.`,
  vaultNotLocked: 'Không khóa được thư mục dữ liệu, nên console có thể được khởi động trong lúc đó.',

  noSuchEntry: (path: string, file: string) => `${path} không chứa tệp thường ${file}.`,
  noLines: (path: string) => `${path} không chứa các dòng của một dirHash.`,
  noSuchLine: (path: string, file: string) => `${path} không nêu tệp ${file}.`,

  picturePixels: (most: number) => `Hình có hơn ${most} điểm ảnh.`,
  pictureInterlaced: 'Hình ở dạng xen kẽ: hãy lưu lại không xen kẽ.',
  pictureTwoHeads: 'Hình nêu kích thước hai lần.',
  pictureNoSymbol: (reason: string) => `Không đọc được mã QR nào (${reason}).`,
  neitherPictureNorText: (path: string) => `${path} không phải PNG cũng không phải văn bản.`,
  line: (path: string, line: number) => `${path}, dòng ${line}`,

  noStationKey: 'đây không phải khóa của một trạm, vốn là khóa Ed25519.',
  noBuild: 'nó không liệt kê /usr/lib/holdfast/resources/app.asar, nên không phải SHA256SUMS-installed.',

  inFile: (path: string, sentence: string) => `${path}: ${sentence}`,
  notWritten: (path: string, reason: string) => `Không ghi được ${path}: ${reason}`,
};

const KIND = { folder: 'một thư mục', fifo: 'một FIFO', socket: 'một socket', device: 'một thiết bị' };

const CALLED = {
  zip: 'tệp nén zip (như .jar, .whl và tài liệu văn phòng)',
  gzip: 'tệp nén gzip',
  tar: 'tệp tar',
};
const RENAME = {
  zip: 'Để xác minh nó như bằng chứng, hãy đặt cho nó một tên kết thúc bằng .zip.',
  gzip: 'Để xác minh tệp tar bên trong như bằng chứng, hãy đặt cho nó một tên kết thúc bằng .tar.gz.',
  tar: 'Để xác minh nó như bằng chứng, hãy đặt cho nó một tên kết thúc bằng .tar.',
};

/** What vouches for a bundle, within a sentence. */
export function voucherWords(voucher: Voucher): string {
  switch (voucher.kind) {
    case 'tree-hash':
      return `hash cây được mong đợi (${voucher.algorithm})`;
    case 'manifest':
      return voucher.path;
    case 'checks':
      return `${voucher.passed} phép kiểm tra`;
  }
}
