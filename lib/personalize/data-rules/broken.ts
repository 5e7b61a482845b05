type Messages = false | string | readonly (false | string)[];

/**
 * Broken rules, one element for each message.
 * @param messages messages by rule, or `false` if the rule is not broken
 */
export function broken<Rule extends string>(messages: Readonly<Partial<Record<Rule, Messages>>>) {
  return (Object.entries(messages) as [Rule, Messages][]).flatMap(([rule, all]) =>
    [all].flat().flatMap((message) => (message === false ? [] : [{ rule, message }])),
  );
}
