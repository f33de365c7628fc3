export { hmacSha256Hex, sha256Bytes, sha256Hex, stableId } from './hash.ts';
