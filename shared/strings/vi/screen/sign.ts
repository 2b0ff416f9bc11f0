import type { PredicateType } from '../../../statement/statement.ts';
import type { sign as en } from '../../en/screen/sign.ts';
import type { SameShape } from '../../forms/same-shape.ts';
import { type Sentence, say } from '../../forms/say.ts';
import { band } from './band.ts';
import { format } from './language.ts';

/** What has to be typed before a statement of each type is signed. */
const typing: Readonly<Record<PredicateType, { readonly ask: (what: string) => Sentence; readonly label: string }>> = {
  'urn:holdfast:decision:v1': {
    ask: (option) => say`Không phải mặc định. Để chọn, hãy gõ đúng ${option}`,
    label: 'Phương án, gõ đúng từng ký tự',
  },
  'urn:holdfast:grant:v1': {
    ask: (action) => say`Để cấp phép hành động này một lần, hãy gõ đúng ${action}`,
    label: 'Hành động, gõ đúng từng ký tự',
  },
  'urn:holdfast:discharge:v1': {
    ask: (blocker) => say`Để ký rằng điểm chặn này đã đóng, hãy gõ đúng ${blocker}`,
    label: 'Điểm chặn, gõ đúng từng ký tự',
  },
  'urn:holdfast:revocation:v1': {
    ask: (what) => say`Để thu hồi, hãy gõ đúng ${what}`,
    label: 'Mục bị thu hồi, gõ đúng từng ký tự',
  },
  'urn:holdfast:receipt:v1': {
    ask: (what) => say`Để ký biên nhận này, hãy gõ đúng ${what}`,
    label: 'Biên nhận, gõ đúng từng ký tự',
  },
};

