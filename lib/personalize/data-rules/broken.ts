type Messages = false | string | readonly (false | string)[];

/** The rules that are broken, with a message each time. @param messages by rule; false where it is not broken */
export function broken<Rule extends string>(messages: Readonly<Partial<Record<Rule, Messages>>>) {
  return (Object.entries(messages) as [Rule, Messages][]).flatMap(([rule, all]) =>
    [all].flat().flatMap((message) => (message === false ? [] : [{ rule, message }])),
  );
}
