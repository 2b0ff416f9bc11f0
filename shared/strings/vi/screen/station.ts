import type { JobPhase } from '../../../contract/views.ts';
import type { station as en } from '../../en/screen/station.ts';
import type { SameShape } from '../../forms/same-shape.ts';
import { type Sentence, say } from '../../forms/say.ts';
import { format } from './language.ts';

const phase: Readonly<Record<JobPhase, string>> = {
  waiting: 'Chờ các việc nhập kết thúc',
  walking: 'Đang bắt đầu',
  'catching-up': 'Lướt qua phần đã kiểm tra trước đó',
  reading: 'Tính hash mọi nội dung',
  folding: 'Tính các hash cây',
  checking: 'So sánh',
  committing: 'Ghi lại những gì đã thấy',
};

export const station: SameShape<typeof en> = {
  title: 'Trạm',
  people: 'Con người',
  identities: {
    words: 'Các từ của khóa',
    wordsLead: 'Hãy đọc thành tiếng những từ được hỏi, khi ai đó cần tin khóa này ở một trạm khác.',
    title: 'Danh tính',
    none: 'Trạm này chưa có danh tính nào.',
    unread: 'Hiện không đọc được danh tính nào, và cũng không tạo được danh tính nào: trạm này chỉ đọc.',
    create: 'Tạo danh tính chủ sở hữu…',
    publicKey: 'Khóa công khai (OpenSSH)',
    keyid: 'Key id (SHA-256 của SPKI)',
    enrolled: 'Ghi danh lúc (đồng hồ trạm)',
    roles: 'Vai trò',
    enrol: {
      title: 'Ghi danh một người',
      lead: 'Người đó gõ tên và cụm mật khẩu của mình trong cửa sổ kia, và một chủ sở hữu phê duyệt ở đó.',
      role: 'Vai trò',
      approver: 'Người phê duyệt',
      action: 'Ghi danh…',
      enrolled: (name: string): Sentence => say`Đã ghi danh: ${name}`,
      cancelled: 'Đã hủy: không ai được ghi danh.',
    },
  },
  data: {
    title: 'Những gì phát hiện về dữ liệu của trạm này',
    lead: 'Những gì phát hiện khi console khởi động cũng có trong nhật ký, trừ khi nhật ký không nhận mục nào.',
  },
  trust: {
    title: 'Tin một khóa từ nơi khác',
    lead: 'Khóa công khai của một trạm khác, hoặc của một khóa mà người giữ tự giữ: một dòng OpenSSH hoặc PEM, trong một thư mục.',
    choose: 'Chọn thư mục…',
    none: 'Không tệp nào trong thư mục đó là khóa công khai Ed25519.',
    key: 'Khóa',
    name: 'Khóa của ai',
    token: 'token phần cứng',
    action: 'Đọc các từ của khóa…',
    trusted: (name: string): Sentence => say`Đã tin khóa của: ${name}`,
    cancelled: 'Đã hủy: không thêm khóa nào.',
  },
  care: {
    title: 'Khóa và trạng thái',
    changePassphrase: 'Đổi cụm mật khẩu…',
    backUp: 'Sao lưu khóa…',
    restore: 'Khôi phục khóa…',
    reason: 'Lý do ngừng dùng hoặc thu hồi',
    endRule:
      'Ngừng dùng: không ký nữa, những gì đã ký vẫn có giá trị. Thu hồi: những gì đã ký không trao quyền nào nữa; một lệnh thu hồi, một quyết định sau và một giấy phép đã dùng vẫn được tính.',
    retire: 'Ngừng dùng…',
    revoke: 'Thu hồi…',
    cancelled: 'Đã hủy: không thay đổi gì.',
    changed: (name: string): Sentence => say`Cụm mật khẩu của ${name} đã được đổi.`,
    backedUp: {
      medium: (file: string, medium: string): Sentence =>
        say`Khóa đã được sao chép: tệp ${file} trên ${medium}, và đã đọc lại từ thiết bị lưu trữ.`,
      cache: (file: string, medium: string): Sentence =>
        say`Khóa đã được sao chép: tệp ${file} trên ${medium}; lần đọc lại có thể chỉ từ bộ nhớ đệm của hệ thống.`,
    },
    restored: (name: string): Sentence => say`Khóa của ${name} đã được khôi phục từ bản sao lưu.`,
    ended: {
      retire: (name: string): Sentence => say`Đã ngừng dùng: ${name}`,
      revoke: (name: string): Sentence => say`Đã thu hồi: ${name}`,
    },
    state: {
      active: (): Sentence => say`đang hoạt động`,
      retired: (at: string, reason: string): Sentence => say`ngừng dùng ${at}: ${reason}`,
      revoked: (at: string, reason: string): Sentence => say`bị thu hồi ${at}: ${reason}`,
    },
    stateLabel: 'Trạng thái',
  },
  session: {
    title: 'Ai đang ở console',
    nobody: 'Chưa có ai đăng nhập.',
    signedIn: (name: string): Sentence => say`Đang đăng nhập: ${name}`,
    rules: [
      'Việc nhập cần một người vận hành hoặc chủ sở hữu đăng nhập.',
      'Việc xuất cần một kiểm toán viên hoặc chủ sở hữu đăng nhập.',
      'Việc kiểm tra kho cần bất kỳ ai đăng nhập.',
      'Quyết định, cấp phép, giải tỏa, thu hồi và ghi danh mỗi lần đều hỏi cụm mật khẩu của chính người ký.',
      'Việc đọc không cần ai đăng nhập. Sau mười phút không dùng phím hay chuột, và khi máy ngủ, console tự khóa.',
    ],
    person: 'Danh tính',
    action: 'Đăng nhập…',
  },
  console: {
    title: 'Console này',
    version: 'Phiên bản',
    runtime: 'Môi trường chạy',
    build: 'Digest của bản dựng (SHA-256)',
    stationKey: 'Key id của trạm',
  },
  challenge: {
    title: 'Bằng chứng về phần mềm đang chạy',
    about:
      'Một người ở máy khác đưa cho bạn một câu thách đố. Câu trả lời cho biết console này là gì và có được niêm phong không, và được ký bằng khóa của trạm. Họ kiểm tra bằng “holdfast verify-station”. Đó là lời của chính console: phần mềm đã bị tráo cũng có thể nói như vậy.',
    label: 'Câu thách đố (8 đến 64 chữ cái, chữ số hoặc dấu gạch nối)',
    answer: 'Trả lời',
    shown: 'Câu trả lời, để chép',
    frames: 'Câu trả lời, cho máy ảnh',
  },
  check: {
    title: 'Kho',
    lead: 'Tính lại hash mọi byte trong kho, và tính lại các cây của mọi bộ bằng chứng.',
    start: 'Kiểm tra kho',
    stop: 'Dừng',
    never: 'Kho chưa được kiểm tra từ khi console khởi động.',
    stopped: 'Việc kiểm tra bị dừng trước khi xong: nó không cho biết gì.',
    good: 'nguyên vẹn',
    damaged: 'bị hỏng',
    refused: 'Từ nay bị từ chối, vì có byte bị hỏng hoặc mất:',
    read: (contents: number, bytes: number): string =>
      `Đã đọc ${format.plural(contents, { other: '# nội dung' })}, ${format.exactSize(bytes)}.`,
    at: (at: string): string => `Kiểm tra lúc ${at} (đồng hồ trạm).`,
    phase,
  },
  log: {
    title: 'Log cho người hỗ trợ',
    about:
      'Khi có trục trặc, người hỗ trợ trạm này cần log. Log chứa phiên bản, các lần khởi động và kết thúc, mã lỗi và vị trí trong mã của chính chương trình: không có văn bản của gói quyết định, không có cụm mật khẩu, không có tên tệp hay tên người. Hãy đọc log trước khi đưa cho người khác. Log nằm trong thư mục “log” của thư mục dữ liệu.',
    export: 'Xuất log…',
    exporting: 'Đang xuất…',
    done: {
      medium: (file: string, medium: string): Sentence =>
        say`Log đã được sao chép: tệp ${file} trên ${medium}, và đã đọc lại từ thiết bị lưu trữ.`,
      cache: (file: string, medium: string): Sentence =>
        say`Log đã được sao chép: tệp ${file} trên ${medium}; lần đọc lại có thể chỉ từ bộ nhớ đệm của hệ thống.`,
    },
  },
  airgap: {
    title: 'Cách ly mạng',
    links: 'Kết nối mạng đang hoạt động',
    none: 'không có',
    launcher: 'Trình khởi chạy',
    sealed: 'đã niêm phong: mỗi lối ra dưới đây đã được thử lúc khởi động, và đều đóng',
    unsealed: 'không niêm phong: chỉ các lớp bảo vệ của chính ứng dụng giữ nó tách khỏi mạng',
    probe: {
      'socket-families': 'Socket thuộc họ khác AF_UNIX',
      'io-uring': 'io_uring',
      'own-links': 'Kết nối mạng riêng',
      'message-bus': 'Bus thông điệp (D-Bus)',
      'abstract-sockets': 'Socket trừu tượng của chương trình khác',
      'ordinary-account': 'Tài khoản root',
      'chromium-sandbox': 'Trang nằm ngoài sandbox của Chromium',
    },
    outcome: { closed: 'đóng', open: 'MỞ', unknown: 'KHÔNG RÕ' },
    display: 'Màn hình',
    displays: {
      wayland: 'Wayland',
      x11: 'X11: các chương trình khác của tài khoản này đọc được những gì được gõ. Đừng chạy gì khác cùng Holdfast.',
      none: 'không có',
    },
    typed: 'Câu đã gõ để khởi động không niêm phong',
    letPass: 'Bản dựng phát triển, đã cho qua',
    screenReader: 'Trình đọc màn hình',
    checked: 'Kiểm tra lần cuối',
    failure: 'Phép dò',
  },
  journal: {
    title: 'Nhật ký',
    size: 'Số mục',
    root: 'Hash gốc',
    state: 'Trạng thái',
    good: 'khớp checkpoint cuối cùng',
  },
};
