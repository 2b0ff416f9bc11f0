import type { JournalEvent, ProcessEnded } from '../../../journal/entry.ts';
import { assertNever } from '../../../result.ts';
import type { SealRecord } from '../../../statement/fields.ts';
import { isSealed } from '../../../statement/sealed.ts';

/** One line for a person. Its particulars are untrusted text; a reason in them is as it was recorded. */
export function describeEvent(event: JournalEvent): string {
  switch (event.kind) {
    case 'station-created':
      return `Trạm này được tạo, với khóa ${short(event.station)}.`;
    case 'console-started':
      return `Console ${event.version} được khởi động trên ${event.runtime}.${event.seal === undefined ? '' : describeSeal(event.seal)}`;
    case 'journal-recovered':
      return `Sau một lần sập, nhật ký được đưa về ${event.entriesKept} mục; ${event.bytesSetAside} byte được để riêng ra.`;
    case 'import-started':
      return `Bắt đầu nhập ${WHAT[event.what]} ${event.label} từ ${event.medium}.`;
    case 'import-finished':
      return `Đã nhập ${WHAT[event.what]} ${event.label}: ${verdict(event)}.`;
    case 'statement-taken-in':
      return `Đã nhận tuyên bố ${event.label} từ ${event.medium}, với ${formsOf(event.envelope, event.sshsigs.length)}.`;
    case 'import-refused':
      return `Không nhập ${WHAT[event.what]} ${event.label}: ${event.reason}`;
    case 'import-cancelled':
      return `Việc nhập ${WHAT[event.what]} ${event.label} bị hủy.`;
    case 'import-interrupted':
      return `Việc nhập ${WHAT[event.what]} ${event.label} bị gián đoạn: ${event.reason}`;
    case 'verification':
      return `Đã kiểm tra ${WHAT[event.what]} ${event.label}: ${verdict(event)}.`;
    case 'unlock':
      return `Khóa ${short(event.identity)} được mở.`;
    case 'unlock-failed':
      return `Không mở được khóa ${short(event.identity)} (${event.failures} lần liên tiếp).`;
    case 'agent-asked': {
      const why = event.purpose === 'sign' ? 'ký' : 'đăng nhập';
      const forwarded = event.mayBeForwarded
        ? ' Console được khởi động qua SSH: có thể đó là agent của một máy khác.'
        : '';
      return `Đã yêu cầu ssh-agent tại ${event.socket} ${why} bằng khóa ${short(event.identity)}: ${AGENT_OUTCOME[event.outcome]}.${forwarded}`;
    }
    case 'lock':
      return `Khóa ${short(event.identity)} bị khóa lại (${event.cause}).`;
    case 'signature':
      return `Khóa ${short(event.identity)} đã ký một ${event.predicateType}${event.packet === null ? '' : ` về gói quyết định ${short(event.packet)}`}${event.envelope === null ? ', chỉ theo định dạng OpenSSH' : ''}.`;
    case 'export':
      return `Đã xuất ${event.folder} ra ${event.medium}.`;
    case 'log-exported':
      return `Đã xuất log của console ra ${event.medium} thành ${event.file}.`;
    case 'refusal':
      return `${event.action} bị từ chối: ${event.reason}`;
    case 'refusals-counted': {
      const counts = event.refusals.map(({ action, code, count }) => `${action} (${code}) ${times(count)}`);
      const others = event.others === 0 ? [] : [`việc khác ${times(event.others)}`];
      return `Từ ${event.from}, những việc sau cũng bị từ chối: ${[...counts, ...others].join(', ')}. Lần đầu: ${event.refusals[0]?.reason ?? ''}`;
    }
    case 'data-findings': {
      if (event.findings.length === 0) return 'Những gì từng phát hiện về thư mục dữ liệu nay không còn.';
      const found = event.findings.map(({ code, where }) => `${code} (${where})`).join(', ');
      return `Phát hiện về thư mục dữ liệu: ${found}${event.more === 0 ? '' : `, và ${event.more} phát hiện nữa`}.`;
    }
    case 'process-ended':
      return `${PROCESS[event.process]} ${PROCESS_END[event.how]}${event.count === 1 ? '' : ` (${times(event.count)})`}. ${REACTION[event.reaction]}`;
    case 'airgap-link':
      return event.linksUp.length === 0
        ? 'Không kết nối mạng nào hoạt động.'
        : `Có kết nối mạng hoạt động: ${event.linksUp.join(', ')}.`;
    case 'airgap-override':
      return `${event.identity === null ? 'Chủ sở hữu đầu tiên' : short(event.identity)} đã cho phép một chữ ký khi có kết nối mạng: ${event.linksUp.join(', ')}.`;
    case 'identity-enrolled':
      return `${event.name} được ghi danh với vai trò ${event.roles.join(', ')} và khóa ${short(event.identity)}.`;
    case 'identity-retired':
      return `Danh tính ${short(event.identity)} ngừng dùng: ${event.reason}`;
    case 'identity-revoked':
      return `Danh tính ${short(event.identity)} bị thu hồi: ${event.reason}`;
    case 'passphrase-changed':
      return `Cụm mật khẩu của ${short(event.identity)} được đổi.`;
    case 'key-backed-up':
      return `Khóa ${short(event.identity)} được sao lưu ra ${event.medium}.`;
    case 'key-restored':
      return `Khóa ${short(event.identity)} được khôi phục từ ${event.medium}.`;
    default:
      return assertNever(event, 'journal event');
  }
}

