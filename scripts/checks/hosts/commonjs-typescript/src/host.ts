import { InvalidInputError } from '@meritkit/core/errors';
import { scoreScorecard } from '@meritkit/performance-scoring';
import { createLedger } from '@meritkit/rewards-ledger';
import { createMemoryLedgerStore } from '@meritkit/rewards-ledger/memory';

/** A vendor's service class, as a ten-year-old CommonJS codebase would have it. */
export class ReviewService {
  private readonly ledger = createLedger({ store: createMemoryLedgerStore({ tenantId: 'acme' }) });

  score(project: number, innovation: number): number | undefined {
    const result = scoreScorecard({
      scorecard: {
        id: 'engineer',
        minimumCoverage: 0.6,
        metrics: [
          { id: 'project', weight: 0.4 },
          { id: 'innovation', weight: 0.3 },
          { id: 'collaboration', weight: 0.3 },
        ],
      },
      evidence: [
        { metricId: 'project', value: project, source: { system: 'jira', ref: 'PAY-118' } },
        { metricId: 'innovation', value: innovation, source: { system: 'review', ref: 'r-12' } },
      ],
    });
    return result.ok ? result.value : undefined;
  }

  refuses(project: number): boolean {
    try {
      this.score(project, 80);
      return false;
    } catch (error) {
      return InvalidInputError.isInstance(error);
    }
  }

  async reward(personId: string): Promise<string> {
    const at = '2026-11-22T09:00:00+08:00';
    await this.ledger.earn({
      key: `win:${personId}`,
      personId,
      amount: '300',
      at,
      expires: '2027-01-01T00:00:00+08:00',
      reason: 'first place',
    });
    return (await this.ledger.balance({ personId, at })).available;
  }
}
