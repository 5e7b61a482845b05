export class OutOfTime extends Error {
  override readonly name = 'OutOfTime';

  constructor() {
    super('There was not enough time to read all data.');
  }
}

/**
 * Waits for a read, at most until a deadline. A read that takes longer is not stopped, but its result is ignored.
 * @param deadline milliseconds since 1970
 * @throws OutOfTime at the deadline
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
