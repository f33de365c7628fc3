/** Codes that are thrown. */
export const errorCodes = ['workflows/invalid-demand', 'workflows/deadline-before-start'] as const;

/** Codes that are returned as rejections. */
export const rejectionCodes = ['workflows/not-feasible', 'workflows/plan-outdated'] as const;
