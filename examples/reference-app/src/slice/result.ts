import { leavesOf } from '@meritkit/core/explanation';
import type { ReportDocument } from '@meritkit/report-builder';
import type { Slice } from './slice.ts';

/** Everything as plain JSON, for machines: the same input gives the same bytes. */
export function resultJson(slice: Slice, report: ReportDocument): string {
  const { input, proposal } = slice;
  const result = {
    schemaVersion: 1,
    asOf: slice.asOf,
    input: {
      names: input.names,
      records: input.records,
      authors: input.authors.length,
      facts: input.facts.length,
      leftOut: input.leftOut,
    },
    leadTimes: input.issues.resolved,
    demand: slice.demand,
    shortlist: proposal.shortlist,
    admission: proposal.admission,
    remedies: proposal.remedies,
    reviews: slice.reviews.map((review) =>
      review.ok ? { ...review, facts: leavesOf(review.explanation).length } : review,
    ),
    report,
  };
  return `${JSON.stringify(result, null, 2)}\n`;
}
