/** Selects the interactions that a model is trained with, and weights them. */
export interface EventFilter {
  /** Event type. Default: all. */
  readonly eventType?: string;
  /** Minimum EVENT_VALUE. */
  readonly threshold?: number;
  /** Weight of an event. Default: 1. */
  readonly weight?: number;
}

/**
 * @param value EVENT_VALUE; NaN without one
 * @returns the weight in the first filter that the event passes; 0 if the event passes no filter
 */
export function weightOf(filters: readonly EventFilter[], type: string | undefined, value: number): number {
  const key = type?.toLowerCase();
  const passed = filters.find(
    ({ eventType, threshold }) =>
      (eventType === undefined || eventType.toLowerCase() === key) && (threshold === undefined || value >= threshold),
  );
  return passed === undefined ? 0 : (passed.weight ?? 1);
}