type What = Extract<JournalEvent, { readonly what: string }>['what'];
type Verdict = Extract<JournalEvent, { readonly verdict: string }>['verdict'];

const WHAT: Readonly<Record<What, string>> = {
  packet: 'gói quyết định',
  bundle: 'bộ bằng chứng',
  envelope: 'phong bì',
  dossier: 'hồ sơ',
  vault: 'kho',
};

const AGENT_OUTCOME: Readonly<Record<Extract<JournalEvent, { kind: 'agent-asked' }>['outcome'], string>> = {
  signed: 'nó đã ký',
  'without-key': 'nó không có khóa đó',
  refused: 'nó không ký',
  unreachable: 'không liên lạc được với nó',
  'timed-out': 'nó không trả lời kịp thời gian',
  cancelled: 'người dùng không chờ nó',
};

const PROCESS: Readonly<Record<ProcessEnded['process'], string>> = {
  'review-page': 'Trang xem xét',
  'signing-page': 'Trang ký',
  'chooser-page': 'Trang chọn tệp hoặc thư mục',
  'report-page': 'Trang của một báo cáo',
  graphics: 'Tiến trình đồ họa',
  service: 'Một tiến trình dịch vụ',
  main: 'Tiến trình chính',
};

const PROCESS_END: Readonly<Record<ProcessEnded['how'], string>> = {
  crashed: 'bị sập',
  killed: 'bị kết thúc từ bên ngoài',
  'out-of-memory': 'hết bộ nhớ',
  exited: 'tự kết thúc',
  'not-started': 'không khởi động được',
  silent: 'không trả lời và đã bị kết thúc',
  fault: 'gặp một lỗi không xử lý được',
};

const REACTION: Readonly<Record<ProcessEnded['reaction'], string>> = {
  'ceremony-closed': 'Việc đang mở trong đó đã đóng.',
  'loaded-again': 'Nó đã được nạp lại.',
  asked: 'Nó không được nạp lại trước khi người dùng chọn.',
  'export-failed': 'Báo cáo không được ghi.',
  restarted: 'Nó đã được khởi động lại.',
  'console-ended': 'Console đã kết thúc.',
};

function times(count: number): string {
  return `${count} lần`;
}

function formsOf(envelope: string | null, sshsigs: number): string {
  if (envelope === null) return 'chỉ chữ ký OpenSSH';
  return sshsigs === 0 ? 'chỉ một phong bì DSSE' : 'một phong bì DSSE và chữ ký OpenSSH';
}

const VERDICT: Readonly<Record<Verdict, string>> = {
  verified: 'đã xác minh',
  read: 'đã đọc, chưa xác minh',
  unproven: 'chưa được chứng minh',
  refused: 'bị từ chối',
};

function verdict({ verdict, findings }: { verdict: Verdict; findings: readonly string[] }): string {
  const said = VERDICT[verdict];
  return findings.length === 0 ? said : `${said}, ${findings.join(', ')}`;
}

/** Enough of a digest to tell two apart on one line. */
function short(digest: string): string {
  return digest.slice(0, 16);
}

function describeSeal(seal: SealRecord): string {
  const { probes, unsealed, letPass, accessible } = seal;
  const open = probes.filter(({ outcome }) => outcome !== 'closed');
  const state = isSealed(seal)
    ? ' Console được niêm phong.'
    : ` Console không được niêm phong (${open.map(({ probe, outcome }) => `${probe}: ${outcome}`).join(', ')}); đã gõ để cho phép: ${unsealed ?? 'không có gì'}.`;
  const passed = letPass.length === 0 ? '' : ` Bản dựng phát triển đã cho qua: ${letPass.join(' ')}.`;
  return `${state}${accessible === true ? ' Trình đọc màn hình được cho vào.' : ''}${passed}`;
}
