import { formats } from '../format.ts';

export const format = formats('en');
