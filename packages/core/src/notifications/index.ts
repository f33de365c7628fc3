export {
  createNotification,
  type NotificationIntent,
  notificationIntentSchema,
  parseNotificationIntent,
} from './intent.ts';
