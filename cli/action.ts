/** Loads a command's action only when the command runs, so that `--help` does not wait for the AWS SDK. */
export function lazyAction<Input extends unknown[]>(load: () => Promise<(...input: Input) => Promise<number>>) {
  return async (...input: Input): Promise<void> => {
    const command = await load();
    process.exitCode = await command(...input);
  };
}
