export type { MessageOptions, NotificationOptions } from '../messaging/summary.ts';
export { renderWeCom, renderWeComNotification } from './render.ts';
