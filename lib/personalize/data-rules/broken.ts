type Messages = false | string | readonly (false | string)[];

/**
 * Broken rules with their messages.
 * @param messages by rule; false if the rule is not broken
 */
export function broken<Rule extends string>(messages: Readonly<Partial<Record<Rule, Messages>>>) {
  return (Object.entries(messages) as [Rule, Messages][]).flatMap(([rule, all]) =>
    [all].flat().flatMap((message) => (message === false ? [] : [{ rule, message }])),
  );
}
