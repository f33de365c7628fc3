import type { CloudEvent, EventOf } from '@meritkit/core/events';

/** The events of this package, by type, with their data. Ids only: what evidence says stays in the store. */
export type SkillsEvents = {
  readonly 'meritkit.skills.evidence-recorded.v1': {
    readonly personId: string;
    readonly evidenceIds: readonly string[];
  };
  readonly 'meritkit.skills.document-saved.v1': {
    readonly type: string;
    readonly id: string;
    readonly version: number;
  };
  /** Names the person, so that other systems can follow; it is gone from the outbox once acknowledged. */
  readonly 'meritkit.skills.person-erased.v1': { readonly personId: string };
};

/** Any event of this package. */
export type SkillsEvent = EventOf<SkillsEvents>;

/** An event's envelope with data of any kind, as the outbox holds it. */
export type OutboxEvent = CloudEvent;
