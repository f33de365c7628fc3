export {
  type AttributeDeclaration,
  type AttributeOwner,
  type AttributeValue,
  type AttributeValues,
  attributeDeclarationSchema,
  attributesUpTo,
  parseAttributeDeclarations,
  readAttributes,
  type Sensitivity,
} from './attribute.ts';
