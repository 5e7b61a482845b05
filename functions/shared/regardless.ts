import type { Logger } from '@aws-lambda-powertools/logger';

/** Runs an optional step that must not fail its caller. @param otherwise log message if it fails */
export async function regardless(
  logger: Pick<Logger, 'error'>,
  otherwise: string,
  action: () => Promise<unknown>,
): Promise<void> {
  try {
    await action();
  } catch (error) {
    logger.error(otherwise, error as Error);
  }
}
