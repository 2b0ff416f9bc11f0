import type {
  help as enHelp,
  commonOptions as enOptions,
  usage as enUsage,
  wrongUsage as enWrong,
} from '../../en/cli/usage.ts';
import type { SameShape } from '../../forms/same-shape.ts';

const TRUST =
  'tin khóa công khai này (OpenSSH hoặc PEM) là của owner, operator hoặc auditor; một khóa duy nhất có thể không cần nêu vai trò';
const SIGNED = 'một phong bì, hoặc một payload có tệp .sig bên cạnh';

/**
 * What the help says of each command. `summary`: what it does, a sentence without its full stop. `statuses`: what an exit
 * status means for this command, where that is more than for all.
 */
export const usage: SameShape<typeof enUsage> = {
  inspect: {
    summary: 'cho xem những gì đọc được từ một gói quyết định, dạng JSON và dạng cho người đọc, kèm các phát hiện',
    operand: 'một gói quyết định: .md, .txt hoặc packet.json',
    options: { coverage: 'cho xem mỗi dòng được đọc thành gì, và các đoạn không đọc được trường nào' },
    statuses: {
      0: 'gói quyết định không có lỗi',
      1: 'gói quyết định có lỗi: chỉ chọn được phương án mặc định',
    },
  },
  'packet template': {
    summary: 'viết một gói quyết định mẫu để điền',
    options: { out: 'nơi ghi; không bao giờ ghi đè' },
    statuses: { 0: 'đã ghi gói quyết định' },
  },
  'packet to-json': {
    summary: 'cho xem packet.json đã hiểu được, để tác giả kiểm tra và mang đi cùng tài liệu',
    operand: 'một gói quyết định: .md hoặc .txt',
    options: { out: 'ghi cả vào đó; không bao giờ ghi đè' },
    statuses: { 0: 'tài liệu và JSON khớp ở mọi trường', 1: 'gói quyết định có lỗi' },
  },
  hash: {
    summary: 'tính mọi hash cây của một cây bằng chứng; không lưu gì cả',
    operand: 'một thư mục, một tệp .zip, .tar hoặc .tar.gz',
    options: { only: 'chỉ tính dirHash, nhanh hơn với thư mục' },
    statuses: { 0: 'đã tính hash của cây', 1: 'cây bị từ chối: nó chứa thứ mà không bằng chứng nào được phép chứa' },
  },
  pack: {
    summary: 'tạo một bộ bằng chứng (một bag BagIt) từ một thư mục, và cho xem các hash cây của nó',
    operand: 'thư mục được đóng gói',
    options: {
      out: 'nơi ghi: theo tên là .zip, .tar.gz hoặc .tar, nếu không thì là thư mục; không bao giờ ghi đè',
      checks: 'tệp checks.json cho bộ bằng chứng; các đường dẫn trong đó bắt đầu bằng data/',
      date: 'ngày tạo bag; nếu không cho thì là hôm nay (UTC)',
    },
    statuses: { 0: 'đã tạo bộ bằng chứng', 1: 'bị từ chối: thư mục hoặc các phép kiểm tra không nhập được' },
  },
  verify: {
    summary: 'cho biết một bộ bằng chứng, tuyên bố đã ký, quyết định đã xuất hoặc hồ sơ có đúng không',
    operand: `một thư mục, một tệp nén, ${SIGNED}`,
    options: {
      'expect-tree': 'với bộ bằng chứng: hash cây mà nó phải có, ở bất kỳ dạng nào đã biết',
      since: 'với hồ sơ: một hồ sơ cũ hơn, mà nhật ký của nó phải được hồ sơ này nối tiếp',
      trust: `${TRUST}; với hồ sơ, station=KEY.pem nêu trạm mà hồ sơ phải có nhật ký`,
    },
    statuses: {
      0: 'đã được xác minh',
      1: 'bị từ chối',
      3: 'đã đọc bộ bằng chứng, và nó không nêu gì để xác minh',
    },
  },
  gate: {
    summary: 'cho pipeline: chỉ thoát với 0 khi quyết định cho phép phương án này của gói quyết định này, vào lúc này',
    options: {
      packet: 'gói quyết định đã được quyết định',
      decision: SIGNED,
      option: 'phương án mà bước tiếp theo sẽ thực hiện',
      trust:
        'tin khóa công khai này (OpenSSH hoặc PEM) là của owner, operator hoặc auditor; một khóa duy nhất là của owner',
      revoked: 'một khóa từng được tin và đã bị thu hồi: những gì nó ký lấy quyền đi chứ không trao quyền',
      evidence: 'một bộ bằng chứng mà quyết định hoặc một bản giải tỏa nêu',
      grant: `một giấy phép, bản giải tỏa, lệnh thu hồi hoặc quyết định, được dùng đúng với bản chất của nó: ${SIGNED}`,
      previous: 'giống như --grant',
      journal: 'nhật ký của trạm, hoặc một hồ sơ có nhật ký; cần --trust station=KEY của trạm đó',
      at: 'xét tại thời điểm UTC này, ví dụ 2026-06-12T08:00:00Z; nếu không cho thì là bây giờ',
      strict: 'đóng khi phải giả định bất cứ điều gì: bằng chứng, nhật ký hoặc lệnh thu hồi không thấy, thời điểm khác',
    },
    statuses: {
      0: 'mở: cứ tiếp tục',
      1: 'đóng: đừng tiếp tục',
      2: 'đóng: không đọc được một đầu vào, hoặc gọi sai cách',
    },
  },
  prove: {
    summary: 'chứng minh bằng vài trăm byte rằng một tệp thuộc một cây',
    operand: 'cây: một thư mục hoặc một tệp nén',
    options: {
      lines: 'thay cho PATH: các dòng dirHash của cây, như trong hồ sơ',
      file: 'tệp, theo đường dẫn của nó trong cây',
      out: 'nơi ghi chứng minh; không bao giờ ghi đè',
    },
    statuses: { 0: 'đã ghi chứng minh', 1: 'cây bị từ chối' },
  },
  'verify-proof': {
    summary: 'cho biết một chứng minh có dẫn đến cây này không, và có nói về nội dung này không',
    operand: 'một chứng minh do `holdfast prove` hoặc một hồ sơ viết',
    options: {
      tree: 'merkleSha256 của cây, lấy từ một tuyên bố đã ký',
      content: 'tệp mà chứng minh nói đến',
    },
    statuses: {},
  },
  words: {
    summary: 'cho biết các từ của một khóa công khai, để đọc thành tiếng',
    operand: 'một khóa công khai, OpenSSH hoặc PEM',
    options: {},
    statuses: {},
  },
  'verify-station': {
    summary: 'cho biết một trạm có trả lời câu thách đố không, và có nêu một bản dựng của bản phát hành này không',
    operand: 'câu trả lời như trang Trạm hiện ra: một văn bản, hoặc các khung QR đã chụp như qr-decode nhận',
    options: {
      challenge: 'câu thách đố đã được gõ tại trạm: 8 đến 64 chữ cái, chữ số hoặc dấu gạch nối, nghĩ ra cho lần này',
      station: 'khóa công khai của trạm, từ một hồ sơ mà bạn tin',
      sums: 'SHA256SUMS-installed của bản phát hành, đã kiểm tra bằng SHA256SUMS và chữ ký của tệp đó',
    },
    statuses: {
      0: 'trạm đã trả lời, có niêm phong, và nêu một bản dựng của bản phát hành này',
      1: 'bị từ chối: khóa, câu thách đố hoặc bản dựng khác, hoặc không niêm phong',
    },
  },
  fsck: {
    summary: 'tính lại hash mọi byte trong kho của một trạm; console của trạm không được đang chạy',
    options: { data: 'thư mục dữ liệu của trạm' },
    statuses: { 0: 'kho nguyên vẹn', 1: 'kho bị hỏng' },
  },
  recheck: {
    summary: 'tính lại các phép kiểm tra của một bộ bằng chứng từ kho của trạm, và so với bản ghi',
    options: {
      data: 'thư mục dữ liệu của trạm; console của trạm không được đang chạy',
      bundle: 'bộ bằng chứng, theo dirHash của nó: 64 chữ số thập lục phân viết thường',
    },
    statuses: {},
  },
  'qr-decode': {
    summary: 'ghép lại một quyết định từ các khung QR đã chụp, theo thứ tự bất kỳ',
    operand: 'hình PNG, hoặc văn bản có một ur:bytes/... trên mỗi dòng',
    options: { out: 'nơi ghi phong bì; không bao giờ ghi đè' },
    statuses: { 0: 'đã ghi phong bì', 1: 'các khung không cho ra một phong bì' },
  },
};

