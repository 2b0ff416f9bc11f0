import { formats } from '../../forms/format.ts';

export const format = formats('vi', { other: '# byte' });
