import type { Logger } from '@aws-lambda-powertools/logger';

/** Does what is useful, but must not fail what it belongs to. @param otherwise logged if it fails */
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
