export { type Process, type ProcessStep, type ProcessStoreV1, parseProcess, processSchema } from './process.ts';
export { type ProcessOutcome, runProcess, type StepDefinition, type StepOutcome, stepKey } from './run.ts';
