/** Interactions that a model is trained with, and how much they count. */
export interface EventFilter {
  /** Default: all. */
  readonly eventType?: string;
  /** Minimum EVENT_VALUE. */
  readonly threshold?: number;
  /** Default: 1. */
  readonly weight?: number;
}

/**
 * @param value EVENT_VALUE; NaN without one
 * @returns how much an event counts by the first filter that it passes; 0 if it passes none
 */
export function weightOf(filters: readonly EventFilter[], type: string | undefined, value: number): number {
  const key = type?.toLowerCase();
  const passed = filters.find(
    ({ eventType, threshold }) =>
      (eventType === undefined || eventType.toLowerCase() === key) && (threshold === undefined || value >= threshold),
  );
  return passed === undefined ? 0 : (passed.weight ?? 1);
}
