import type { ContentsView, JobPhase, JobState, VolumeHealth } from '../../../contract/views.ts';
import type { inbox as en } from '../../en/screen/inbox.ts';
import type { SameShape } from '../../forms/same-shape.ts';
import { type Sentence, say } from '../../forms/say.ts';
import { format } from './language.ts';
import { terms } from './terms.ts';

const phase: Readonly<Record<JobPhase, string>> = {
  waiting: 'Đang chờ',
  walking: 'Liệt kê các tệp',
  'catching-up': 'Lướt qua phần đã đọc trước đó',
  reading: 'Đọc, sao chép và tính hash',
  folding: 'Tính các hash cây',
  checking: 'So manifest, tính lại các phép kiểm tra',
  committing: 'Ghi vào kho',
};

const jobState: Readonly<Record<JobState | 'pausing', string>> = {
  running: 'Đang chạy',
  pausing: 'Đang tạm dừng',
  paused: 'Đã tạm dừng',
  cancelling: 'Đang hủy',
  ended: 'Đã kết thúc',
};

/** Words for the health of a file system. What is not known is not called healthy. */
const health: Readonly<Record<VolumeHealth, string>> = {
  'none-recorded': 'không có lỗi được ghi nhận',
  unknown: 'không rõ tình trạng',
  'not-properly-removed': 'lần trước chưa được tháo đúng cách',
  'errors-recorded': 'có lỗi được ghi nhận',
  'turned-read-only': 'đã dừng: hệ thống không ghi vào nữa',
};

/** What was seen on a volume, by names alone. */
const contents = ({ isWhole, ...counts }: ContentsView): string => {
  const { packets, bundles, dossiers, decisions, statements, keys } = counts;
  const seen = [
    packets === 0 ? [] : [`${format.integer(packets)} tệp có thể là gói quyết định`],
    bundles === 0 ? [] : [`${format.integer(bundles)} bộ bằng chứng`],
    decisions === 0 ? [] : [`${format.integer(decisions)} thư mục quyết định`],
    dossiers === 0 ? [] : [`${format.integer(dossiers)} hồ sơ`],
    statements === 0 ? [] : [`${format.integer(statements)} tuyên bố đã ký`],
    keys === 0 ? [] : [`${format.integer(keys)} khóa`],
  ].flat();
  const found = seen.length === 0 ? 'Không có gì mà Holdfast nhận ra theo tên' : `Theo tên: ${seen.join(', ')}`;
  return isWhole
    ? `${found}, ở cấp trên cùng và một cấp thư mục bên dưới.`
    : `${found}, trong phần đã xem: vẫn còn nữa.`;
};

