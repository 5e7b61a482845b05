import { InteractionLog } from '../../emulator/services/personalize/data/interaction-log';

/** A log of rows such as `ann film 3`: user and item, then optionally time (default: the row's index), type and value. */
export function logOf(...rows: readonly string[]): InteractionLog {
  const log = new InteractionLog();
  for (const [index, row] of rows.entries()) {
    const [user = '', item = '', time, type, value] = row.split(' ');
    log.add({ user, item, time: Number(time ?? index), type, value: value === undefined ? Number.NaN : Number(value) });
  }
  return log;
}
