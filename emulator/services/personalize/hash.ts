/**
 * Returns a 32-bit hash of a text: FNV-1a of its UTF-16 code units, followed by an extra mixing step. Without this step, ids that differ
 * only in their last character would have close hashes.
 */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  return (value ^ (value >>> 13)) >>> 0;
}
