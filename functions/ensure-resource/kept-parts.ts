import { cutText } from '../../personalize/text';
import { LONGEST_CAUSE, type Part, type StepResource } from './side-by-side';

/**
 * Of what has settled, what later polls need, and of all failures as much as the cause shows. The result of the state machine's task has the
 * parts twice, before and after, and may have 262,144 bytes. Source: Step Functions quotas (2026-11).
 */
export function keptParts(resources: readonly StepResource[], parts: readonly Part[]): readonly Part[] {
  let left = LONGEST_CAUSE;
  const continued = new Set(
    resources.flatMap(({ after, continues }, index) =>
      continues && parts[index]?.due === 0 ? (after?.[0] ?? []) : [],
    ),
  );
  return parts.map((part, index) => {
    if (part.failure !== undefined) {
      const message = cutText(part.failure.message, left);
      left = Math.max(0, left - message.length);
      return { failure: { ...part.failure, message } };
    }
    if (part.due !== undefined || part.isSkipped || continued.has(index)) return part;
    return part.left === undefined ? {} : { left: part.left };
  });
}
