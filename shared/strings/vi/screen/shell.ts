import type { AirgapView, LinksSeen, PageEndView } from '../../../contract/views.ts';
import type { Warned, Warnings } from '../../../text/visible.ts';
import type { shell as en } from '../../en/screen/shell.ts';
import type { SameShape } from '../../forms/same-shape.ts';
import { type Sentence, say } from '../../forms/say.ts';
import { format } from './language.ts';

const PAGE_END: Readonly<Record<PageEndView['how'], string>> = {
  crashed: 'bị sập',
  killed: 'bị kết thúc từ bên ngoài',
  'out-of-memory': 'hết bộ nhớ',
  exited: 'tự kết thúc',
  'not-started': 'không khởi động được',
  silent: 'không trả lời trong nửa phút và đã bị kết thúc',
};

/** The frame of the review window: header, navigation, keyboard, what went wrong as a whole. */
export const shell: SameShape<typeof en> = {
  product: 'Holdfast',
  productNote: 'Console xem xét',
  sections: {
    packets: 'Quyết định',
    inbox: 'Tiếp nhận',
    evidence: 'Bằng chứng',
    journal: 'Hồ sơ',
    people: 'Con người',
    station: 'Trạm',
  },
  badges: {
    packets: (count: number): string => format.plural(count, { other: '# chưa quyết định' }),
    inbox: (count: number): string => format.plural(count, { other: '# cần xem' }),
    evidence: (count: number): string => format.plural(count, { other: '# có điều sai, chưa mở' }),
    journal: (): string => 'không nhận thêm mục nào',
    people: (): string => 'chưa có chủ sở hữu',
    station: (count: number): string => format.plural(count, { other: '# điều cần xem' }),
  },
  inHand: 'Gói quyết định mở lần cuối',
  navigation: 'Các mục',
  main: 'Nội dung',
  loading: 'Đang nạp …',
  retry: 'Thử lại',
  importsNext: 'Bước tiếp theo là của người vận hành hoặc chủ sở hữu: chọn thư mục chứa nó trên thiết bị lưu trữ.',
  goImport: 'Đến mục Tiếp nhận',
  copy: 'Sao chép',
  copied: 'Đã sao chép',
  copyByHand: 'Đã chọn: nhấn Ctrl+C',
  copyOf: (what: string): string => `Sao chép ${what}`,
  close: 'Đóng',
  otherWindow: 'Cửa sổ kia đang mở: hãy hoàn tất hoặc hủy ở đó.',
  /** Of what was asked for. */
  unknownOutcome: 'Chưa biết việc này đã được làm hay chưa.',
  unread: 'chưa đọc',
  /** Why a character is in a chip, or a word is marked. */
  warned: {
    bidi: 'Ký tự này đảo chiều văn bản quanh nó.',
    invisible: 'Ký tự này không nhìn thấy được.',
    control: 'Cửa sổ dòng lệnh có thể thực hiện ký tự này thay vì hiển thị nó.',
    confusable: 'Từ này có chữ cái thuộc hệ chữ khác trông giống chữ Latin.',
    decomposed: 'Từ này được viết ở dạng chuẩn hóa khác. Một từ khác trông giống hệt có thể có byte khác.',
  } satisfies Readonly<Record<Warned, string>>,
  /** How many there are in what is shown; empty where there are none. */
  warnings: (of: Warnings): string => {
    const counts = [
      of.bidi === 0 ? [] : [format.plural(of.bidi, { other: '# ký tự đổi chiều' })],
      of.invisible === 0 ? [] : [format.plural(of.invisible, { other: '# ký tự vô hình' })],
      of.control === 0 ? [] : [format.plural(of.control, { other: '# ký tự điều khiển' })],
      of.confusable === 0 ? [] : [format.plural(of.confusable, { other: '# từ có chữ cái trông giống nhau' })],
      of.decomposed === 0 ? [] : [format.plural(of.decomposed, { other: '# từ ở dạng chuẩn hóa khác' })],
    ].flat();
    return counts.length === 0
      ? ''
      : `Văn bản này có thể không như vẻ bề ngoài: ${counts.join(', ')}. Chúng được đánh dấu; khi sao chép, chúng là \\u{…}.`;
  },

  pager: {
    first: 'Đầu',
    previous: 'Trước',
    next: 'Sau',
    last: 'Cuối',
    range: (from: number, to: number, total: number): string =>
      `${format.integer(from)} đến ${format.integer(to)} trên ${format.integer(total)}`,
  },

  silence: {
    slow: 'Thiết bị lưu trữ trả lời chậm.',
    wayOut: 'Hãy chờ, hoặc hủy và rút thiết bị ra.',
    leave: 'Hủy việc ghi',
  },

  airgap: {
    label: 'Dò kết nối mạng',
    none: 'Không có kết nối',
    someUp: 'CÓ KẾT NỐI MẠNG',
    unknown: 'KHÔNG RÕ KẾT NỐI',
    up: (names: readonly string[]): string => `CÓ KẾT NỐI MẠNG: ${names.join(', ')}.`,
    takeDown: 'Hãy ngắt kết nối trước khi ký.',
    probeFailed: 'KHÔNG RÕ KẾT NỐI.',
    probeFailedNote: 'Không đọc được các kết nối mạng, nên coi như có một kết nối đang hoạt động.',
    show: 'Xem các kết nối',
    checked: (at: string): string => `Kiểm tra lúc ${at}`,
    unsealed: 'Không niêm phong',
    outside: ': chạy ngoài trình khởi chạy',
    unsealedNote:
      'Ứng dụng được khởi động không niêm phong, nên chỉ các lớp bảo vệ của chính nó giữ nó tách khỏi mạng. Mọi quyết định đều nêu điều đó.',
    sealed: 'Đã niêm phong',
    sealedNote:
      'Một không gian tên mạng không có kết nối nào, và một bộ lọc lời gọi hệ thống từ chối mọi socket khác AF_UNIX. Lúc khởi động, mọi lối ra đã được thử từ bên trong và đều đóng. Trang Trạm liệt kê chúng.',
    accessible: 'Cho trình đọc màn hình vào',
    accessibleNote:
      'Được chọn khi khởi động, qua một bus trợ năng có lọc. Qua đó các chương trình của bạn có thể đọc các cửa sổ này và bấm các nút của chúng. Mọi quyết định đều ghi điều này.',
    development: 'Bản dựng phát triển',
    letPass: (switches: readonly string[]): string =>
      switches.length === 0
        ? 'Đây không phải bản phát hành: nó dùng để phát triển và kiểm thử. Mọi quyết định đều nêu điều đó.'
        : `Bản dựng này cho qua những gì một bản phát hành từ chối: ${switches.join(' ')}. Mọi quyết định đều nêu điều đó.`,
    isCalm: (airgap: AirgapView): boolean => airgap.linksUp.length === 0 && airgap.probeFailure === undefined,
  },

  panel: {
    title: 'Cách ly mạng',
    links: 'Kết nối mạng',
    seen: ({ linksUp, linksDown, probeFailure }: LinksSeen): string => {
      if (probeFailure !== undefined) return `Không rõ: ${probeFailure}`;
      const each = [
        ...linksUp.map(({ name }) => `${name}: ĐANG KẾT NỐI`),
        ...linksDown.map((name) => `${name}: không kết nối`),
      ];
      return each.length === 0 ? 'Máy này không có kết nối nào.' : each.join('; ');
    },
    since: 'Theo dõi từ',
    change: 'Thay đổi gần nhất',
    unchanged: 'Từ đó chưa có thay đổi.',
    changed: (at: string, before: string): string => `${at}. Trước đó: ${before}`,
    checked: 'Lần dò cuối',
    seal: 'Niêm phong bằng',
    build: 'Bản dựng',
    clock: 'Đồng hồ',
    clockNote: 'Của chính trạm. Không ai bảo đảm cho nó.',
    journal: 'Nhật ký',
    entries: (size: number): string => format.plural(size, { other: '# mục' }),
    head: 'Đầu nhật ký',
    toStation: 'Mọi thứ đã thử lúc khởi động',
  },

  stationState: {
    ready: 'Sẵn sàng',
    noOwner: 'Chưa có danh tính chủ sở hữu',
    readOnly: 'Chỉ đọc',
    jobs: (running: number): string => format.plural(running, { other: 'đang chạy # việc nhập' }),
  },

  work: {
    checking: 'Đang kiểm tra kho',
    checkedGood: 'Đã kiểm tra kho. Không thấy hư hỏng nào.',
    checkedDamaged:
      'Đã kiểm tra kho và thấy có hư hỏng. Hãy mở phần kiểm tra để xem cái gì bị hỏng, rồi nhập lại từ thiết bị lưu trữ.',
    showCheck: 'Xem phần kiểm tra',
  },

  toasts: {
    label: 'Kết quả',
    dismiss: 'Bỏ qua',
    folderWorkEnded:
      'Việc bạn bắt đầu trước khi rời màn hình đã kết thúc và không có gì bị từ chối. Hồ sơ ghi lại những gì đã được ghi ra.',
  },

  session: {
    label: 'Đang đăng nhập',
    nobody: 'Chưa có ai đăng nhập',
    signedIn: (name: string, roles: readonly string[]): Sentence => say`${name} (${roles.join(', ')})`,
    lock: 'Khóa',
    locksIn: (seconds: number): string =>
      seconds > 60
        ? `khóa sau ${format.integer(Math.ceil(seconds / 60))} phút`
        : `khóa sau ${format.integer(seconds)} giây`,
    toSignIn: 'Đăng nhập…',
    needs: (what: string, roles: readonly string[]): string =>
      `${what}: hãy đăng nhập với vai trò ${roles.join(' hoặc ')} trước.`,
    toImport: 'Để nhập',
    toExport: 'Để xuất',
  },

  journalReadOnly: {
    title: 'Trạm này chỉ cho đọc.',
    wayOut: 'Những gì trong danh sách vẫn đọc và xuất được.',
    show: 'Xem trạm',
  },

  keyboard: {
    title: 'Bàn phím',
    open: 'Phím tắt',
    rows: [
      ['Ctrl+1 – Ctrl+6', 'Quyết định, Tiếp nhận, Bằng chứng, Hồ sơ, Con người, Trạm'],
      ['Ctrl+K', 'Đi đến một nơi, tìm tên hoặc giá trị băm, bắt đầu một việc'],
      ['/', 'Tìm trong danh sách'],
      ['↑ ↓ Home End', 'Di chuyển trong danh sách'],
      ['Trái, Phải', 'Di chuyển giữa các phần của gói quyết định'],
      ['Enter', 'Mở mục đang chọn'],
      ['Esc', 'Đóng hộp thoại, xóa ô tìm'],
      ['F1', 'Trợ giúp'],
      ['?', 'Danh sách này'],
    ],
  },

  practice: {
    label: 'Thực hành',
    title: 'THỰC HÀNH.',
    body: 'Những gì bạn ký ở đây không có giá trị, và tất cả sẽ bị xóa khi bạn rời đi.',
    steps: 'Cần làm gì',
    leave: 'Rời phần thực hành',
  },

  pageEnded: {
    title: 'Trang này đã dừng và được nạp lại',
    body: (how: PageEndView['how'], at: string): string =>
      `Trang ${PAGE_END[how]} lúc ${at}. Nhật ký cho biết những gì đã làm trước đó. Các bản nháp đã lưu vẫn còn; những gì đang gõ dở khác thì mất.`,
    dismiss: 'Ẩn',
  },

  crash: {
    title: 'Cửa sổ này gặp một lỗi không xử lý được',
    body: 'Ở đây không biết thao tác cuối cùng của bạn đã hoàn tất hay chưa. Nhật ký cho biết điều đó. Hãy nạp lại cửa sổ, và xem nhật ký trước khi làm lại. Nếu lỗi lặp lại, hãy ghi lại dòng bên dưới.',
    reload: 'Nạp lại cửa sổ',
  },

  workspace: {
    newer: {
      title: 'Vùng làm việc do một Holdfast mới hơn tạo ra',
      body: (found: number, known: number): string =>
        `Phiên bản của nó là ${found}; ứng dụng này biết các phiên bản đến ${known}. Nó được để nguyên. Hãy khởi động Holdfast mới hơn. Kho không bị ảnh hưởng.`,
    },
    unusable: {
      title: 'Không mở được vùng làm việc',
      body: 'Chỉ mục, bản nháp và dấu đã đọc được giữ trong đó; kho không bị ảnh hưởng. Có thể xóa và dựng lại nó từ kho: chỉ mất bản nháp và dấu đã đọc.',
      rebuild: 'Xóa và dựng lại vùng làm việc',
    },
  },
};
