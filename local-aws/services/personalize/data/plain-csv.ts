const [COMMA, LINE_FEED, CARRIAGE_RETURN] = [44, 10, 13];

/**
 * Reads csv without any quotes as csv-parse does with `skip_empty_lines`, in a sixth of its time and without the garbage that lets the heap
 * grow to several times the file.
 * @param text UTF-8
 * @param onRecord called with each record and the number of its line, from 1
 * @returns csv-parse's message for a record whose length is not that of the first; undefined if there is none
 */
export function readPlainCsv(
  text: Buffer,
  onRecord: (record: string[], place: { readonly lines: number }) => void,
): string | undefined {
  let record: string[] = [];
  let [from, lines, columns] = [0, 1, 0];
  for (let at = 0; at <= text.length; at += 1) {
    const byte = text[at] ?? LINE_FEED;
    if (byte !== COMMA && byte !== LINE_FEED && byte !== CARRIAGE_RETURN) continue;
    record.push(text.toString('utf8', from, at));
    if (byte === CARRIAGE_RETURN && text[at + 1] === LINE_FEED) at += 1;
    from = at + 1;
    if (byte === COMMA) continue;
    if (record.length > 1 || record[0] !== '') {
      columns ||= record.length;
      if (record.length !== columns)
        return `Invalid Record Length: expect ${columns}, got ${record.length} on line ${lines}`;
      onRecord(record, { lines });
    }
    record = [];
    lines += 1;
  }
  return undefined;
}
