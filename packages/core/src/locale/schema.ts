import { z } from 'zod';

/** Schema of words: one text, or at least one locale's. */
export const localizedTextSchema = z.union([
  z.string(),
  z
    .record(z.string(), z.string())
    .refine((texts) => Object.keys(texts).length > 0, { message: 'no text in any locale' }),
]);
