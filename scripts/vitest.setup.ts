import fc from 'fast-check';

/**
 * The fast tier draws its cases from one seed, so that a red run means a change and not a draw; the long tier draws new
 * ones each time. `MERITKIT_SEED` repeats a run: fast-check prints the seed of a failure.
 */
const given = process.env.MERITKIT_SEED;
if (given !== undefined) fc.configureGlobal({ seed: Number(given) });
else if (process.env.MERITKIT_LONG !== '1') fc.configureGlobal({ seed: 20_261_122 });
