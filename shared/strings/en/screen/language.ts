import { formats } from '../../forms/format.ts';

export const format = formats('en', { one: '# byte', other: '# bytes' });
