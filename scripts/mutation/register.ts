import { registerHooks } from 'node:module';

/** Tests say `vitest`; here they get the same words on mocha. */
const standIn = new URL('./vitest.ts', import.meta.url).href;

registerHooks({
  resolve(specifier, context, nextResolve) {
    return specifier === 'vitest' ? { url: standIn, shortCircuit: true } : nextResolve(specifier, context);
  },
});

await import('../vitest.setup.ts');
