export type { MessageOptions, NotificationOptions } from '../messaging/summary.ts';
export { renderDingTalk, renderDingTalkNotification } from './render.ts';
