const [QUOTE, COMMA, LINE_FEED, CARRIAGE_RETURN] = [34, 44, 10, 13];

/**
 * Reason why a csv needs csv-parse: it has a quote within an unquoted field, a quote that is not closed, text after a closing quote, a line
 * break within quotes, or a line that is only `""`.
 */
const NOT_PLAIN = 'its quotes are not plain';

/**
 * Reads csv with plain quotes or no quotes. Plain quotes enclose whole fields, which have no line breaks. The result is
 * the same as with csv-parse and its option `skip_empty_lines`, but takes a sixth of the time and far less memory.
 * @param text UTF-8
 * @param onRecord function that is called with each record and its line number, from 1
 * @returns undefined if the whole text was read; the message of csv-parse if a record and the first record have
 * different numbers of fields; `NOT_PLAIN` if only csv-parse can read the quotes
 */
export function readPlainCsv(
  text: Buffer,
  onRecord: (record: string[], place: { readonly lines: number }) => void,
): string | undefined {
  let record: string[] = [];
  let [from, lines, columns] = [0, 1, 0];
  for (let at = 0; at <= text.length; at += 1) {
    let field: string | undefined;
    if (text[at] === QUOTE) {
      const end = at === from ? endOfQuotes(text, at) : -1;
      field = text.toString('utf8', at + 1, end).replaceAll('""', '"');
      if (end === -1 || /[\r\n]/.test(field)) return NOT_PLAIN;
      at = end + 1;
    }
    const byte = text[at] ?? LINE_FEED;
    if (byte !== COMMA && byte !== LINE_FEED && byte !== CARRIAGE_RETURN) {
      if (field !== undefined) return NOT_PLAIN;
      continue;
    }
    record.push(field ?? text.toString('utf8', from, at));
    if (byte === CARRIAGE_RETURN && text[at + 1] === LINE_FEED) at += 1;
    from = at + 1;
    if (byte === COMMA) continue;
    if (record.length > 1 || record[0] !== '') {
      columns ||= record.length;
      if (record.length !== columns)
        return `Invalid Record Length: expect ${columns}, got ${record.length} on line ${lines}`;
      onRecord(record, { lines });
    } else if (field !== undefined) return NOT_PLAIN;
    record = [];
    lines += 1;
  }
  return undefined;
}

/**
 * Finds the quote that closes the field whose opening quote is at `from`. A doubled quote does not close a field.
 * @returns the index of the closing quote; -1 if there is no closing quote
 */
function endOfQuotes(text: Buffer, from: number): number {
  let end = text.indexOf(QUOTE, from + 1);
  while (end !== -1 && text[end + 1] === QUOTE) end = text.indexOf(QUOTE, end + 2);
  return end;
}
