export class OutOfTime extends Error {
  override readonly name = 'OutOfTime';

  constructor() {
    super('There was not enough time to read it.');
  }
}

/**
 * Waits for a read until a time in milliseconds since 1970. The read itself is not ended, so its result is lost.
 * @throws OutOfTime at that time
 */
export async function beforeDeadline<Result>(deadline: number, read: () => Promise<Result>): Promise<Result> {
  const left = deadline - Date.now();
  if (left <= 0) throw new OutOfTime();
  let timer: NodeJS.Timeout | undefined;
  const end = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new OutOfTime()), left);
  });
  try {
    return await Promise.race([read(), end]);
  } finally {
    clearTimeout(timer);
  }
}
