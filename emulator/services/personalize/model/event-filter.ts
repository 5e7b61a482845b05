/** Filter that selects the interactions for a training, and gives them a weight. */
export interface EventFilter {
  /** Event type that passes. Default: all event types. */
  readonly eventType?: string;
  /** Minimum EVENT_VALUE that passes. Default: no minimum. */
  readonly threshold?: number;
  /** Weight of the events that pass. Default: 1. */
  readonly weight?: number;
}

/**
 * @param value EVENT_VALUE; NaN if the event has no EVENT_VALUE
 * @returns the weight of the first filter that the event passes; 0 if the event passes no filter
 */
export function weightOf(filters: readonly EventFilter[], type: string | undefined, value: number): number {
  const key = type?.toLowerCase();
  const passed = filters.find(
    ({ eventType, threshold }) =>
      (eventType === undefined || eventType.toLowerCase() === key) && (threshold === undefined || value >= threshold),
  );
  return passed === undefined ? 0 : (passed.weight ?? 1);
}
