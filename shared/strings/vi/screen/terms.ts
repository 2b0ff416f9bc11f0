import type { ExecutableBits } from '../../../evidence/types.ts';
import type { terms as en } from '../../en/screen/terms.ts';
import type { SameShape } from '../../forms/same-shape.ts';

/** Executable bits that give a hash, where they are not those of the bundle. */
function otherBits(bits: ExecutableBits | undefined): string {
  if (bits === undefined) return '';
  return bits === 'none' ? ', với không tệp nào thực thi được' : ', với mọi tệp thực thi được';
}

/** One word or two for each value of the closed unions that are shown in badges and tables. */
export const terms: SameShape<typeof en> = {
  formats: {
    both: null,
    dsse: 'Chỉ ký bằng phong bì DSSE: không có chữ ký OpenSSH đi kèm.',
    openssh: 'Chỉ ký theo định dạng OpenSSH, không có phong bì DSSE.',
    mixed: 'Không phải mọi người ký đều ký theo cả hai định dạng.',
  },
  blockerStatus: {
    open: 'còn mở',
    partial: 'một phần',
    classified: 'đã phân loại',
    narrowed: 'đã thu hẹp',
    closed: 'đã đóng',
  },
  role: { owner: 'chủ sở hữu', operator: 'người vận hành', auditor: 'kiểm toán viên' },
  check: { pass: 'đạt', fail: 'không đạt', unknown: 'không rõ' },
  checkType: {
    'rollback-proof': 'chứng minh hoàn tác',
    'entry-exit': 'đầu vào bằng đầu ra',
    'probe-results': 'kết quả thăm dò',
    'forbidden-tokens': 'chuỗi bị cấm',
    seal: 'niêm phong',
  },
  verdict: {
    verified: 'đã xác minh',
    read: 'đã đọc trọn vẹn, chưa xác minh',
    refused: 'bị từ chối',
  },
  bundleForm: {
    directory: 'thư mục',
    zip: 'tệp nén zip',
    tar: 'tệp tar',
    'tar.gz': 'tệp nén tar.gz',
  },
  layout: { plain: 'tệp thường', bag: 'bag BagIt', sha256sums: 'có tổng kiểm' },
  spelling: {
    asRoot: 'đường dẫn tính từ gốc của bộ bằng chứng',
    withTopFolder: 'đường dẫn bắt đầu bằng tên của chính bộ bằng chứng',
    withoutTopFolder: 'đường dẫn tính từ bên trong thư mục duy nhất ở gốc',
    payload: 'đường dẫn tính từ thư mục payload của bag, data/',
    inner: 'đường dẫn tính từ bên trong một lớp bọc nữa: một thư mục hoặc bag nằm trong bag hoặc thư mục',
  },
  otherBits,
  packetForm: { markdown: 'Markdown', text: 'văn bản thường', json: 'JSON' },
  fileKind: { file: 'tệp', executable: 'tệp thực thi', symlink: 'liên kết' },
  severity: { error: 'lỗi', warning: 'cảnh báo', info: 'ghi chú' },
};
