/** Maximum size of a parameter file, in bytes. The upload function refuses a larger file without reading it. */
const MAX_FILE_BYTES = 1024 * 1024;

/** Text of a parameter file, or why its bytes are not text. */
export type Decoded =
  | { readonly text: string }
  | { readonly rule: string; readonly message: string; readonly hint?: string };

const BYTE_ORDER_MARK = '\uFEFF';

export function decodeText(content: string | Uint8Array): Decoded {
  const bytes = typeof content === 'string' ? Buffer.byteLength(content) : content.byteLength;
  if (bytes > MAX_FILE_BYTES) {
    const message = `The file has ${bytes} bytes; a parameter file must have at most ${MAX_FILE_BYTES}.`;
    return { rule: 'file-size', message };
  }
  if (typeof content === 'string') {
    return { text: content.startsWith(BYTE_ORDER_MARK) ? content.slice(1) : content };
  }
  const hint = 'Save it as UTF-8.';
  if (isUtf16(content)) {
    return { rule: 'encoding', message: 'The file is encoded as UTF-16; a parameter file is UTF-8.', hint };
  }
  try {
    // `TextDecoder` drops a leading byte-order mark.
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(content) };
  } catch {
    return { rule: 'encoding', message: 'The file is not valid UTF-8.', hint };
  }
}

/**
 * True if the bytes begin with a UTF-16 byte-order mark, or if one of the first two bytes is zero. JSON begins with an ASCII character,
 * and in UTF-16 such a character has a zero byte.
 */
function isUtf16([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff) || first === 0 || second === 0;
}
