/** Thrown if a stack cannot be loaded. The message begins with `address`. */
export class StackError extends Error {
  override readonly name = 'StackError';

  /**
   * @param address address of the block that caused the error, in Terraform's form (`aws_s3_bucket.data_bucket`, `var.name`, `output.topic_arn`),
   * or name of the top-level member. For an error in an argument, the path of the argument follows: `aws_s3_bucket.data_bucket: tags.Owner`
   */
  constructor(
    readonly address: string,
    readonly problem: string,
    options?: ErrorOptions,
  ) {
    super(`${address}: ${problem}`, options);
  }
}
