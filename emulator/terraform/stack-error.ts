/** Thrown if a stack cannot be loaded. The message begins with the address of the block that caused it. */
export class StackError extends Error {
  override readonly name = 'StackError';

  /** @param address in Terraform's form, e.g. `aws_s3_bucket.data_bucket`, `var.name`, `output.topic_arn` */
  constructor(
    readonly address: string,
    readonly problem: string,
    options?: ErrorOptions,
  ) {
    super(`${address}: ${problem}`, options);
  }
}