export const sign: SameShape<typeof en> = {
  loading: 'Đang chuẩn bị …',
  cancel: 'Hủy',
  passphrase: 'Cụm mật khẩu',
  working: 'Đang làm …',
  wait: {
    left: (seconds: number): string => `Có thể thử lại sau ${format.duration(seconds)}.`,
    over: 'Bây giờ bạn có thể thử lại.',
  },

  create: {
    title: {
      owner: 'Tạo danh tính chủ sở hữu',
      operator: 'Tạo danh tính người vận hành',
      auditor: 'Tạo danh tính kiểm toán viên',
    },
    lead: {
      owner:
        'Một khóa Ed25519 được tạo trên máy này. Ai giữ khóa và cụm mật khẩu của nó thì ký được quyết định thay mặt bạn.',
      operator:
        'Một khóa Ed25519 được tạo trên máy này. Ai giữ khóa và cụm mật khẩu của nó thì nhập được thay mặt bạn và đồng ký được bản giải tỏa.',
      auditor:
        'Một khóa Ed25519 được tạo trên máy này. Ai giữ khóa và cụm mật khẩu của nó thì xuất được từ trạm này thay mặt bạn.',
    },
    kept: 'Khóa bí mật ở lại trong chùm khóa của trạm này (thư mục keyring, không phải kho), mã hóa bằng cụm mật khẩu thành một tệp age: age -d mở lại được mà không cần Holdfast. Không có cụm mật khẩu thì không ai mở lại được; không có cách đặt lại.',
    name: 'Tên của bạn, như hiển thị trong quyết định',
    repeat: 'Gõ lại cụm mật khẩu',
    rule: (least: number): string =>
      `Ít nhất ${format.integer(least)} ký tự. Độ dài quan trọng hơn ký tự lạ: từ năm từ ngẫu nhiên trở lên là tốt.`,
    suggest: 'Gợi ý một cụm mật khẩu',
    suggestOther: 'Gợi ý cụm khác',
    suggested: 'Bảy từ tiếng Anh lấy ngẫu nhiên. Hãy ghi lại ở nơi chỉ mình bạn đọc được, rồi gõ vào cả hai ô.',
    show: 'Hiện nội dung đang gõ',
    tooShort: (missing: number): string => format.plural(missing, { other: 'Còn thiếu # ký tự.' }),
    differ: 'Hai cụm mật khẩu khác nhau.',
    same: 'Hai cụm mật khẩu giống nhau.',
    longEnough: 'Đủ dài.',
    create: 'Tạo danh tính',
    approval: {
      title: 'Phê duyệt của một chủ sở hữu',
      lead: (owner: string): Sentence =>
        say`${owner} phê duyệt: việc ghi danh được ký bằng khóa của chủ sở hữu đó. Hãy để chủ sở hữu gõ cụm mật khẩu này.`,
      passphrase: 'Cụm mật khẩu của chủ sở hữu',
    },
  },

  confirm: {
    by: (name: string): Sentence => say`Việc này hỏi cụm mật khẩu của ${name}.`,
    typed: 'Gõ tên để xác nhận',
    reason: (reason: string): Sentence => say`Lý do: ${reason}`,
    'restore-key': {
      title: 'Khôi phục khóa từ bản sao lưu',
      lead: (file: string): Sentence =>
        say`Bản sao lưu ${file} thay chỗ tệp khóa ở trạm này, sau khi cụm mật khẩu của nó mở được nó và nó chứa khóa của danh tính này.`,
      action: 'Khôi phục khóa',
    },
    'trust-key': {
      title: 'Tin một khóa từ nơi khác',
      lead: (name: string, role: string): Sentence =>
        say`Từ nay trạm này coi khóa này là của ${name}, với vai trò ${role}.`,
      words: (count: number): string =>
        `Một khóa có ${format.integer(count)} từ, không hiện ở đây. Hãy nhờ người giữ khóa đọc thành tiếng ba từ dưới đây từ màn hình của chính họ, qua một kênh mà bạn nhận ra họ. Họ thấy các từ ở mục Con người, hoặc bằng lệnh: holdfast words KEY.pub`,
      word: (position: number): string => `Từ số ${format.integer(position)}`,
      action: 'Tin khóa này',
    },
    retire: {
      title: 'Ngừng dùng một danh tính',
      lead: (name: string): Sentence =>
        say`${name} không ký gì nữa ở trạm này. Những gì đã ký vẫn có giá trị. Việc này không hoàn tác được.`,
      action: 'Ngừng dùng',
    },
    revoke: {
      title: 'Thu hồi một danh tính',
      lead: (name: string): Sentence =>
        say`Không gì ${name} từng ký còn trao quyền ở trạm này. Một lệnh thu hồi, một quyết định sau và một giấy phép đã dùng vẫn được tính. Việc này không hoàn tác được.`,
      action: 'Thu hồi',
    },
  },

  signIn: {
    title: 'Đăng nhập',
    by: (name: string): Sentence => say`Việc này hỏi khóa của ${name}.`,
    lead: 'Đăng nhập cho phép nhập, xuất và kiểm tra theo vai trò của danh tính này cho đến khi bị khóa lại. Khóa ký một thử thách chỉ dành cho lúc này, và không ký tuyên bố nào.',
    action: 'Đăng nhập',
  },

  ownKey: {
    title: 'Khóa này không được giữ ở trạm này',
    ways: { passphrase: 'Khóa nằm trong một tệp khóa', agent: 'Khóa nằm trong ssh-agent' },
    keyFile: {
      lead: 'Hãy chọn tệp khóa bí mật OpenSSH của nó; để trống cụm mật khẩu nếu tệp không có.',
      choose: 'Chọn tệp khóa…',
      chosen: (name: string): Sentence => say`Tệp khóa: ${name}`,
    },
    agent: {
      lead: 'Agent ký những gì được đưa mà không hiển thị: văn bản trong cửa sổ này mới là căn cứ. Agent tạo cả hai chữ ký.',
      leadToken:
        'Khóa nằm trong token phần cứng, do agent hỏi. Token chỉ tạo chữ ký OpenSSH; khi đó không có phong bì DSSE.',
      none: 'Không biết agent nào: SSH_AUTH_SOCK chưa được đặt.',
      known: {
        environment: (name: string): Sentence => say`Agent: ${name}, theo biến SSH_AUTH_SOCK`,
        chosen: (name: string): Sentence => say`Agent: ${name}, như đã chọn ở đây`,
      },
      forwarded:
        'Console này được khởi động qua SSH, nên đây có thể là agent của một máy khác: khi đó nội dung được ký rời khỏi máy này. Hãy dùng một khóa trên máy này.',
      choose: 'Chọn socket của agent…',
    },
    waitAgent: 'Đang chờ ssh-agent: hãy xác nhận ở đó nếu được hỏi.',
    waitToken: 'Đang chờ ssh-agent: hãy chạm vào token khi nó nhấp nháy.',
  },

  changePassphrase: {
    title: 'Đổi cụm mật khẩu',
    lead: 'Khóa giữ nguyên và được mã hóa lại. Các bản sao lưu trước đó vẫn mở bằng cụm mật khẩu cũ.',
    current: 'Cụm mật khẩu hiện tại',
    next: 'Cụm mật khẩu mới',
    repeat: 'Gõ lại cụm mật khẩu mới',
    action: 'Đổi cụm mật khẩu',
  },

  override: {
    title: 'Có một kết nối mạng',
    lead: 'Máy này đang kết nối với thứ gì đó, hoặc có thể kết nối. Hãy ngắt kết nối và hủy, rồi ký. Đó là cách an toàn.',
    links: 'Kết nối mạng đang hoạt động',
    consequence:
      'Để vẫn ký, hãy gõ câu dưới đây đúng từng chữ. Nó cho phép một chữ ký. Nhật ký ghi lại điều đó, và chính tuyên bố cũng nêu.',
    sentence: 'Câu phải gõ',
    typed: 'Gõ câu đó',
    proceed: 'Ghi lại việc bỏ qua và tiếp tục',
  },

  band,

  statement: {
    textLabel: 'Nội dung được ký',
    bound: 'Những gì được ràng buộc',
    textDigest: 'SHA-256 của văn bản',
    textWords: 'SHA-256 của văn bản, bằng từ để đọc thành tiếng',
    payloadDigest: 'SHA-256 của các byte payload',
    seen: (seen: number, all: number): string =>
      seen === all ? 'Đã xem toàn bộ văn bản.' : `Đã xem ${format.integer(seen)} trên ${format.integer(all)} phần`,
    jumpTo: 'Còn phải xem:',
    unseen: (left: number): string => format.plural(left, { other: 'Còn # phần phải xem.' }),
    typing,
    typedDiffers: 'Chưa đúng.',
    typedMatches: 'Khớp.',
    readAgain: 'Đọc lại',
  },

  run: {
    title: (count: number): string => format.plural(count, { other: 'Một lượt ký # tuyên bố' }),
    by: (name: string): Sentence => say`${name} ký từng tuyên bố này trên một trang riêng.`,
    byCosigner: (name: string): Sentence =>
      say`Các tuyên bố này vừa được ký. Bây giờ ${name} thêm chữ ký vào từng tuyên bố, trên một trang riêng.`,
    lead: 'Chúng đã được tạo và không thay đổi nữa. Cụm mật khẩu chỉ mở khóa cho các tuyên bố này. Đóng cửa sổ, năm phút không dùng bàn phím hay con trỏ, một liên kết mạng bật lên, hoặc việc khóa bàn điều khiển sẽ kết thúc lượt ký; những gì đã xác nhận đến lúc đó vẫn được ký, ngoài ra không gì được ký.',
    noAgent: 'Một lượt ký cần khóa được bảo vệ bằng cụm mật khẩu. Với khóa trong agent, hãy ký từng tuyên bố.',
    open: (count: number): string => format.plural(count, { other: 'Mở khóa cho # tuyên bố này' }),
    place: (at: number, of: number): string => `Tuyên bố ${format.integer(at)} trên ${format.integer(of)}.`,
    marked: 'Các dòng được đánh dấu không có trong tuyên bố trước đó.',
    rest: (signed: number, left: number): string =>
      `Đã ký ${format.integer(signed)}, còn ${format.integer(left)} sau tuyên bố này. Để dừng ở đây, hãy hủy: những gì đã ký vẫn được ký.`,
  },

  unreadable: {
    title: 'Ở đây không có gì ký được',
    body: 'Payload không phải một tuyên bố mà cửa sổ này hiển thị được trọn vẹn, nên cũng không hiển thị một phần. Hãy hủy, và nhờ kiểm tra trạm trước khi thử lại.',
  },
  noCeremony: {
    title: 'Phiên ký không tiếp tục được',
  },
};
