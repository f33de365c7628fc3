import { describe, expect, it } from 'vitest';
import { createNotification, parseNotificationIntent } from './index.ts';

const remind = (change: Partial<Parameters<typeof createNotification>[0]> = {}) =>
  createNotification({
    recipient: { personId: 'lin' },
    kind: 'skills.training-due',
    occasion: '2026-W47',
    urgency: 'digest',
    messageKey: 'trainingDue',
    parameters: { course: 'Kubernetes', days: 3 },
    ...change,
  });

describe('a notification intent', () => {
  it('is the same for the same occasion, person and kind, whatever its words', () => {
    expect(remind({ parameters: { course: 'K8s' } }).id).toBe(remind().id);
    const others = [
      remind({ occasion: '2026-W48' }),
      remind({ kind: 'x' }),
      remind({ recipient: { personId: 'zhao' } }),
    ];
    expect(new Set([remind(), ...others].map(({ id }) => id)).size).toBe(4);
    expect(remind()).not.toHaveProperty('occasion');
  });

  it('is plain data that is read back, and refused when broken', () => {
    const intent = remind({
      notBefore: '2026-11-23T09:00:00+08:00',
      expires: '2026-11-30T00:00:00Z',
      action: { name: 'open-course', subjectId: 'k8s' },
    });
    expect(parseNotificationIntent(JSON.parse(JSON.stringify(intent)))).toEqual(intent);
    expect(() => remind({ notBefore: 'tomorrow' })).toThrow(expect.objectContaining({ code: 'core/not-an-instant' }));
    expect(() => remind({ expires: 'tomorrow' })).toThrow(expect.objectContaining({ code: 'core/not-an-instant' }));
    expect(() => parseNotificationIntent({ ...intent, urgency: 'loud' })).toThrow(
      expect.objectContaining({ issues: [expect.objectContaining({ path: ['urgency'] })] }),
    );
  });
});
