export type { MessageOptions, NotificationOptions } from '../messaging/summary.ts';
export { renderFeishuCard, renderFeishuNotification } from './render.ts';
