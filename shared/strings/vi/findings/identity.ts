import type { identityFindings } from '../../../finding/identity.ts';
import type { FindingWords } from '../../en/findings/words.ts';

const KEEP_AND_ASK =
  'Ở đây không ký được gì cho đến khi khôi phục xong: hãy giữ nguyên ổ đĩa, và đưa các bản ghi trở lại từ bản sao lưu.';

/** Findings about the station's own records of identities: `identity.<what-is-wrong>`. */
export const identityWords = {
  'identity.records-missing': {
    sentence: 'Nhật ký kể về những người đã được ghi danh, nhưng các bản ghi danh tính không còn.',
    wayOut: KEEP_AND_ASK,
  },
  'identity.record-unreadable': {
    sentence: 'Không đọc được một bản ghi danh tính theo cách mà phiên bản console này viết.',
    wayOut: `Nếu một console mới hơn đã dùng trạm này, hãy dùng console đó. ${KEEP_AND_ASK}`,
  },
  'identity.record-unsigned': {
    sentence: 'Một bản ghi danh tính không được một chủ sở hữu có quyền ký nó ký.',
    wayOut: KEEP_AND_ASK,
  },
  'identity.record-order': {
    sentence: 'Các bản ghi danh tính không nối tiếp nhau: có bản bị thiếu, bị lặp hoặc bị đổi chỗ.',
    wayOut: KEEP_AND_ASK,
  },
  'identity.record-contradicts': {
    sentence: 'Một bản ghi danh tính mâu thuẫn với các bản ghi trước nó.',
    wayOut: KEEP_AND_ASK,
  },
} satisfies FindingWords<keyof typeof identityFindings>;
