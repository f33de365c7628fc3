export { type ColumnarHistory, createColumnarHistory } from './history.ts';
