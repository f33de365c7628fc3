import type { IsoDate } from '@meritkit/core/dates';
import type { Certificate, CoursePassed, Evidence, EvidenceSource, ProjectExperience } from '../evidence/model.ts';
import type { Scale } from '../scale/scale.ts';
import type { Taxonomy } from '../taxonomy/model.ts';

/** A person's level in one skill, and how sure it is. */
export interface SkillLevel {
  readonly skillId: string;
  /** The most likely level, on the scale. */
  readonly level: number;
  /** How uncertain it is, in levels. */
  readonly standardDeviation: number;
  /** Where the level lies with 95 %, cut at the ends of the scale. */
  readonly interval: readonly [number, number];
  /** The last day the skill was seen in use by a project or a contribution; null: never seen. */
  readonly lastUsed: IsoDate | null;
  /** How many pieces of live evidence speak of it. */
  readonly evidenceCount: number;
}

/** Experience under one tag. */
export interface TagExperience {
  readonly tag: string;
  readonly months: number;
  /** Different projects; evidence that names no project counts each. */
  readonly projects: number;
  readonly lastOn: IsoDate;
}

/** A certificate as of the profile's day. */
export interface CertificateState {
  readonly evidenceId: string;
  readonly name: string;
  readonly issuer: string;
  readonly validFrom: IsoDate;
  readonly validTo: IsoDate | null;
  readonly state: 'valid' | 'not-yet-valid' | 'expired' | 'revoked';
}

/** How much a person wants to use a skill, 0..1: the last word they said. */
export interface SkillInterest {
  readonly skillId: string;
  readonly interest: number;
  readonly at: IsoDate;
}

/** One project a person worked on. */
export interface ProjectRecord {
  readonly evidenceId: string;
  readonly projectId: string | null;
  readonly role: string | null;
  readonly tags: readonly string[];
  readonly months: number;
  readonly at: IsoDate;
}

/** What is known of one person on one day. Skills, tags and the others stand in the order of their ids. */
export interface PersonProfile {
  readonly personId: string;
  readonly skills: readonly SkillLevel[];
  readonly experience: readonly TagExperience[];
  readonly projects: readonly ProjectRecord[];
  readonly certificates: readonly CertificateState[];
  readonly courses: readonly string[];
  readonly interests: readonly SkillInterest[];
}

/** Everyone's profile as of one day, with the taxonomy, scale and policy they were made with. */
export interface ProfileSet {
  readonly schemaVersion: 1;
  readonly asOf: IsoDate;
  readonly method: { readonly id: 'skills/normal-update'; readonly version: 1 };
  readonly policy: { readonly id: string; readonly version: number };
  readonly taxonomy: Taxonomy;
  readonly scale: Scale;
  readonly people: readonly PersonProfile[];
}

/** Sums over one source's evidence on one skill, as of a day. They add up. */
export interface SourceStatistics {
  readonly count: number;
  /** Sum of the weights. */
  readonly precision: number;
  /** Sum of weight times level. */
  readonly weightedLevels: number;
  readonly lowest: number;
  readonly highest: number;
}

/** Sums on one skill of one person. */
export interface SkillStatistics {
  readonly skillId: string;
  readonly sources: Readonly<Partial<Record<EvidenceSource, SourceStatistics>>>;
  readonly lastUsed: IsoDate | null;
}

/** What is kept of one person's evidence: sums for levels, and the few records that dates decide on. */
export interface PersonStatistics {
  readonly personId: string;
  readonly evidenceIds: readonly string[];
  readonly skills: readonly SkillStatistics[];
  readonly certificates: readonly Certificate[];
  readonly revocations: readonly { readonly certificateId: string; readonly at: IsoDate }[];
  readonly projects: readonly ProjectExperience[];
  readonly courses: readonly CoursePassed[];
  readonly interests: readonly (SkillInterest & { readonly evidenceId: string })[];
}

/** Mergeable statistics of evidence as of a day: add evidence, merge shards, move the day on, finish into profiles. */
export interface ProfileStatistics {
  readonly schemaVersion: 1;
  readonly asOf: IsoDate;
  readonly taxonomyVersion: string;
  readonly scaleId: string;
  readonly policy: { readonly id: string; readonly version: number };
  readonly people: readonly PersonStatistics[];
  /** Evidence dated after `asOf`: it waits for its day. */
  readonly pending: readonly Evidence[];
}