/** What every command takes. */
export const commonOptions: SameShape<typeof enOptions> = {
  json: 'in một dòng JSON, kể cả trên terminal',
  quiet: 'không nói gì cho người đọc; mã thoát và JSON cho biết kết quả',
  help: 'cho xem phần trợ giúp này (cũng là -h)',
};

export const help: SameShape<typeof enHelp> = {
  title: 'Holdfast: đọc và xác minh gói quyết định cùng bằng chứng mà không cần mạng.',
  usage: 'Cách dùng: ',
  call: 'holdfast LỆNH [TÙY CHỌN]...',
  more: '`holdfast LỆNH --help` (hoặc -h, hoặc `holdfast help LỆNH`) giải thích một lệnh. `holdfast --version` cho biết phiên bản.',
  output:
    'Trên terminal, lệnh trả lời bằng câu. Trong pipe, hoặc với --json, đầu ra chuẩn có một giá trị JSON và đầu ra lỗi có các câu.',
  examples: 'Ví dụ:',
  exitStatus: 'Mã thoát:',
  statuses: {
    0: 'đúng',
    1: 'không đúng',
    2: 'không đọc được, hoặc gọi sai cách',
    3: 'không có gì để xác minh',
  },
};

/** What is said of a command line that is no call of a command. */
export const wrongUsage: SameShape<typeof enWrong> = {
  noCommand: 'Lệnh nào?',
  commandFirst: 'Lệnh đứng trước, các tùy chọn của nó đứng sau.',
  unknownCommand: (typed: string) => `Không có lệnh ${typed}.`,
  unknownCommandMeant: (typed: string, meant: string) => `Không có lệnh ${typed}. Có phải bạn muốn dùng ${meant}?`,
  secondWord: (first: string) => `Sau ${first} còn có một từ thứ hai.`,
  listsCommands: '`holdfast --help` liệt kê các lệnh.',
  explains: (name: string) => `\`holdfast ${name} --help\` giải thích lệnh này.`,
  missing: (name: string) => `Thiếu ${name}.`,
  noValue: (option: string) => `${option} không nhận giá trị.`,
  twice: (option: string) => `${option} được cho hai lần.`,
  needsValue: (option: string, value: string) => `${option} cần một giá trị: ${value}.`,
  valueWithDash: (option: string, value: string) =>
    `${option} cần một giá trị: ${value}. Giá trị bắt đầu bằng "-" được viết là ${option}=VALUE.`,
  unknownOption: (typed: string) => `Không có tùy chọn ${typed}.`,
  unknownOptionMeant: (typed: string, meant: string) => `Không có tùy chọn ${typed}. Có phải bạn muốn dùng --${meant}?`,
  emptyArgument: 'Một đối số rỗng: có thể một biến của shell chưa được đặt.',
  unexpected: (argument: string) => `Đối số không mong đợi: ${argument}.`,
  only: '--only chỉ nhận dirHash.',
  at: (given: string) => `--at nhận một thời điểm UTC như 2026-06-12T08:00:00Z, không phải ${given}.`,
  date: (given: string) => `--date nhận một ngày như 2026-06-12, không phải ${given}.`,
  tree: '--tree nhận một merkleSha256: 64 chữ số thập lục phân viết thường.',
  bundle: '--bundle nhận một dirHash: 64 chữ số thập lục phân viết thường.',
  expectedTree: (given: string) => `${given} không phải hash cây ở dạng nào đã biết.`,
  expectTreeFor: (path: string) => `--expect-tree dùng cho bộ bằng chứng, mà ${path} không phải bộ bằng chứng.`,
  sinceFor: (path: string) => `--since dùng cho hồ sơ, mà ${path} không phải hồ sơ.`,
  stationFor: (path: string) => `--trust station= dùng cho hồ sơ, mà ${path} không phải hồ sơ.`,
  proveOne: 'prove nhận hoặc PATH hoặc --lines.',
  challenge: 'Câu thách đố có 8 đến 64 chữ cái ASCII, chữ số hoặc dấu gạch nối, như `openssl rand -hex 8` cho ra.',
  journalKey: 'Nhật ký cần khóa của trạm của nó: --trust station=KEY.pem.',
  roleOfEach: (path: string) =>
    `Hãy nêu vai trò của từng khóa: --trust owner=${path}, operator=, auditor= hoặc station=.`,
  oneStation: 'Một nhật ký thuộc một trạm: hãy nêu một khóa bằng --trust station=.',
};
