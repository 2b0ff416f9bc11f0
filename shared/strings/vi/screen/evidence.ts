import type { CheckCounts } from '../../../evidence/checks/counts.ts';
import type { RootSpelling } from '../../../evidence/types.ts';
import type { BundleVerdict } from '../../../evidence/verdict.ts';
import type { Voucher } from '../../../evidence/vouchers.ts';
import { assertNever } from '../../../result.ts';
import type { evidence as en } from '../../en/screen/evidence.ts';
import type { SameShape } from '../../forms/same-shape.ts';
import { type Sentence, say } from '../../forms/say.ts';
import { format } from './language.ts';
import { terms } from './terms.ts';

const MOST_NAMED = 3;

/** What vouches for a bundle, one after the other; of many manifests the first. */
function vouchers(all: readonly Voucher[]): Sentence {
  const more = all.length - MOST_NAMED;
  const named = all.slice(0, more > 1 ? MOST_NAMED : all.length).map(voucher);
  const parts = more > 1 ? [...named, [`${format.integer(more)} mục nữa`]] : named;
  return parts.flatMap((part, at) => (at === 0 ? part : [', ', ...part]));
}

function voucher(of: Voucher): Sentence {
  switch (of.kind) {
    case 'tree-hash':
      return say`hash cây ${of.treeHash}`;
    case 'manifest':
      return say`${of.path}`;
    case 'checks':
      return [format.plural(of.passed, { other: '# phép kiểm tra' })];
    default:
      return assertNever(of, 'voucher');
  }
}

/** What came of a bundle in a few words, the worst first: failed, refused for a finding, unknown, passed. */
function verdictOf(verdict: BundleVerdict, checks: CheckCounts, errors: number): string {
  const parts = [
    checks.failed > 0 ? format.plural(checks.failed, { other: '# phép kiểm tra không đạt' }) : '',
    errors > 0 ? format.plural(errors, { other: '# phát hiện khiến nó bị từ chối' }) : '',
    checks.unknown > 0 ? format.plural(checks.unknown, { other: '# phép kiểm tra không rõ kết quả' }) : '',
  ].filter((part) => part !== '');
  if (parts.length > 0) return parts.join(', ');
  if (verdict !== 'verified' || checks.passed === 0) return terms.verdict[verdict];
  return `${terms.verdict[verdict]}, ${format.plural(checks.passed, { other: '# phép kiểm tra đạt' })}`;
}

export const evidence: SameShape<typeof en> = {
  gitIds: {
    compute: 'Tính id cây của git',
    stop: 'Dừng',
    running: 'Đang tính id cây của git từ bản trong kho',
    waiting: 'Đợi đến khi tính xong id của một bộ bằng chứng khác.',
    stopped: 'Đã dừng trước khi xong. Không thêm gì.',
  },
  title: 'Bằng chứng',
  none: 'Chưa nhập bộ bằng chứng nào.',
  search: 'Tìm bằng chứng',
  searchHint: 'Tên hoặc hash cây ( / )',
  noMatch: (query: string): Sentence => say`Không bộ bằng chứng nào khớp ${query}`,
  count: (shown: number, all: number): string =>
    shown === all
      ? format.plural(all, { other: '# bộ bằng chứng' })
      : `${format.integer(shown)} trên ${format.plural(all, { other: '# bộ bằng chứng' })}`,
  columns: { bundle: 'Bộ bằng chứng', verdict: 'Kết luận', files: 'Tệp', bytes: 'Byte', imported: 'Nhập lúc' },
  back: 'Mọi bằng chứng',
  parts: { label: 'Các phần của bộ bằng chứng', verdict: 'Kết luận', files: 'Các tệp' },
  verdictNote: {
    verified: 'Console đã đọc mọi byte, không thấy điều gì trái ngược, và mọi phép kiểm tra đều đạt.',
    read: 'Console đã đọc và tính hash mọi byte. Không manifest và không phép kiểm tra nào bảo đảm cho toàn bộ bộ bằng chứng: hãy so hash cây của nó với hash bạn mong đợi.',
    refused:
      'Bị từ chối: xem các phát hiện và phép kiểm tra. Không phương án gây thay đổi nào được dựa vào bằng chứng này.',
  },
  verdictOf,
  vouchers,
  which: {
    title: 'Đây là hash nào?',
    label: 'Một hash cây, đúng như bạn nhận được',
    hint: 'hex, base64, h1:…, swh:1:dir:…, swh:2:dir:…',
    compare: 'So sánh',
    noHash: 'Đó không phải hash cây ở dạng nào mà console biết.',
    none: 'không khớp gì',
    comparedWith: (bundles: number): string =>
      format.plural(bundles, {
        other: 'Đã so với # bộ bằng chứng, theo mọi thuật toán và mọi cách viết gốc của chúng.',
      }),
    matches: 'khớp',
    unknown: 'chưa biết',
    notComputed: (bundles: number): string =>
      `${format.plural(bundles, { other: 'Các id cây của git chưa được tính cho # bộ bằng chứng.' })} Hash này có thể là một trong các id đó.`,
  },
  fields: {
    files: 'Tệp',
    bytes: 'Byte',
    form: 'Được đưa dưới dạng',
    layout: 'Cấu trúc',
    vouchedBy: 'Được bảo đảm bởi',
    imported: 'Nhập lúc (đồng hồ trạm)',
  },
  hashes: {
    title: 'Các hash cây',
    note: 'Tất cả do console này tính từ các byte trong kho.',
    gitNote:
      'Các id cây của git chưa được tính. Console tính chúng khi một gói quyết định nêu hash có thể là một id như vậy, hoặc khi bạn yêu cầu.',
    otherwise: (spelling: RootSpelling): string => `Tính hash theo cách khác: ${terms.spelling[spelling]}`,
    columns: { algorithm: 'Thuật toán', digest: 'Digest' },
    algorithm: {
      dirHash: 'SHA-256 của danh sách đã sắp xếp các tổng SHA-256 (h1 của Go, dạng hex)',
      gitTreeSha256: 'id đối tượng tree của git trong kho mã SHA-256',
      gitTreeSha1: 'id đối tượng tree của git trong kho mã SHA-1',
      merkleSha256: 'cây RFC 6962 trên các dòng của dirHash',
      sha256sumDot: 'như find, sort và sha256sum cho ra, với ./ trước mỗi tên',
      bagManifest: 'SHA-256 của manifest-sha256.txt nguyên văn',
    },
  },
  checks: {
    title: 'Các phép kiểm tra',
    none: 'Bộ bằng chứng không khai báo phép kiểm tra nào.',
    note: 'Do console này tính lại từ các byte; chỉ khai ra thì không chứng minh gì. Chỉ “đạt” mới được tính: không rõ kết quả là không đạt.',
    observed: 'Giá trị quan sát được',
    claim: 'Lời khai:',
    morePlaces: (count: number): string => format.plural(count, { other: '# tệp nữa' }),
    atByte: (offset: number): string => `, ở byte ${format.integer(offset)}`,
    compare: 'xem khác biệt',
  },
  findings: {
    title: 'Các phát hiện',
    none: 'Không có phát hiện nào.',
    where: 'Ở đâu',
    found: 'Thấy',
    expected: 'Cần',
    places: (count: number): string => format.plural(count, { other: '# lần' }),
    more: (count: number): string => format.plural(count, { other: '# nữa' }),
  },
};
