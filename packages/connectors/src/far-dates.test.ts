import { parseFact } from '@meritkit/core/facts';
import { describe, expect, it } from 'vitest';
import { trelloCards } from '../testing/payloads.ts';
import { importCrm, importDingTalkEvents, importJiraEvents, importTable, importTrello } from './index.ts';
import { readInstant } from './shared/instant.ts';

const trello = {
  system: 'trello',
  account: 'm1',
  personId: 'lin',
  status: 'confirmed',
  revision: 0,
  schemaVersion: 1,
} as const;

describe('dates by which tools say that there is none', () => {
  it.each(['0001-01-01T00:00:00Z', '0001-01-01T12:00:00+08:00', '9999-12-31T23:59:59Z', '9999-12-31T23:59:59-08:00'])(
    '%s is no instant',
    (text) => {
      expect(readInstant(text)).toBeNull();
    },
  );

  it('leave a card without a deadline, and say so', () => {
    const { workItems, rejections } = importTrello({
      lists: [{ id: 'l2', name: 'Doing' }],
      cards: [{ ...trelloCards[1], due: '9999-12-31T23:59:59.000Z' }],
      accounts: [trello],
      settings: { timeZone: 'Asia/Shanghai' },
    });
    expect(workItems.map(({ id, deadline }) => [id, deadline])).toEqual([['c2', null]]);
    expect(rejections.map(({ code, place }) => [code, place.path])).toEqual([['connectors/impossible-date', ['due']]]);
  });

  it('in a table are told row by row', () => {
    const { facts, rejections } = importTable({
      text: 'no,who,day\n1,lin,0001-01-01\n2,lin,0001/1/1\n3,lin,2026-11-02\n',
      mapping: {
        system: 'talks',
        ref: ['no'],
        kind: { value: 'talk' },
        person: { column: 'who' },
        at: { column: 'day', timeZone: 'Asia/Shanghai' },
        unit: 'count',
      },
    });
    expect(facts.map((fact) => fact.source.ref)).toEqual(['3']);
    expect(rejections.map(({ code }) => code)).toEqual(['connectors/impossible-date', 'connectors/impossible-date']);
  });

  it('make a demand due never, and in time whenever it is delivered', () => {
    const { facts } = importCrm({
      records: [{ id: '1', raised: '2026-11-02', done: '2026-11-05', due: '9999-12-31', owner: 'lin' }],
      mapping: {
        system: 'crm',
        record: 'demand',
        id: 'id',
        raisedAt: 'raised',
        closedAt: 'done',
        dueAt: 'due',
        owner: 'owner',
        timeZone: 'UTC',
      },
    });
    expect(facts.find((fact) => fact.kind === 'demand-delivered')?.attributes.onTime).toBe(true);
  });

  it('in milliseconds beyond all days are told, not thrown', () => {
    const message = { msgId: 'm', createAt: 1e17, msgtype: 'text', senderStaffId: 'lin', text: { content: '#报名' } };
    expect(importDingTalkEvents({ events: [message], accounts: [] }).rejections.map(({ code }) => code)).toEqual([
      'connectors/invalid-record',
    ]);
  });

  it('before 1970 make the first revision and none below it', () => {
    const { facts } = importJiraEvents({
      events: [
        {
          webhookEvent: 'jira:issue_created',
          issue: {
            id: '1',
            key: 'PAY-1',
            fields: { created: '1960-01-01T00:00:00.000+0000', assignee: { accountId: 'a' } },
          },
        },
      ],
      accounts: [{ ...trello, system: 'jira', account: 'a' }],
    });
    expect(facts.map((fact) => parseFact(fact).revision)).toEqual([0]);
  });
});
