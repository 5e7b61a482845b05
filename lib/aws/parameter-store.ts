import {
  DeleteParameterCommand,
  GetParametersByPathCommand,
  ParameterNotFound,
  PutParameterCommand,
  type SSMClient,
} from '@aws-sdk/client-ssm';
import { undefinedOn } from './undefined-on';

/**
 * Maximum size of a parameter's value, in bytes. This is the limit of the advanced tier, which is billed. The standard tier allows 4 KB
 * (Systems Manager user guide, "Managing parameter tiers", 2026-11).
 */
export const MAX_BYTES = 8192;

/** The parameters under one path of Systems Manager's Parameter Store. Names of parameters are relative to this path. */
export class ParameterStore {
  /** @param path begins with a slash, and has no slash at the end */
  constructor(
    private readonly ssm: SSMClient,
    private readonly path: string,
  ) {}

  /** Values of all parameters, by name. */
  async read(): Promise<ReadonlyMap<string, string>> {
    const found = new Map<string, string>();
    let NextToken: string | undefined;
    do {
      const request = { Path: this.path, Recursive: true, ...(NextToken !== undefined && { NextToken }) };
      const { Parameters = [], NextToken: next } = await this.ssm.send(new GetParametersByPathCommand(request));
      for (const { Name = '', Value = '' } of Parameters) found.set(Name.slice(this.path.length + 1), Value);
      NextToken = next;
    } while (NextToken !== undefined);
    return found;
  }

  async put(name: string, Value: string): Promise<void> {
    const Name = this.nameOf(name);
    await this.ssm.send(
      new PutParameterCommand({ Name, Value, Type: 'String', Tier: 'Intelligent-Tiering', Overwrite: true }),
    );
  }

  /** Deletes a parameter, if it exists. */
  async delete(name: string): Promise<void> {
    await undefinedOn(this.ssm.send(new DeleteParameterCommand({ Name: this.nameOf(name) })), ParameterNotFound);
  }

  private nameOf(name: string): string {
    return `${this.path}/${name}`;
  }
}
