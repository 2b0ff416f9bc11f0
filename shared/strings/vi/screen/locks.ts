import { isFindingCode } from '../../../finding/index.ts';
import { assertNever } from '../../../result.ts';
import type { DischargeProblem, LockReason } from '../../../rules/types.ts';
import { utc } from '../../forms/format.ts';
import { type Sentence, say } from '../../forms/say.ts';
import { findings } from '../findings/index.ts';
import { terms } from './terms.ts';

/** Why an option is locked, or what to know before choosing it: one sentence for each kind of reason. */
export function lockSentence(reason: LockReason): Sentence {
  switch (reason.kind) {
    case 'blocker-open':
      return say`${reason.blocker} chưa đóng. Gói quyết định viết: ${reason.statusText}`;
    case 'discharge-unsigned':
    case 'discharge-expired':
    case 'discharge-not-yet-valid':
    case 'discharge-revoked':
    case 'discharge-other-revision':
    case 'discharge-evidence-unfit':
    case 'discharge-other-gate':
    case 'separate-authority-missing':
    case 'separate-authority-consumed':
    case 'separate-authority-revoked':
    case 'separate-authority-other-revision':
    case 'separate-authority-expired':
    case 'separate-authority-not-yet-valid':
      return dischargeSentence(reason);
    case 'grant-missing':
      return say`Không có giấy phép cho ${reason.grant}`;
    case 'grant-expired':
      return say`Giấy phép cho ${reason.grant} đã hết hạn lúc ${utc(reason.expired)}`;
    case 'grant-not-yet-valid':
      return say`Giấy phép cho ${reason.grant} chưa có hiệu lực trước ${utc(reason.notBefore)}`;
    case 'grant-revoked':
      return say`Giấy phép cho ${reason.grant} đã bị thu hồi.`;
    case 'grant-consumed':
      return say`Giấy phép cho ${reason.grant} đã được dùng: nó chỉ dùng một lần.`;
    case 'grant-other-revision':
      return say`Giấy phép cho ${reason.grant} thuộc về gói quyết định khác, nêu bản sửa đổi ${reason.revision}`;
    case 'evidence-not-supplied':
      return say`Bằng chứng có hash cây ${reason.treeHash} chưa được nhập.`;
    case 'evidence-unmatched':
      return say`Không bộ bằng chứng nào đã nhập có hash cây ${reason.treeHash}`;
    case 'evidence-not-computed':
      return say`Hash cây ${reason.treeHash} có thể là id của git, vốn chưa được tính cho mọi bộ bằng chứng.`;
    case 'evidence-refused':
      return say`Bộ bằng chứng có hash cây ${reason.treeHash} đã bị từ chối.`;
    case 'check-not-passed':
      return reason.result === 'fail'
        ? say`Phép kiểm tra ${reason.check} không đạt.`
        : say`Phép kiểm tra ${reason.check} không rõ kết quả, tức là không đạt.`;
    case 'packet-finding':
      return packetFinding(reason);
    case 'no-safe-default':
      return say`Gói quyết định không nêu phương án mặc định an toàn, nên không chọn được phương án nào trong đó.`;
    default:
      return assertNever(reason, 'lock reason');
  }
}

/** A decision of another version may name a finding that this one does not know. */
function packetFinding({ code, where }: Extract<LockReason, { kind: 'packet-finding' }>): Sentence {
  if (!isFindingCode(code)) return say`Khi đọc gói quyết định thấy ${code} ở ${where}`;
  return [{ untrusted: where }, `: ${findings[code].sentence}`];
}

function dischargeSentence(reason: DischargeProblem): Sentence {
  const what = reason.leg === null ? reason.blocker : `${reason.blocker} (${reason.leg})`;
  switch (reason.kind) {
    case 'discharge-unsigned':
      return say`Bản giải tỏa ${what} còn thiếu chữ ký của: ${reason.missing.map((one) => terms.role[one]).join(', ')}`;
    case 'discharge-expired':
      return say`Bản giải tỏa ${what} đã hết hạn lúc ${utc(reason.expired)}`;
    case 'discharge-not-yet-valid':
      return say`Bản giải tỏa ${what} chưa có hiệu lực trước ${utc(reason.notBefore)}`;
    case 'discharge-revoked':
      return say`Bản giải tỏa ${what} đã bị thu hồi.`;
    case 'discharge-other-revision':
      return say`Bản giải tỏa ${what} thuộc về gói quyết định khác, nêu bản sửa đổi ${reason.revision}`;
    case 'discharge-other-gate':
      return say`Bản giải tỏa ${what} được ký cho một điều kiện khác: ${reason.gate}`;
    case 'discharge-evidence-unfit':
      return say`Bản giải tỏa ${what} dựa vào bằng chứng đã bị từ chối, hoặc có phép kiểm tra không đạt: ${reason.evidence}`;
    case 'separate-authority-missing':
      return say`Bản giải tỏa ${what} thiếu thẩm quyền riêng (một giấy phép riêng) mà gói quyết định đòi hỏi.`;
    case 'separate-authority-consumed':
      return say`Thẩm quyền riêng mà bản giải tỏa ${what} nêu đã được một tuyên bố khác dùng.`;
    case 'separate-authority-revoked':
      return say`Thẩm quyền riêng cho bản giải tỏa ${what} đã bị thu hồi.`;
    case 'separate-authority-other-revision':
      return say`Thẩm quyền riêng cho bản giải tỏa ${what} thuộc về gói quyết định khác, nêu bản sửa đổi ${reason.revision}`;
    case 'separate-authority-expired':
      return say`Thẩm quyền riêng cho bản giải tỏa ${what} đã hết hạn lúc ${utc(reason.expired)}. Bản giải tỏa được ghi nhận trước ${utc(reason.used)}`;
    case 'separate-authority-not-yet-valid':
      return say`Bản giải tỏa ${what} được ký trước khi thẩm quyền riêng của nó có hiệu lực (${utc(reason.notBefore)}).`;
    default:
      return assertNever(reason, 'discharge problem');
  }
}
