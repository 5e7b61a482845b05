type Messages = false | string | readonly (false | string)[];

/** @param messages of rules; false of those that are not broken */
export function broken<Rule extends string>(messages: Readonly<Partial<Record<Rule, Messages>>>) {
  return (Object.entries(messages) as [Rule, Messages][]).flatMap(([rule, all]) =>
    [all].flat().flatMap((message) => (message === false ? [] : [{ rule, message }])),
  );
}
