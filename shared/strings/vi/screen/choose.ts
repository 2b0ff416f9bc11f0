import type { ChoosePurpose, EntryKind } from '../../../contract/choose.ts';
import type { choose as en } from '../../en/screen/choose.ts';
import type { SameShape } from '../../forms/same-shape.ts';
import { type Sentence, say } from '../../forms/say.ts';
import { format } from './language.ts';

const title: Readonly<Record<ChoosePurpose, string>> = {
  source: 'Chọn thư mục để nhập',
  destination: 'Chọn thư mục để xuất',
  'key-file': 'Chọn tệp khóa bí mật OpenSSH của bạn',
  agent: 'Chọn socket của ssh-agent',
};

const lead: Readonly<Record<ChoosePurpose, string>> = {
  source: 'Hãy mở thư mục chứa gói quyết định, bằng chứng hoặc khóa. Bước tiếp theo liệt kê những gì có trong đó.',
  destination: 'Hãy mở thư mục để ghi vào.',
  'key-file': 'Khóa chỉ được đọc khi bạn ký và không được sao chép.',
  agent: 'Chương trình của agent cho biết socket nằm ở đâu.',
};

const kind: Readonly<Record<EntryKind, string>> = {
  folder: 'thư mục',
  file: 'tệp',
  link: 'liên kết',
  socket: 'ổ socket',
  other: 'thiết bị',
};

/** The window in which a folder or a file is chosen. */
export const choose: SameShape<typeof en> = {
  title,
  lead,
  kind,
  loading: 'Đang nạp…',
  places: {
    title: 'Nơi bắt đầu',
    volumes: 'Thiết bị lưu trữ tháo rời',
    noVolumes: 'Chưa gắn thiết bị tháo rời nào. Khi cắm vào, thiết bị sẽ hiện ở đây.',
    unmounted: 'Đã cắm, chưa gắn kết',
    unmountedWayOut: 'Hãy gắn kết nó trong trình quản lý tệp của máy. Sau đó nó hiện ở trên.',
    folders: 'Trên máy này',
    home: 'Thư mục cá nhân',
    computer: 'Mọi thư mục',
  },
  folder: 'Thư mục đang mở',
  trail: 'Vị trí của thư mục đang mở',
  entries: 'Nội dung của thư mục',
  waiting: 'Đang chờ thiết bị lưu trữ…',
  count: (count: number, hidden: number): string => {
    const shown = `${format.integer(count)} mục`;
    return hidden === 0 ? shown : `${shown}, ${format.integer(hidden)} mục ẩn`;
  },
  cut: 'Thư mục này có nhiều mục hơn mức có thể liệt kê. Không phải mục nào cũng được hiện.',
  link: 'Đây là liên kết. Holdfast không đi theo liên kết: hãy mở thư mục mà nó trỏ đến.',
  withHidden: 'Hiện tệp ẩn',
  newFolder: {
    begin: 'Thư mục mới…',
    name: 'Tên thư mục mới',
    make: 'Tạo thư mục',
    bad: 'Tên này không dùng được trên mọi thiết bị. Hãy dùng chữ, số, dấu cách, - và _, không có dấu chấm ở đầu hay cuối.',
  },
  keys: 'Phím mũi tên: di chuyển. Enter: mở. Backspace: lên một cấp. Gõ chữ: tìm tên. Ctrl+Enter: chọn. Escape: hủy.',
  cancel: 'Hủy',
  takeFolder: (name: string): Sentence => say`Chọn thư mục ${name}`,
  takeFile: { 'key-file': 'Chọn tệp này', agent: 'Chọn socket này' },
};
