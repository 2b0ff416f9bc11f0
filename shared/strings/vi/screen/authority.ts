import type { DischargeView, GrantView, NeededGrantView } from '../../../contract/authority-views.ts';
import type { Role } from '../../../contract/views.ts';
import type { authority as en, GrantCount } from '../../en/screen/authority.ts';
import type { SameShape } from '../../forms/same-shape.ts';
import { type Sentence, say } from '../../forms/say.ts';
import { format } from './language.ts';
import { terms } from './terms.ts';

const grantState: Readonly<Record<GrantView['state'], string>> = {
  'in-force': 'có hiệu lực',
  'not-yet-valid': 'chưa có hiệu lực',
  expired: 'hết hạn',
  consumed: 'đã dùng hết',
  revoked: 'bị thu hồi',
  'other-revision': 'của bản sửa đổi khác',
};

const dischargeState: Readonly<Record<DischargeView['state'], string>> = {
  'in-force': 'có hiệu lực',
  pending: 'chờ chữ ký',
  revoked: 'bị thu hồi',
  'not-in-force': 'không được tính',
};

const neededState: Readonly<Record<NeededGrantView['state'], string>> = {
  'in-force': 'có hiệu lực',
  'used-up': 'đã dùng hết',
  missing: 'còn thiếu',
};

function counted({ all, inForce, usedUp }: GrantCount, words: { readonly other: string }): string {
  const there = `${format.integer(inForce)} trên ${format.plural(all, words)} có hiệu lực`;
  return usedUp === 0 ? there : `${there}, ${format.integer(usedUp)} đã dùng hết`;
}

