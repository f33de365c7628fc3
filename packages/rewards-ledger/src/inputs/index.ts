export {
  type InputCall,
  inputSchemas,
  jsonSchemas,
  parseEarnInput,
  parseLedgerInput,
  parseRedeemInput,
} from './inputs.ts';
