import type { GrantedBy } from './evaluate';
import type { Statement } from './policy-document';

/** A pair of action and resource pattern that a policy allows. */
export interface Grant {
  readonly action: string;
  readonly resource: string;
  /** Number of authorizations that this grant has allowed. */
  readonly uses: number;
}

/** Counts the uses of grants. If several statements allow a permission, only the first counts, so a redundant grant shows no uses. */
export class Grants {
  /** Uses of each grant of a statement, ordered by action, then by resource. */
  private readonly uses = new Map<Statement, Uint32Array>();

  note({ statement, action, resource }: GrantedBy): void {
    const counts = this.uses.get(statement) ?? this.begin(statement);
    const place = action * resourcesOf(statement).length + resource;
    counts[place] = (counts[place] ?? 0) + 1;
  }

  /** Returns every action on every resource of the Allow statements. */
  of(statements: readonly Statement[]): readonly Grant[] {
    return statements
      .filter(({ effect }) => effect === 'Allow')
      .flatMap((statement) => {
        const resources = resourcesOf(statement);
        const counts = this.uses.get(statement);
        return statement.actions.flatMap((action, row) =>
          resources.map((resource, column) => ({
            action,
            resource,
            uses: counts?.[row * resources.length + column] ?? 0,
          })),
        );
      });
  }

  private begin(statement: Statement): Uint32Array {
    const counts = new Uint32Array(statement.actions.length * resourcesOf(statement).length);
    this.uses.set(statement, counts);
    return counts;
  }
}

/** Resources of a trust policy. The policy names none, because it applies to the role itself. */
const ITSELF: readonly string[] = ['*'];

function resourcesOf({ resources }: Statement): readonly string[] {
  return resources ?? ITSELF;
}