export const authority: SameShape<typeof en> = {
  superseded: (revision: string): Sentence =>
    say`Bản sửa đổi ${revision} của gói quyết định này đã ở đây: không ký gì thêm cho bản này.`,
  inConflict: 'Không ký gì thêm cho các byte này cho đến khi làm rõ, ngoài phương án mặc định.',
  readOnly: 'Nhật ký chỉ cho đọc, nên không ký được gì ở trạm này.',
  cancelled: 'Đã hủy: chưa ký gì.',
  signed: 'Đã ký.',
  signer: 'Ký với tên',
  reason: 'Lý do (được ghi vào tuyên bố)',
  by: (signers: string): Sentence => say`Người ký: ${signers}`,
  at: (time: string): string => `${time} (đồng hồ trạm)`,

  grants: {
    title: 'Giấy phép',
    lead: 'Một hành động, bản sửa đổi này của gói quyết định, một lần dùng, cho đến khi hết hạn.',
    none: 'Gói quyết định này không nêu giấy phép nào.',
    needed: neededState,
    count: (count: GrantCount): string => counted(count, { other: '# giấy phép' }),
    separateCount: (count: GrantCount): string => counted(count, { other: '# thẩm quyền riêng' }),
    separateFor: (blocker: string): Sentence => say`Thẩm quyền riêng, dùng hết khi giải tỏa ${blocker}`,
    state: grantState,
    until: (time: string): string => `có hiệu lực đến ${time}`,
    give: (action: string): Sentence => say`Cấp phép ${action}…`,
    hours: 'Hiệu lực trong',
    choice: (hours: number): string =>
      hours < 48 ? format.plural(hours, { other: '# giờ' }) : format.plural(hours / 24, { other: '# ngày' }),
    sign: 'Ký giấy phép…',
    needsOwner: 'Chỉ chủ sở hữu cấp phép. Trạm này không có chủ sở hữu nào đang hoạt động.',
  },

  discharges: {
    whole: 'Toàn bộ điểm chặn',
    leg: (leg: string): Sentence => say`Nhánh ${leg}`,
    state: dischargeState,
    grantSeparate: 'Cấp thẩm quyền riêng cho nó',
    separateAuthority: 'Một chủ sở hữu phải cấp thẩm quyền riêng cho nó trước.',
    restsOn: 'Bằng chứng',
    unfit: 'không còn chứng minh gì: nó bị từ chối, hoặc có phép kiểm tra không đạt',
    missing: (roles: readonly Role[]): string =>
      `Còn thiếu chữ ký của: ${roles.map((one) => terms.role[one]).join(', ')}`,
    noCosigner: 'Không danh tính đang hoạt động nào của trạm này thêm được chữ ký đó.',
    cosign: (name: string): Sentence => say`Đồng ký với tên ${name}…`,
    discharge: (blocker: string): Sentence => say`Giải tỏa ${blocker}…`,
    scope: 'Phần được đóng',
    bundles: 'Bằng chứng cho thấy điều đó (ít nhất một bộ)',
    unusable: {
      read: 'Không có gì bảo đảm cho các byte của nó, nên không gì được dựa vào nó.',
      refused: 'Những gì không đạt thì không chứng minh gì.',
    },
    noBundles:
      'Ở đây không có bộ bằng chứng nào đã xác minh. Hãy nhập một bộ có manifest, hoặc có hash cây mà gói quyết định nêu.',
    importIt: 'Nhập bằng chứng',
    sign: 'Ký bản giải tỏa…',
    needsActor: 'Không danh tính đang hoạt động nào của trạm này có vai trò được ký nó.',
  },

  carry: {
    away: (what: string): string => `Mang bản giải tỏa ${what} sang trạm khác`,
    awayShort: 'Mang sang trạm khác…',
    done: (folder: string, medium: string): Sentence => say`Đã ghi vào ${folder} trên ${medium}, và đọc lại.`,
    takeIn: 'Nhận các tuyên bố đã ký…',
    takeInLead:
      'Từ một thư mục: giấy phép, bản giải tỏa, quyết định và lệnh thu hồi về các gói quyết định ở đây, được ký bằng khóa mà trạm này tin.',
    working: 'Đang đọc …',
    result: (taken: number, known: number, refused: number): string =>
      `Đã nhận ${format.integer(taken)}, đã biết từ trước ${format.integer(known)}, từ chối ${format.integer(refused)}.`,
    refused: (name: string, reason: string): Sentence => say`${name}: ${reason}`,
    stopped: (name: string, reason: string): Sentence => say`Dừng ở ${name}: ${reason}`,
  },

  revoke: {
    open: (what: string): Sentence => say`Thu hồi ${what}…`,
    lead: 'Một lệnh thu hồi không rút lại được, và không trả lại những gì đã dùng hết.',
    sign: 'Ký lệnh thu hồi…',
  },

  /** Several statements under one passphrase. */
  run: {
    title: 'Ký nhiều tuyên bố trong một lượt…',
    lead: 'Cửa sổ ký tạo tất cả trước, hỏi một cụm mật khẩu, rồi hiển thị từng tuyên bố trên một trang riêng để xác nhận. Quyết định không bao giờ nằm trong một lượt ký.',
    grants: 'Giấy phép',
    discharges: 'Bản giải tỏa cho toàn bộ điểm chặn',
    allOfThem: 'Tất cả',
    grantFirst: 'Nó cần thẩm quyền riêng, được cấp trong một lượt ký trước đó.',
    reason: 'Lý do (được ghi vào từng tuyên bố)',
    signer: 'Người ký',
    cosigner: 'Người cùng ký trong cùng cửa sổ',
    noCosigner: 'Không ai',
    nobody: 'Không ai ở trạm này được ký tất cả những gì đã chọn. Hãy chọn ít hơn.',
    nothingLeft: 'Không thiếu giấy phép nào, và không điểm chặn nào cần bản giải tỏa mới.',
    begin: (count: number): string => format.plural(count, { other: 'Ký # tuyên bố trong một lượt…' }),
    signed: (signed: number, asked: number): string =>
      signed > asked
        ? `Đã ký cả ${format.integer(asked)} tuyên bố, và thêm ${format.plural(signed - asked, { other: '# chữ ký' })}.`
        : `Đã ký ${format.integer(signed)} trên ${format.integer(asked)} tuyên bố.`,
    ended: {
      closed: 'Cửa sổ đã đóng, hoặc bàn điều khiển đã khóa, trước khi xong.',
      idle: 'Trong năm phút không ai dùng bàn phím hay con trỏ, nên lượt ký đã kết thúc.',
      link: 'Một liên kết mạng đã bật, nên lượt ký đã kết thúc. Hãy ngắt nó trước khi bắt đầu lại.',
    },
    rest: 'Những gì được liệt kê là đã ký thì đã ký. Ngoài ra không gì được ký. Hãy bắt đầu một lượt khác cho phần còn lại.',
  },
};