export const inbox: SameShape<typeof en> = {
  title: 'Tiếp nhận',
  lead: 'Đưa gói quyết định và bộ bằng chứng vào từ một thư mục hoặc thiết bị lưu trữ rời. Mỗi byte được đọc một lần, sao chép vào kho và tính hash trong lúc đó.',

  steps: {
    title: 'Từ gói quyết định đến quyết định đã ký',
    lead: 'Ba bước. Không có gì rời khỏi máy này cho đến khi bạn xuất.',
    owner: {
      title: 'Tạo danh tính chủ sở hữu',
      body: 'Một khóa Ed25519 để ký quyết định, được giữ ở dạng mã hóa bằng cụm mật khẩu của bạn. Sau đó hãy sao lưu nó ở mục Con người.',
      action: 'Tạo danh tính chủ sở hữu…',
    },
    import: {
      title: 'Nhập một gói quyết định và bằng chứng của nó',
      body: 'Từ một thư mục hoặc một ổ đĩa rời đã gắn. Các hash cây được kiểm tra từ các byte.',
      action: 'Chọn thư mục…',
    },
    decide: {
      title: 'Xem xét và quyết định',
      body: 'Đọc gói quyết định, xem điều gì còn mở, và ký đúng một phương án. Mặc định luôn là giữ nguyên.',
      action: 'Mở các gói quyết định',
    },
    backUp: 'Hãy sao lưu khóa ngay bây giờ: không có bản sao thì mất đĩa là mất khóa.',
    practise: 'Thực hành trước (mười phút, rồi xóa hết)',
    practiseNote:
      'Phần thực hành có thư mục dữ liệu, gói quyết định và bằng chứng riêng. Những gì bạn ký ở đó không có giá trị ở đâu cả, và tất cả sẽ bị xóa khi bạn rời đi. Sau đó hãy quay lại đây để tạo khóa thật.',
    practice: {
      title: 'Phần thực hành của bạn, từng bước một',
      lead: 'Từ quyết định đầu tiên là giữ nguyên đến quyết định cho phép tiến hành. Bạn có thể rời đi bất cứ lúc nào: không có gì được giữ lại.',
      export: {
        title: 'Mang quyết định đi',
        body: 'Xuất nó ra ổ đĩa thực hành. Holdfast đọc lại từng byte và hiện dấu vân tay bằng từ.',
        action: 'Mở gói quyết định',
      },
      open: {
        title: 'Đóng điểm chặn và cấp quyền cho hành động',
        body: 'Ở mục Điểm chặn: ký ARC-RESTORE-1 là đã đóng, dựa trên lần diễn tập, và cấp quyền ARCHIVE_MOVE một lần.',
        action: 'Mở các điểm chặn',
      },
      execute: {
        title: 'Quyết định lại: EXECUTE',
        body: 'Không còn gì khóa phương án này. Quyết định mới thay cho quyết định giữ nguyên và dùng hết quyền đã cấp.',
        action: 'Mở gói quyết định',
      },
      leave: {
        title: 'Rời phần thực hành',
        body: 'Thư mục thực hành bị xóa, và bạn tạo chủ sở hữu thật.',
      },
    },
    done: 'xong',
    later: 'để sau',
  },

  sources: {
    title: 'Nhập từ',
    choose: 'Chọn thư mục…',
    volumes: 'Ổ đĩa rời',
    noVolumes: 'Không có ổ đĩa rời nào được gắn. Hãy cắm thiết bị lưu trữ và nó sẽ hiện ra ở đây.',
    open: 'Xem bên trong',
    free: (free: number, total: number): string => `còn trống ${format.size(free)} trên ${format.size(total)}`,
    noAnswer: 'không trả lời',
    readOnly: 'chỉ đọc',
    health,
    contents,
    unmounted: {
      title: 'Đã cắm, chưa gắn',
      wayOut:
        'Holdfast đọc những gì được gắn dưới /media hoặc /run/media. Hãy mở thiết bị lưu trữ trong trình quản lý tệp của máy, nó sẽ được gắn ở đó; sau đó nó hiện ra ở trên. Thiết bị được mã hóa sẽ hỏi cụm mật khẩu ở đó. Nếu không được, hệ thống tệp có thể bị hỏng hoặc máy này không biết nó.',
    },
  },

  eject: {
    begin: 'Chuẩn bị rút thiết bị',
    working: 'Đang ghi nốt và ngắt kết nối…',
    safe: (medium: string): Sentence => say`Có thể rút ${medium}. Hệ thống đã ghi xong và thiết bị không còn gắn kết.`,
    notYet: 'Chưa rút thiết bị',
    synced: 'Mọi thứ chờ ghi vào thiết bị đã được ghi, theo hệ thống.',
    notSynced: 'Không rõ mọi thứ chờ ghi vào thiết bị đã được ghi hay chưa.',
  },

  scan: {
    title: (label: string): Sentence => say`Tìm thấy trong ${label}`,
    empty: 'Không thấy gói quyết định và bộ bằng chứng nào ở cấp đầu của thư mục này.',
    emptyWayOut:
      'Hãy chọn thư mục chứa tệp của gói quyết định (.md, .txt, .json), hoặc chứa thư mục hay tệp nén của bộ bằng chứng.',
    table: 'Các gói quyết định và bộ bằng chứng tìm thấy',
    columns: { name: 'Tên', kind: 'Loại', size: 'Kích thước' },
    kind: { packet: 'gói quyết định', bundle: 'bộ bằng chứng' },
    form: { ...terms.packetForm, ...terms.bundleForm },
    sizeUnknown: 'chưa đếm',
    unlikely: 'không giống',
    import: (count: number): string => (count === 0 ? 'Nhập' : format.plural(count, { other: 'Nhập # mục' })),
    discard: 'Đóng',
    starting: 'Đang bắt đầu …',
  },

  unfinished: {
    title: 'Các việc nhập bị gián đoạn',
    lead: 'Những gì đã đọc được giữ lại, và chưa có phần nào vào danh sách. Khi tiếp tục, phần còn lại được đọc, và thiết bị lưu trữ được xem có còn như trước không.',
    started: (at: string): string => `Bắt đầu ${at} (đồng hồ trạm).`,
    isThere: 'Nguồn vẫn ở chỗ cũ.',
    isGone: 'Nguồn không còn ở chỗ cũ: hãy gắn lại thiết bị lưu trữ, hoặc chỉ ra nó đang ở đâu.',
    resume: 'Tiếp tục',
    resumeElsewhere: 'Tiếp tục từ…',
    giveUp: 'Bỏ',
    noneLeft: 'Không còn việc nào: mỗi việc đã được tiếp tục hoặc bỏ.',
  },

  jobs: {
    title: 'Các việc nhập',
    ended: 'Các lần nhập đã kết thúc',
    columns: { how: 'Kết thúc thế nào', name: 'Lần nhập', act: 'Việc tiếp theo' },
    group: { refused: 'bị từ chối', attention: 'cần xem', fine: 'ổn' },
    summary: (all: number, refused: number, attention: number, fine: number): string =>
      `${format.integer(all)} đã xong: ${format.integer(refused)} bị từ chối, ${format.integer(attention)} cần xem, ${format.integer(fine)} ổn`,
    kind: { packet: 'gói quyết định', bundle: 'bộ bằng chứng' },
    state: jobState,
    phase,
    pause: 'Tạm dừng',
    resume: 'Tiếp tục',
    cancel: 'Hủy',
    dismiss: 'Ẩn',
    openPacket: 'Mở gói quyết định',
    openBundle: 'Mở bộ bằng chứng',
    bytes: (done: number, total: number | null): string =>
      total === null ? format.size(done) : `${format.size(done)} trên ${format.size(total)}`,
    files: (done: number, total: number | null): string =>
      total === null
        ? format.plural(done, { other: '# tệp' })
        : `${format.integer(done)} trên ${format.plural(total, { other: '# tệp' })}`,
    checked: (bytes: number): string => `đã đọc lại ${format.size(bytes)} cho các phép kiểm tra`,
    silent: {
      medium: (seconds: number): string =>
        `Thiết bị lưu trữ đã không trả lời trong ${format.duration(Math.floor(seconds))}.`,
      vault: (seconds: number): string =>
        `Ổ đĩa của kho đã không trả lời trong ${format.duration(Math.floor(seconds))}.`,
    },
    silentWayOut: {
      medium: 'Hãy chờ, hoặc hủy việc nhập và rút thiết bị ra.',
      vault: 'Hãy chờ, hoặc hủy việc nhập.',
      pausing: 'Việc tạm dừng có tác dụng khi nó trả lời.',
    },
    rate: (bytesPerSecond: number): string => `${format.size(Math.round(bytesPerSecond))}/giây`,
    left: (seconds: number): string => `còn ${format.duration(seconds)}`,
    imported: 'Đã nhập vào kho.',
    importedWithErrors: 'Đã nhập vào kho, có lỗi.',
    refused: 'Bị từ chối.',
    unknown: 'Chưa biết.',
    interrupted: 'Bị gián đoạn.',
    interruptedWayOut:
      'Nó đang chờ ở mục “Các việc nhập bị gián đoạn”: hãy tiếp tục khi có lại thiết bị lưu trữ, hoặc bỏ.',
    tooLateToCancel: 'Hủy quá muộn: nó đang được đưa vào danh sách.',
    cancelled: 'Đã hủy. Không có phần nào vào danh sách của kho.',
    heldUp:
      'Một lệnh gọi tới thiết bị lưu trữ hoặc ổ đĩa của kho vẫn chưa xong. Những gì nó để lại sẽ được xóa khi nó kết thúc, hoặc ở lần khởi động sau.',
    findings: (count: number): string => format.plural(count, { other: '# phát hiện' }),
  },
};
